import { type Analysis, type Forecast, type ServiceSummary } from '../analysis/model/analysis';
import { FORECAST_TYPES } from '../analysis/forecast/indicators/indicator';
import { probabilityBy } from '../analysis/forecast/probabilityBy';
import { VIEWS } from '../query/views';
import { linesLink } from './exploreLinks';
import { frame, noData, numberField, stringField, timeField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { metricOf } from './metric';
import { serviceLink } from './serviceLink';
import { isWanted, wantedServices } from './services';
import { type ViewRequest } from './view';
import { percent } from '../format/format';
import { MINUTE, HOUR } from '../time/units';

const { label: NAME, metrics: METRICS } = VIEWS.forecasts;

type Metric = keyof typeof METRICS;

const SHARE: FieldConfig = {
  unit: 'percentunit',
  decimals: 0,
  min: 0,
  max: 1,
  thresholds: {
    mode: 'absolute',
    steps: [
      { value: null, color: 'text' },
      { value: 0.5, color: 'orange' },
      { value: 0.8, color: 'red' },
    ],
  },
};
const CONFIGS: Readonly<Record<Metric, FieldConfig>> = {
  riskWithinHour: SHARE,
  confidence: SHARE,
  minutesToBreach: { unit: 'm', decimals: 0, min: 0 },
};

/**
 * The rules that will be broken, a row for each, the soonest first. An alert rule, or a request for one metric, gets
 * one number for each service and type of incident instead: the risk of the next hour and the confidence are 0 where
 * nothing is seen coming, so that a rule on them knows that all is well; minutes to the breach are there only where
 * there are any.
 */
export function forecasts(analysis: Analysis, request: ViewRequest): Frame[] {
  const rows = analysis.forecasts.filter(({ service }) => isWanted(request, service));
  const metric = metricOf(request.metric, METRICS) ?? (request.forAlert ? 'riskWithinHour' : undefined);
  return metric ? numbers(analysis, request, rows, metric) : table(rows, analysis, request);
}

function valueOf(forecast: Forecast, metric: Metric, nowMs: number): number {
  switch (metric) {
    case 'riskWithinHour':
      return probabilityBy(forecast, nowMs + HOUR);
    case 'confidence':
      return forecast.confidence;
    case 'minutesToBreach':
      return (forecast.expectedMs - nowMs) / MINUTE;
  }
}

/** Of several forecasts of one service and type, the one to worry about most. */
function numbers(analysis: Analysis, request: ViewRequest, forecasts: readonly Forecast[], metric: Metric): Frame[] {
  const cells = wantedServices(analysis, request)
    .flatMap((summary) =>
      FORECAST_TYPES.filter((type) => FORESEEN_BY[type](summary)).map((type) => ({ service: summary.service, type }))
    )
    .map((cell) => {
      const own = forecasts.filter(({ service, type }) => service === cell.service && type === cell.type);
      const values = own.map((forecast) => valueOf(forecast, metric, analysis.range.toMs));
      return { ...cell, value: metric === 'minutesToBreach' ? Math.min(...values) : Math.max(0, ...values) };
    })
    .filter(({ value }) => Number.isFinite(value));
  const result = frame(NAME, 'numeric-long', [
    stringField(
      'service',
      cells.map(({ service }) => service),
      { displayName: 'Service' }
    ),
    stringField(
      'type',
      cells.map(({ type }) => type),
      { displayName: 'Type' }
    ),
    numberField(
      metric,
      cells.map(({ value }) => value),
      { displayName: METRICS[metric], ...CONFIGS[metric] }
    ),
  ]);
  const reason = metric === 'minutesToBreach' ? 'Nothing is seen coming.' : 'Without logs nothing can be foreseen.';
  return cells.length > 0 ? [result] : noData(result, reason, request);
}

/**
 * Whether a service logs what a type of incident is foreseen by: that nothing is seen coming says nothing otherwise.
 */
const FORESEEN_BY: Readonly<Record<(typeof FORECAST_TYPES)[number], (service: ServiceSummary) => boolean>> = {
  'High Error Rate': ({ known }) => known.levels > 0,
  'Performance Degradation': ({ known }) => known.responseTimes > 0,
  'Resource Exhaustion': () => true,
};

/** "2 of the last 8 came true; computed as 60%". */
function recordOf({ confidence, record }: Forecast): string {
  if (!record) {
    return '';
  }
  const { judged, hits, saidConfidence } = record;
  const came = `${hits} of the last ${judged} came true`;
  return confidence < saidConfidence ? `${came}; computed as ${percent(saidConfidence)}` : came;
}

function table(rows: readonly Forecast[], { range, totals }: Analysis, request: ViewRequest): Frame[] {
  const nowMs = range.toMs;
  const text = (name: string, displayName: string, value: (forecast: Forecast) => string, config?: FieldConfig) =>
    stringField(name, rows.map(value), { displayName, ...config });
  const lines = linesLink(request, 'Show the last lines', rows, ({ service }) => ({
    services: [service],
    fromMs: nowMs - HOUR,
    toMs: nowMs,
  }));
  const dashboard = serviceLink(request, range, rows, ({ service }) => [service]);
  const time = (name: string, displayName: string, value: (forecast: Forecast) => number) =>
    timeField(name, rows.map(value), { displayName });
  const number = (metric: Metric) =>
    numberField(
      metric,
      rows.map((row) => valueOf(row, metric, nowMs)),
      { displayName: METRICS[metric], ...CONFIGS[metric] }
    );
  return [
    frame(
      NAME,
      'table',
      [
        text('service', 'Service', ({ service }) => service, { filterable: true, ...dashboard.config }),
        text('type', 'Type', ({ type }) => type),
        text('rule', 'What is coming', ({ rule }) => rule, lines.config),
        number('minutesToBreach'),
        time('expected', 'Expected', ({ expectedMs }) => expectedMs),
        time('earliest', 'Earliest (80%)', ({ earliestMs }) => earliestMs),
        time('latest', 'Latest (80%)', ({ latestMs }) => latestMs),
        number('confidence'),
        number('riskWithinHour'),
        text('indicator', 'Indicator', ({ indicator }) => indicator),
        text('record', 'Record', recordOf),
        text('recommendation', 'Recommendation', ({ recommendation }) => recommendation),
        text('id', 'Id', ({ id }) => id),
        ...lines.fields,
        ...dashboard.fields,
      ],
      rows.length === 0 && totals.logs > 0 ? [{ severity: 'info', text: 'Nothing is seen coming.' }] : []
    ),
  ];
}
