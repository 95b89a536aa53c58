import { type Analysis, type Anomaly } from '../analysis/model/analysis';
import { anomaliesOf } from '../analysis/incidents/anomaliesOf';
import { AROUND_LINE_MS } from '../query/explore/exploreState';
import { VIEWS } from '../query/views';
import { chosenIncident, noIncident } from './chosenIncident';
import { type Notice } from '../logs/notice';
import { linesLink, traceLink } from './exploreLinks';
import { frame, numberField, stringField, timeField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { serviceLink } from './serviceLink';
import { isWanted } from './services';
import { type LimitedRequest, type ViewRequest } from './view';
import { whole } from '../format/format';

const SCORE_DECIMALS = 3;

/**
 * The most anomalous log lines, of an incident where the request names one, newest first, by the data plane's log-lines
 * contract. Of a line's further columns Grafana shows in its details only those with links: the score and the reasons
 * are labels, too.
 */
export function anomalies(analysis: Analysis, request: LimitedRequest): Frame[] {
  const { anomalies: found } = analysis;
  const ofIncident = request.incident === undefined ? undefined : linesOf(analysis, request);
  const { anomalyTypes: isWantedType = () => true } = request;
  const wanted = (ofIncident ?? found.items).filter(
    ({ service, type }) => isWanted(request, service) && isWantedType(type)
  );
  const total =
    ofIncident || request.anomalyTypes
      ? wanted.length
      : analysis.services.reduce((sum, s) => sum + (isWanted(request, s.service) ? s.anomalies : 0), 0);
  const rows = wanted.slice(0, request.limit).sort((a, b) => b.timeMs - a.timeMs || b.timeNs - a.timeNs);
  const text = (name: string, value: (anomaly: Anomaly) => string, config?: FieldConfig) =>
    stringField(name, rows.map(value), config);
  const lines = linesLink(request, 'Show the lines around it', rows, ({ service, timeMs }) => ({
    services: [service],
    fromMs: timeMs - AROUND_LINE_MS,
    toMs: timeMs + AROUND_LINE_MS,
  }));
  const dashboard = serviceLink(request, analysis.range, rows, ({ service }) => [service]);
  const trace = traceLink(request, rows);
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
        { decimals: SCORE_DECIMALS }
      ),
      text('reasons', ({ reasons }) => textOf(reasons), lines.config),
      ...lines.fields,
      ...(dashboard.config ? [text('service', ({ service }) => service, dashboard.config), ...dashboard.fields] : []),
      ...(trace.fields.length > 0
        ? [text('trace_id', ({ traceId }) => traceId ?? '', trace.config), ...trace.fields]
        : []),
    ],
    ofIncident?.length === 0
      ? [{ severity: 'info', text: whyNone(analysis, request) }]
      : noticesOf(found.status, rows.length, total)
  );
  return [result];
}

/** The anomalous lines of the request's incident; none where there is no such. */
function linesOf(analysis: Analysis, request: ViewRequest): Anomaly[] {
  const incident = chosenIncident(analysis, request);
  return incident ? anomaliesOf(analysis, incident) : [];
}

function whyNone(analysis: Analysis, request: ViewRequest): string {
  return chosenIncident(analysis, request)
    ? 'None of the lines of this incident was found to be anomalous.'
    : noIncident(request);
}

function labelsOf({ service, type, score, reasons, traceId }: Anomaly): Record<string, string> {
  return {
    service,
    anomaly: type,
    score: score.toFixed(SCORE_DECIMALS),
    reasons: textOf(reasons),
    ...(traceId && { trace_id: traceId }),
  };
}

function textOf(reasons: Anomaly['reasons']): string {
  return reasons.map((reason) => reason.text).join('; ');
}

function noticesOf(status: 'scored' | 'learning', shown: number, total: number): Notice[] {
  if (status === 'learning') {
    return [{ severity: 'info', text: 'Too few logs to know what is unusual: nothing is flagged yet.' }];
  }
  return total > shown ? [{ severity: 'info', text: `The ${shown} most anomalous of ${whole(total)} anomalies.` }] : [];
}
