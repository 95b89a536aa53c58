import { type StoreConnection } from '../http/connection';
import { connectionTo } from '../http/testing/loopbackServer';
import { type SourceCheck } from '../source';
import { lokiSource } from './lokiSource';
import { type FakeLine } from './testing/fakeLine';
import { fakeLoki, type FakeLoki, type FakeLokiOptions } from './testing/fakeLoki';

let loki: FakeLoki;

afterEach(async () => {
  await loki.close();
});

async function check(options: FakeLokiOptions, connection: Partial<StoreConnection> = {}): Promise<SourceCheck> {
  loki = await fakeLoki(options);
  const source = lokiSource(connectionTo(loki.url, connection), { mapping: {} });
  return source.check({ signal: new AbortController().signal });
}

function recent(service: string, line: string): FakeLine {
  return { labels: { service_name: service }, time: BigInt(Date.now() - 60_000) * 1_000_000n, line };
}

function refusing(path: string, status: number, body: string): FakeLokiOptions {
  return {
    intercept(request, response) {
      const refuses = request.url?.startsWith(path) ?? false;
      if (refuses) {
        response.writeHead(status).end(body);
      }
      return refuses;
    },
  };
}

it('says which Loki it is, how many services write how many lines, and which fields are recognised', async () => {
  const lines = Array.from({ length: 1250 }, (_, i) =>
    recent(`service-${i % 12}`, `level=info msg="request ${i}" duration=12ms status=200`)
  );
  const { message, details } = await check({ lines });
  expect(message).toBe(
    'Connected to Loki 3.8.0: 12 services, 1.3K lines in the last hour. ' +
      'Recognised in 200 of them: level, service, response time, status code; not found: trace id.'
  );
  expect(details).toMatchObject({
    services: 12,
    linesLastHour: 1250,
    recognised: { level: 1, service: 1, 'response time': 1, 'status code': 1, 'trace id': 0 },
  });
});

it('says that there are no lines', async () => {
  const { message } = await check({});
  expect(message).toBe(
    'Connected to Loki 3.8.0: no lines with a service_name in the last hour. Are logs written to this tenant, and recently?'
  );
});

it('does without the version where a gateway hides it', async () => {
  const { message } = await check({
    ...refusing('/loki/api/v1/status/buildinfo', 403, 'forbidden'),
    lines: [recent('api', 'hello')],
  });
  expect(message).toContain('Connected to Loki: 1 service, 1 line in the last hour.');
});

it.each([
  [401, 'no org id', 'set the tenant ID (X-Scope-OrgID)'],
  [401, 'invalid credentials', 'refuses the login'],
  [403, 'forbidden', 'may not read this'],
  [404, '404 page not found', 'Is this the address of a Loki?'],
  [200, '<!DOCTYPE html><title>Grafana</title>', 'an HTML page instead of JSON'],
])('says for %d %s: %s', async (status, body, says) => {
  await expect(check(refusing('/', status, body))).rejects.toThrow(says);
});

it('says when nothing listens at the address', async () => {
  const gone = await fakeLoki();
  await gone.close();
  await expect(check({}, { url: gone.url })).rejects.toThrow('refuses the connection');
});
