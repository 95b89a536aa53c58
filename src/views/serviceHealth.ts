import { type Analysis, type ServiceSummary } from '../analysis/model/analysis';
import { SERVICE_METRICS } from '../query/views';
import { HEALTH_CONFIG } from './colours';
import { frame, noData, numberField, stringField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { metricOf } from './metric';
import { wantedServices } from './services';
import { type ViewRequest } from './view';

const NAME = 'Service health';

type Metric = keyof typeof SERVICE_METRICS;

interface Column {
  /** undefined: this service has none. */
  value(service: ServiceSummary): number | undefined;
  config: FieldConfig;
}

const COUNT: FieldConfig = { unit: 'locale', decimals: 0, min: 0 };
const SHARE: FieldConfig = { unit: 'percentunit', decimals: 2, min: 0, max: 1 };
const MILLISECONDS: FieldConfig = { unit: 'ms', min: 0 };

const COLUMNS: Readonly<Record<Metric, Column>> = {
  health: { value: ({ health }) => health.score, config: HEALTH_CONFIG },
  logs: { value: ({ logs }) => logs, config: COUNT },
  errors: { value: ({ errors }) => errors, config: COUNT },
  errorRate: { value: ({ errorRate }) => errorRate, config: SHARE },
  successRate: { value: ({ successRate }) => successRate, config: SHARE },
  averageResponseTime: { value: ({ responseTime }) => responseTime?.mean, config: MILLISECONDS },
  p95ResponseTime: { value: ({ responseTime }) => responseTime?.p95, config: MILLISECONDS },
  anomalies: { value: ({ anomalies }) => anomalies, config: COUNT },
  anomalyRate: { value: ({ anomalies, logs }) => (logs > 0 ? anomalies / logs : 0), config: SHARE },
};

/**
 * A row for each service, the least healthy first, with every metric of SERVICE_METRICS, or with the one asked for, so
 * that an alert rule has one value a service. A service that has no such value is left out then.
 */
export function serviceHealth(analysis: Analysis, request: ViewRequest): Frame[] {
  const services = wantedServices(analysis, request).sort((a, b) => a.health.score - b.health.score);
  const metric = metricOf(request.metric, SERVICE_METRICS) ?? (request.forAlert ? 'health' : undefined);
  const metrics = metric ? [metric] : metricsOf(services);
  const rows = metric ? services.filter((service) => COLUMNS[metric].value(service) !== undefined) : services;
  if (rows.length === 0) {
    const what = metric && services.length > 0 ? `has a value for "${SERVICE_METRICS[metric]}"` : 'logged anything';
    return noData(NAME, 'numeric-long', `No service ${what} in this range.`);
  }
  const names = rows.map(({ service }) => service);
  const columns = metrics.map((name) => {
    const { value, config } = COLUMNS[name];
    const values = rows.map((row) => value(row) ?? NaN);
    return numberField(name, values, { displayName: SERVICE_METRICS[name], ...config });
  });
  return [frame(NAME, 'numeric-long', [stringField('service', names, { displayName: 'Service' }), ...columns])];
}

/** All metrics, but response times only where some service has them. */
function metricsOf(services: readonly ServiceSummary[]): Metric[] {
  const metrics = Object.keys(COLUMNS) as Metric[];
  return metrics.filter((name) => services.some((service) => COLUMNS[name].value(service) !== undefined));
}
