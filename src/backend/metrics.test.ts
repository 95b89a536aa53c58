import { type Analysis } from '../analysis/model/analysis';
import { createMetrics, record } from './metrics';
import { findingsOf, MAX_GAUGED } from './recorder';

const findings = (score: number | null, services: Record<string, number>, status = 'scored') =>
  findingsOf({
    healthNow: { score },
    anomalies: { status },
    services: Object.entries(services).map(([service, anomalies]) => ({ service, anomalies, healthNow: { score } })),
  } as unknown as Analysis);

const create = () => createMetrics(() => ({ workers: 2, residentBytes: 3e8 }));

describe('record', () => {
  it('gives the seed gauges their values, by data source and service', async () => {
    const metrics = create();
    record(metrics, { what: 'findings', org: 1, uid: 'logs', findings: findings(87, { api: 3, web: 0 }) });
    const text = await metrics.registry.metrics();
    expect(text).toContain('system_health_score{org_id="1",datasource_uid="logs"} 87');
    expect(text).toContain('anomalies_detected{org_id="1",datasource_uid="logs",service="api"} 3');
    expect(text).toContain('anomalies_detected{org_id="1",datasource_uid="logs",service="web"} 0');
  });

  it('forgets services that the latest analysis has not, and leaves other data sources alone', async () => {
    const metrics = create();
    record(metrics, { what: 'findings', org: 1, uid: 'logs', findings: findings(50, { api: 3 }) });
    record(metrics, { what: 'findings', org: 1, uid: 'other', findings: findings(60, { api: 1 }) });
    record(metrics, { what: 'findings', org: 1, uid: 'logs', findings: findings(70, { web: 2 }) });
    const text = await metrics.registry.metrics();
    expect(text).not.toContain('datasource_uid="logs",service="api"');
    expect(text).toContain('anomalies_detected{org_id="1",datasource_uid="other",service="api"} 1');
  });

  it('keeps apart what data sources of the same uid in two organisations found', async () => {
    const metrics = create();
    record(metrics, { what: 'findings', org: 1, uid: 'logs', findings: findings(50, { api: 3 }) });
    record(metrics, { what: 'findings', org: 2, uid: 'logs', findings: findings(60, { web: 1 }) });
    const text = await metrics.registry.metrics();
    expect(text).toContain('system_health_score{org_id="1",datasource_uid="logs"} 50');
    expect(text).toContain('system_health_score{org_id="2",datasource_uid="logs"} 60');
    expect(text).toContain('anomalies_detected{org_id="1",datasource_uid="logs",service="api"} 3');
  });

  it('has series of the most active services only, and one of all others: names are chosen by logs', async () => {
    const metrics = create();
    const services = Array.from({ length: 2000 }, (_, n) => ({
      service: n === 7 ? '1,000 others' : `s${n}`,
      logs: 5000 - n,
      anomalies: n < MAX_GAUGED ? 0 : 2,
      healthNow: { score: n === 1500 ? 12 : 90 },
    }));
    const analysis = { healthNow: { score: 87 }, anomalies: { status: 'scored' }, services } as unknown as Analysis;
    record(metrics, { what: 'findings', org: 1, uid: 'logs', findings: findingsOf(analysis) });
    const text = await metrics.registry.metrics();
    expect(text.match(/^(?:service_health_score|anomalies_detected)\{/gm)).toHaveLength(2 * (MAX_GAUGED + 1));
    expect(text).toContain('anomalies_detected{org_id="1",datasource_uid="logs",service="s0"} 0');
    expect(text).toContain('service_health_score{org_id="1",datasource_uid="logs",service="(others)"} 12');
    expect(text).not.toContain('1,000 others');
  });

  it('has no score where health is unknown, and not the last good one', async () => {
    const metrics = create();
    record(metrics, { what: 'findings', org: 1, uid: 'logs', findings: findings(87, { api: 3 }) });
    record(metrics, { what: 'findings', org: 1, uid: 'logs', findings: findings(null, { api: 3 }) });
    const text = await metrics.registry.metrics();
    expect(text).not.toMatch(/^(?:system|service)_health_score\{/m);
    expect(text).toContain('anomalies_detected{org_id="1",datasource_uid="logs",service="api"} 3');
  });

  it('has no count of anomalies while what is unusual is not known yet', async () => {
    const metrics = create();
    record(metrics, { what: 'findings', org: 1, uid: 'logs', findings: findings(87, { api: 0 }, 'learning') });
    expect(await metrics.registry.metrics()).not.toMatch(/^anomalies_detected\{/m);
  });
});

it('says how much memory and time the process takes, and its workers', async () => {
  const text = await create().registry.metrics();
  expect(text).toMatch(/^process_resident_memory_bytes [1-9]\d+$/m);
  expect(text).toMatch(/^process_cpu_seconds_total [0-9.]+$/m);
  expect(text).toContain('seismolog_workers 2');
  expect(text).toContain('seismolog_workers_resident_memory_bytes 300000000');
});
