import { getBackendSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { type SampledLogs } from '../../query/sampledLogs';
import { errorText } from './errorText';
import { type Options } from './update';

/** What became of asking for a sample. While another one is awaited the last one stays. */
export interface SampleState {
  status: 'idle' | 'loading' | 'loaded' | 'failed';
  sample?: SampledLogs;
  error?: string;
}

/** So long nothing is asked after a change: names are typed letter by letter. */
const PAUSE_MS = 500;

/**
 * Logs of a saved data source as its back end reads them by the field mapping as it stands, saved or not.
 *
 * @param isValid a mapping that is not accepted is not asked with
 */
export function useSampledLogs({ uid, version = 0, jsonData }: Options, isValid: boolean): SampleState {
  const fields = JSON.stringify(jsonData.fields ?? {});
  const [state, setState] = useState<SampleState>({ status: 'idle' });

  useEffect(() => {
    if (uid === '' || !isValid) {
      return undefined;
    }
    let isCurrent = true;
    const settle = (next: (before: SampleState) => SampleState) => isCurrent && setState(next);
    const load = async () => {
      settle(({ sample }) => ({ status: 'loading', sample }));
      try {
        const url = `/api/datasources/uid/${uid}/resources/sample`;
        const sample = await getBackendSrv().get<SampledLogs>(url, { fields }, undefined, { showErrorAlert: false });
        settle(() => ({ status: 'loaded', sample }));
      } catch (error) {
        settle(() => ({ status: 'failed', error: errorText(error) }));
      }
    };
    const timer = setTimeout(() => void load(), PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [uid, version, fields, isValid]);
  return state;
}
