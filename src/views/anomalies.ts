import { type Analysis, type Anomaly } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { frame, numberField, stringField, timeField } from './fields';
import { type Frame } from './frame';
import { isWanted } from './services';
import { type LimitedRequest } from './view';
import { whole } from '../format/format';

/**
 * The most anomalous log lines, newest first, by the data plane's log-lines contract; the score and the reasons are
 * further columns, which Grafana shows beside the labels.
 */
export function anomalies(analysis: Analysis, request: LimitedRequest): Frame[] {
  const { anomalies: found } = analysis;
  const wanted = found.items.filter(({ service }) => isWanted(request, service));
  const total = analysis.services.reduce((sum, s) => sum + (isWanted(request, s.service) ? s.anomalies : 0), 0);
  const rows = wanted.slice(0, request.limit).sort((a, b) => b.timeMs - a.timeMs || b.timeNs - a.timeNs);
  const text = (name: string, value: (anomaly: Anomaly) => string) => stringField(name, rows.map(value));
  const result = frame(
    VIEWS.anomalies.label,
    'log-lines',
    [
      {
        ...timeField(
          'timestamp',
          rows.map(({ timeMs }) => timeMs)
        ),
        nanoseconds: Uint32Array.from(rows, ({ timeNs }) => timeNs),
      },
      text('body', ({ line }) => line),
      text('severity', ({ level }) => level.toLowerCase()),
      text('id', ({ id }) => id),
      { name: 'labels', type: 'json', values: rows.map((anomaly) => JSON.stringify(labelsOf(anomaly))) },
      numberField(
        'score',
        rows.map(({ score }) => score),
        { decimals: 3 }
      ),
      text('reasons', ({ reasons }) => reasons.map((reason) => reason.text).join('; ')),
    ],
    noticesOf(found.status, rows.length, total)
  );
  return [{ ...result, meta: { ...result.meta, preferredVisualisationType: 'logs' } }];
}

function labelsOf({ service, type, traceId }: Anomaly): Record<string, string> {
  return { service, anomaly: type, ...(traceId && { trace_id: traceId }) };
}

function noticesOf(status: 'scored' | 'learning', shown: number, total: number): Notice[] {
  if (status === 'learning') {
    return [{ severity: 'info', text: 'Too few logs to know what is unusual: nothing is flagged yet.' }];
  }
  return total > shown ? [{ severity: 'info', text: `The ${shown} most anomalous of ${whole(total)} anomalies.` }] : [];
}
