import { logAt } from '../analysis/anomalies/detectAnomalies';
import { type LogTable } from '../logs/logTable';
import { frame, stringField, timeField } from './fields';
import { type Frame } from './frame';

/**
 * Logs as they were read, newest first, by the data plane's log-lines contract: with the ids, levels and services that
 * the view `anomalies` has for the same lines.
 */
export function logLines(table: LogTable): Frame {
  const rows = Array.from({ length: table.length }, (_, row) => logAt(table, row)).reverse();
  const times = rows.map(({ timeMs }) => timeMs);
  return frame('Log lines', 'log-lines', [
    { ...timeField('timestamp', times), nanoseconds: Uint32Array.from(rows, ({ timeNs }) => timeNs) },
    stringField(
      'body',
      rows.map(({ line }) => line)
    ),
    stringField(
      'severity',
      rows.map(({ level }) => level.toLowerCase())
    ),
    stringField(
      'id',
      rows.map(({ id }) => id)
    ),
    {
      name: 'labels',
      type: 'json',
      values: rows.map(({ service, traceId }) => JSON.stringify({ service, ...(traceId && { trace_id: traceId }) })),
    },
  ]);
}
