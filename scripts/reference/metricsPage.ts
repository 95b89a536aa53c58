import { createMetrics } from '../../src/backend/metrics';
import { code, table } from './markdown';

interface Metric {
  name: string;
  help: string;
  type: string;
  labelNames: readonly string[];
}

/** docs/reference/metrics.md, of what is registered. */
export function metricsPage(): string {
  const { registry } = createMetrics(() => ({ workers: 0, residentBytes: 0 }));
  const metrics = registry.getMetricsAsArray() as unknown as Metric[];
  const rows = metrics.map(({ name, type, labelNames, help }) => [
    code(name),
    type,
    labelNames.map(code).join(', '),
    help,
  ]);
  return `# Metrics

Grafana serves them at \`/metrics/plugins/seismolog-loganalytics-datasource\`, in Prometheus' text format.

${table(['Metric', 'Type', 'Labels', 'What'], rows)}

The gauges show the latest analysis of a data source, whatever range it was of. An alert on them fires on what somebody
looked at: for alerts, use Grafana's alert rules on the views.
`;
}
