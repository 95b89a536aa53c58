import { type Analysis } from '../analysis/model/analysis';
import { createMetrics, recordFindings } from './metrics';

const findings = (score: number, services: Record<string, number>) =>
  ({
    health: { score },
    services: Object.entries(services).map(([service, anomalies]) => ({ service, anomalies, health: { score } })),
  }) as unknown as Analysis;

describe('recordFindings', () => {
  it('gives the seed gauges their values, by data source and service', async () => {
    const metrics = createMetrics();
    recordFindings(metrics, 'logs', findings(87, { api: 3, web: 0 }));
    const text = await metrics.registry.metrics();
    expect(text).toContain('system_health_score{datasource_uid="logs"} 87');
    expect(text).toContain('anomalies_detected{datasource_uid="logs",service="api"} 3');
    expect(text).toContain('anomalies_detected{datasource_uid="logs",service="web"} 0');
  });

  it('forgets services that the latest analysis has not, and leaves other data sources alone', async () => {
    const metrics = createMetrics();
    recordFindings(metrics, 'logs', findings(50, { api: 3 }));
    recordFindings(metrics, 'other', findings(60, { api: 1 }));
    recordFindings(metrics, 'logs', findings(70, { web: 2 }));
    const text = await metrics.registry.metrics();
    expect(text).not.toContain('datasource_uid="logs",service="api"');
    expect(text).toContain('anomalies_detected{datasource_uid="other",service="api"} 1');
  });
});

it('says how much memory and time the process takes', async () => {
  const text = await createMetrics().registry.metrics();
  expect(text).toMatch(/^process_resident_memory_bytes [1-9]\d+$/m);
  expect(text).toMatch(/^process_cpu_seconds_total [0-9.]+$/m);
});
