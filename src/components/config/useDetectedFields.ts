import { getBackendSrv } from '@grafana/runtime';
import { useState } from 'react';
import { type DetectedField } from '../../query/detectedField';
import { errorText } from './errorText';
import { type Options } from './update';

interface State {
  /** Of which data source, and of which version of its settings. */
  of: string;
  status: 'idle' | 'loading' | 'loaded' | 'failed';
  fields: DetectedField[];
  error?: string;
}

export interface DetectedFields extends Omit<State, 'of'> {
  /** Asks for the fields, unless they are known; again where that failed, or where the settings were saved since. */
  load: () => void;
}

const NONE: DetectedField[] = [];

/** The fields that the logs of a saved data source have, as its back end detects them. */
export function useDetectedFields({ uid, version = 0 }: Options): DetectedFields {
  const of = `${uid}/${version}`;
  const [known, setKnown] = useState<State>({ of, status: 'idle', fields: NONE });
  const state: State = known.of === of ? known : { of, status: 'idle', fields: NONE };

  const load = () => {
    if (state.status === 'loading' || state.status === 'loaded') {
      return;
    }
    const settle = (next: State) => setKnown((current) => (current.of === next.of ? next : current));
    setKnown({ of, status: 'loading', fields: NONE });
    getBackendSrv()
      .get<DetectedField[]>(`/api/datasources/uid/${uid}/resources/fields`, undefined, undefined, {
        showErrorAlert: false,
      })
      .then((fields) => settle({ of, status: 'loaded', fields }))
      .catch((error: unknown) => settle({ of, status: 'failed', fields: NONE, error: errorText(error) }));
  };
  return { ...state, load };
}
