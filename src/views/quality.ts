import { type Analysis } from '../analysis/model/analysis';
import { findQuality, type Quality } from '../analysis/quality/findQuality';
import { VIEWS } from '../query/views';
import { frame, noData, numberField, stringField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { metricOf } from './metric';
import { isWanted } from './services';
import { type ViewRequest } from './view';

const { label: NAME, metrics: METRICS } = VIEWS.quality;

type Metric = keyof typeof METRICS;

const SHARE: FieldConfig = { unit: 'percentunit', decimals: 0, min: 0, max: 1 };
const COUNT: FieldConfig = { unit: 'locale', decimals: 0, min: 0 };
const TIME: FieldConfig = { unit: 'ms' };

const WHAT: Readonly<Record<Quality['what'], string>> = { incidents: 'Incidents', anomalies: 'Anomalous logs' };

/** NaN: not known, as there is nothing that it is a share of. */
const COLUMNS: Readonly<Record<Metric, { value: (row: Quality) => number; config: FieldConfig }>> = {
  recall: { value: ({ met, marked }) => met / marked, config: SHARE },
  precision: { value: ({ right, noise, unmarked }) => right / (right + noise + unmarked), config: SHARE },
  judgedPrecision: { value: ({ right, noise }) => right / (right + noise), config: SHARE },
  delay: { value: ({ delayMs }) => delayMs, config: TIME },
  seenDelay: { value: ({ seenDelayMs }) => seenDelayMs, config: TIME },
  marked: { value: ({ marked }) => marked, config: COUNT },
  met: { value: ({ met }) => met, config: COUNT },
  right: { value: ({ right }) => right, config: COUNT },
  noise: { value: ({ noise }) => noise, config: COUNT },
  unmarked: { value: ({ unmarked }) => unmarked, config: COUNT },
};

/**
 * How good incidents and anomalies are, by what people marked in Grafana: a row for all, for each service, for each type
 * of incidents that was found. With every number, or with the one asked for, so that an alert rule has one value a row.
 */
export function quality(analysis: Analysis, request: ViewRequest): Frame[] {
  const rows = findQuality(analysis).filter(({ service }) =>
    service === undefined ? request.services.length === 0 : isWanted(request, service)
  );
  const metric = metricOf(request.metric, METRICS) ?? (request.forAlert ? 'recall' : undefined);
  const shown = metric ? rows.filter((row) => !Number.isNaN(COLUMNS[metric].value(row))) : rows;
  const metrics = metric ? [metric] : (Object.keys(COLUMNS) as Metric[]);
  const text = (name: string, displayName: string, of: (row: Quality) => string) =>
    stringField(name, shown.map(of), { displayName });
  const result = frame(NAME, 'numeric-long', [
    text('what', 'What', ({ what }) => WHAT[what]),
    text('service', 'Service', ({ service }) => service ?? 'all'),
    text('rule', 'Type', ({ rule }) => rule ?? 'all'),
    ...metrics.map((name) =>
      numberField(name, shown.map(COLUMNS[name].value), { displayName: METRICS[name], ...COLUMNS[name].config })
    ),
  ]);
  return shown.length > 0 ? [result] : noData(result, whyNothing(rows.length > 0, metric), request);
}

function whyNothing(isMarked: boolean, metric: Metric | undefined): string {
  return isMarked && metric
    ? `Of what was marked in this range, nothing has a value for "${METRICS[metric]}".`
    : 'No incident was marked in this range, so nobody knows how good what was found is. Mark some in Grafana: an annotation with the tag seismolog:incident, or seismolog:noise for a false alarm.';
}
