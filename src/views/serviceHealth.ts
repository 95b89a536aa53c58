import { type Analysis, type ServiceSummary } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { HEALTH_CONFIG } from './colours';
import { linesLink } from './exploreLinks';
import { frame, noData, numberField, stringField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { byHealth, scoresOf } from './health';
import { metricOf } from './metric';
import { serviceLink } from './serviceLink';
import { wantedServices } from './services';
import { type ViewRequest } from './view';

const { label: NAME, metrics: METRICS } = VIEWS.serviceHealth;

type Metric = keyof typeof METRICS;

interface Column {
  /** undefined: this service has none, or it is not known. */
  value(service: ServiceSummary, isLearning: boolean): number | undefined;
  config: FieldConfig;
}

const COUNT: FieldConfig = { unit: 'locale', decimals: 0, min: 0 };
const SHARE: FieldConfig = { unit: 'percentunit', decimals: 2, min: 0, max: 1 };
const MILLISECONDS: FieldConfig = { unit: 'ms', min: 0 };

const COLUMNS: Readonly<Record<Metric, Column>> = {
  health: { value: ({ healthNow }) => healthNow.score ?? undefined, config: HEALTH_CONFIG },
  rangeHealth: { value: ({ health }) => health.score ?? undefined, config: HEALTH_CONFIG },
  logs: { value: ({ logs }) => logs, config: COUNT },
  errors: { value: ({ errors, known }) => (known.levels > 0 ? errors : undefined), config: COUNT },
  errorRate: { value: ({ errorRate }) => errorRate, config: SHARE },
  successRate: { value: ({ successRate }) => successRate, config: SHARE },
  levelKnown: { value: ({ known }) => known.levels, config: SHARE },
  averageResponseTime: { value: ({ responseTime }) => responseTime?.mean, config: MILLISECONDS },
  p95ResponseTime: { value: ({ responseTime }) => responseTime?.p95, config: MILLISECONDS },
  responseTimeKnown: { value: ({ known }) => known.responseTimes, config: SHARE },
  anomalies: { value: ({ anomalies }, isLearning) => (isLearning ? undefined : anomalies), config: COUNT },
  anomalyRate: {
    value: ({ anomalies, logs }, isLearning) => (isLearning || logs === 0 ? undefined : anomalies / logs),
    config: SHARE,
  },
};

/**
 * A row for each service, the least healthy first, with every of its metrics, or with the one asked for, so
 * that an alert rule has one value a service. A service that has no such value, or of which it is not known, is left
 * out then. Beside the rates stands the share of the logs that they are computed from.
 *
 * @throws QueryError where the health is asked for and its formula cannot be computed
 */
export function serviceHealth(analysis: Analysis, request: ViewRequest): Frame[] {
  const services = byHealth(wantedServices(analysis, request));
  const isLearning = analysis.anomalies.status === 'learning';
  const metric = metricOf(request.metric, METRICS) ?? (request.forAlert ? 'health' : undefined);
  const metrics = metric ? [metric] : metricsOf(services, isLearning);
  if (metrics.includes('health')) {
    scoresOf(services.map(({ healthNow }) => healthNow));
  }
  if (metrics.includes('rangeHealth')) {
    scoresOf(services.map(({ health }) => health));
  }
  const rows = metric
    ? services.filter((service) => COLUMNS[metric].value(service, isLearning) !== undefined)
    : services;
  const names = rows.map(({ service }) => service);
  const lines = linesLink(request, 'Show the lines', names, (service) => ({ services: [service], ...analysis.range }));
  const dashboard = serviceLink(request, analysis.range, names, (service) => [service]);
  const columns = metrics.map((name) => {
    const { value, config } = COLUMNS[name];
    const values = rows.map((row) => value(row, isLearning) ?? NaN);
    return numberField(name, values, { displayName: METRICS[name], ...config, ...(name === 'logs' && lines.config) });
  });
  const result = frame(NAME, 'numeric-long', [
    stringField('service', names, { displayName: 'Service', filterable: true, ...dashboard.config }),
    ...columns,
    ...lines.fields,
    ...dashboard.fields,
  ]);
  if (rows.length > 0) {
    return [result];
  }
  const what = metric && services.length > 0 ? `has a value for "${METRICS[metric]}"` : 'logged anything';
  return noData(result, `No service ${what} in this range.`, request);
}

/**
 * All metrics, but those of which no service has a value only for the names of the columns where there is no service at
 * all.
 */
function metricsOf(services: readonly ServiceSummary[], isLearning: boolean): Metric[] {
  const metrics = Object.keys(COLUMNS) as Metric[];
  const has = (name: Metric) => services.some((service) => COLUMNS[name].value(service, isLearning) !== undefined);
  return services.length > 0 ? metrics.filter((name) => name === 'health' || has(name)) : metrics;
}
