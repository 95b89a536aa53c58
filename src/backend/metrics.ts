import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Findings, type Recorded } from './recorder';

/** What Grafana serves for us at /metrics/plugins/<plugin id>. */
export type Metrics = ReturnType<typeof createMetrics>;

/** @param workers how many there are, and what they take in all */
export function createMetrics(workers: () => { workers: number; residentBytes: number }) {
  const registry = new Registry();
  const registers = [registry];
  const ofSource = ['org_id', 'datasource_uid'] as const;
  const ofService = [...ofSource, 'service'] as const;
  registerProcessMetrics(registry);
  registerWorkerMetrics(registry, workers);
  return {
    registry,
    /** The services that each data source's gauges have series of. */
    services: new Map<string, readonly string[]>(),
    health: new Gauge({
      name: 'system_health_score',
      help: 'Health from 0 to 100 now, of the latest analysis of the data source.',
      labelNames: ofSource,
      registers,
    }),
    serviceHealth: new Gauge({
      name: 'service_health_score',
      help: 'Health from 0 to 100 of each service now, of the latest analysis of the data source.',
      labelNames: ofService,
      registers,
    }),
    anomalies: new Gauge({
      name: 'anomalies_detected',
      help: 'Anomalous logs of each service, of the latest analysis of the data source.',
      labelNames: ofService,
      registers,
    }),
    analyses: new Histogram({
      name: 'seismolog_analysis_duration_seconds',
      help: 'Seconds from the asking for an analysis until it was there, reading of the logs included.',
      labelNames: ['source'] as const,
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    logs: new Counter({
      name: 'seismolog_logs_analysed_total',
      help: 'Logs that were read and analysed.',
      labelNames: ['source'] as const,
      registers,
    }),
    answers: new Counter({
      name: 'seismolog_analysis_requests_total',
      help: 'Requests for an analysis, by how they were answered: computed, joined to one under way, or kept from before.',
      labelNames: ['answer'] as const,
      registers,
    }),
    errors: new Counter({
      name: 'seismolog_errors_total',
      help: 'Requests that ended with an error, by its kind.',
      labelNames: ['kind'] as const,
      registers,
    }),
  };
}

/** Counts and shows what was recorded. */
export function record(metrics: Metrics, recorded: Recorded): void {
  switch (recorded.what) {
    case 'request':
      metrics.answers.inc({ answer: recorded.answer });
      return;
    case 'analysis':
      metrics.analyses.observe({ source: recorded.source }, recorded.seconds);
      metrics.logs.inc({ source: recorded.source }, recorded.logs);
      return;
    case 'findings':
      showFindings(metrics, { org_id: String(recorded.org), datasource_uid: recorded.uid }, recorded.findings);
      return;
    case 'error':
      metrics.errors.inc({ kind: recorded.kind });
  }
}

/**
 * Takes over what an analysis found. A service that is gone loses its series, and so does what is not known: a gauge
 * has no last good value.
 */
function showFindings(
  metrics: Metrics,
  source: { org_id: string; datasource_uid: string },
  { health, services }: Findings
): void {
  const key = `${source.org_id}/${source.datasource_uid}`;
  setKnown(metrics.health, source, health);
  for (const service of metrics.services.get(key) ?? []) {
    metrics.serviceHealth.remove({ ...source, service });
    metrics.anomalies.remove({ ...source, service });
  }
  for (const { service, health: own, anomalies } of services) {
    setKnown(metrics.serviceHealth, { ...source, service }, own);
    setKnown(metrics.anomalies, { ...source, service }, anomalies);
  }
  metrics.services.set(
    key,
    services.map(({ service }) => service)
  );
}

function registerWorkerMetrics(registry: Registry, workers: () => { workers: number; residentBytes: number }): void {
  const registers = [registry];
  new Gauge({
    name: 'seismolog_workers',
    help: 'Processes that work for queries.',
    registers,
    collect() {
      this.set(workers().workers);
    },
  });
  new Gauge({
    name: 'seismolog_workers_resident_memory_bytes',
    help: 'Resident memory of the processes that work for queries, as they last said while they worked.',
    registers,
    collect() {
      this.set(workers().residentBytes);
    },
  });
}

function setKnown<Label extends string>(
  gauge: Gauge<Label>,
  labels: Record<Label, string>,
  value: number | null
): void {
  if (value === null) {
    gauge.remove(labels);
  } else {
    gauge.set(labels, value);
  }
}

/** Of prom-client's own process metrics, those whose figures are right under Bun. */
function registerProcessMetrics(registry: Registry): void {
  const registers = [registry];
  const started = Date.now() / 1000 - process.uptime();
  new Gauge({ name: 'process_start_time_seconds', help: 'Start of the process, Unix time.', registers }).set(started);
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'User and system CPU time.',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
}
