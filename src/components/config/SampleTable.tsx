import { Alert, LoadingBar, Stack, Text } from '@grafana/ui';
import { type ReactElement } from 'react';
import { type SampledLog, type SampledLogs, type SampledRole } from '../../query/sampledLogs';
import { PlainTable } from '../PlainTable';
import { tr } from '../texts';
import { type SampleState } from './useSampledLogs';

/** What the logs of the store look like as they are read, and how many of them say what. */
export function SampleTable({ status, sample, error }: SampleState): ReactElement | null {
  if (status === 'idle') {
    return null;
  }
  return (
    <Stack direction="column" gap={1}>
      <Text element="h6">{tr('Logs as they are read')}</Text>
      <Text element="p" variant="bodySmall" color="secondary">
        {tr(
          'The newest logs of the store as it was last saved, read by the fields as they stand above. Times are in UTC.'
        )}
      </Text>
      {status === 'loading' && <LoadingBar width={200} ariaLabel={tr('Reading a sample of the logs')} />}
      {status === 'failed' && (
        <Alert severity="warning" title={tr('No sample of the logs could be read')}>
          {error}
        </Alert>
      )}
      {sample && <Outcome sample={sample} />}
    </Stack>
  );
}

function Outcome({ sample }: { sample: SampledLogs }): ReactElement {
  if (sample.sampled === 0) {
    return (
      <Text element="p" color="secondary">
        {tr('Nothing was logged for a week. Check the query and the address of the store.')}
      </Text>
    );
  }
  return (
    <>
      {sample.notices.map((notice) => (
        <Alert key={notice} severity="info" title={notice} />
      ))}
      <Logs sample={sample} />
    </>
  );
}

interface ColumnOfLogs {
  readonly label: string;
  readonly text: (log: SampledLog) => string | undefined;
  /** What the column shows may be missing. */
  readonly role?: SampledRole;
  readonly isWide?: true;
}

const COLUMNS: readonly ColumnOfLogs[] = [
  { label: 'Time', text: ({ time }) => time.replace('T', ' ').replace('Z', '') },
  { label: 'Level', text: ({ level }) => level, role: 'level' },
  { label: 'Service', text: ({ service }) => service, role: 'service' },
  { label: 'Status', text: ({ statusCode }) => statusCode?.toString(), role: 'statusCode' },
  { label: 'Response time', text: ({ responseTimeMs }) => timeText(responseTimeMs), role: 'responseTime' },
  { label: 'Message', text: ({ message }) => message, isWide: true },
];

function Logs({ sample: { logs, sampled, found } }: { sample: SampledLogs }): ReactElement {
  const columns = COLUMNS.map(({ label, text, role, isWide }) => ({
    label: tr(label),
    cell: text,
    isWide,
    note: role && tr('{{found}} of {{sampled}}', { found: found[role], sampled }),
  }));
  return <PlainTable columns={columns} rows={logs} isMonospace />;
}

function timeText(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${ms.toLocaleString('en-US', { maximumSignificantDigits: 4 })} ms`;
}
