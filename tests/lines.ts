import { type APIRequestContext } from '@playwright/test';

/** A line for a Loki, of a service. */
export interface Line {
  readonly timeMs: number;
  readonly service: string;
  readonly text: string;
}

/** Well below what a Loki takes in one message. */
const BATCH = 10_000;

/** Writes lines into the Loki of provisioning/, through Grafana, which knows where it is; `run` tells them from others. */
export async function pushLines(request: APIRequestContext, run: string, lines: readonly Line[]): Promise<void> {
  for (let from = 0; from < lines.length; from += BATCH) {
    const batch = lines.slice(from, from + BATCH);
    const streams = Array.from(new Set(batch.map(({ service }) => service)), (name) => ({
      stream: { service_name: name, run },
      values: batch.filter(({ service }) => service === name).map(({ timeMs, text }) => [`${timeMs}000000`, text]),
    }));
    const answer = await request.post('/api/datasources/proxy/uid/loki/loki/api/v1/push', { data: { streams } });
    if (!answer.ok()) {
      throw new Error(`Loki does not take the lines: ${answer.status()} ${await answer.text()}`);
    }
  }
}

/** Regular requests of services until a time, `days` long: as many a minute as there are services, and no trouble. */
export function quietLines(services: readonly string[], days: number, untilMs: number): Line[] {
  const stepMs = 15_000;
  return Array.from({ length: (days * 86_400_000) / stepMs }, (_, i) => {
    const timeMs = untilMs - (i + 1) * stepMs;
    return {
      timeMs,
      service: services[i % services.length],
      text: `level=info msg="GET /orders/${i} 200" duration_ms=${20 + (i % 7)}`,
    };
  }).reverse();
}

/** A Seismolog data source for the lines of a run alone; its uid is that of the run. */
export async function createDataSource(request: APIRequestContext, run: string): Promise<void> {
  const { url } = await (await request.get('/api/datasources/uid/loki')).json();
  const created = await request.post('/api/datasources', {
    data: {
      uid: run,
      name: `Seismolog ${run}`,
      type: 'seismolog-loganalytics-datasource',
      access: 'proxy',
      url,
      jsonData: { source: 'loki', defaultExpr: `{run="${run}"}` },
    },
  });
  if (!created.ok()) {
    throw new Error(`Grafana does not take the data source: ${created.status()} ${await created.text()}`);
  }
}
