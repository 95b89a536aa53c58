/**
 * The executable as Grafana runs it: a process, a handshake, gRPC. `npm test` builds it first.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { tableFromIPC } from 'apache-arrow';
import { VIEW_TYPES, VIEWS } from '../query/views';
import { type DataResponse } from './proto/messages';
import { executable, HOUR_MS, type Plugin, startPlugin, TO_MS } from './testing/pluginProcess';

// A process starts and analyses thousands of logs: on a busy machine that takes its time.
jest.setTimeout(60_000);

let plugin: Plugin;

const start = async () => {
  plugin = await startPlugin();
};
const stop = () => plugin.stop();

describe('the executable', () => {
  beforeAll(start);
  afterAll(stop);

  it('says on stdout how to reach it, and nothing else', async () => {
    await plugin.query([{ queryType: 'healthScore' }]);
    expect(plugin.stdout()).toMatch(/^1\|2\|(unix\|\/.+|tcp\|127\.0\.0\.1:\d+)\|grpc\n$/);
  });

  it('serves, by the health service that go-plugin asks', async () => {
    await expect(plugin.call('grpc.health.v1.Health/Check', { service: 'plugin' })).resolves.toEqual({
      status: 'SERVING',
    });
  });

  it('answers every view of the generated source with frames that decode, of one analysis', async () => {
    const before = await plugin.metric('seismolog_analysis_requests_total{answer="computed"}');
    const queries = VIEW_TYPES.map((queryType) => ({ refId: queryType, queryType }));
    const responses = await plugin.query(queries, { toMs: TO_MS - 1 });
    expect(Object.keys(responses).sort()).toEqual([...VIEW_TYPES].sort());
    for (const [refId, { status, frames = [] }] of Object.entries(responses)) {
      expect([refId, status]).toEqual([refId, 200]);
      const tables = frames.map((frame) => tableFromIPC(frame));
      expect(tables.map(({ schema }) => schema.metadata.get('refId'))).toEqual(tables.map(() => refId));
      const notices = tables.flatMap(({ schema }) => JSON.parse(schema.metadata.get('meta') ?? '{}').notices ?? []);
      // A week may have nothing to show for a view: then it says so.
      expect([refId, tables.some(({ numRows }) => numRows > 0) || notices.length > 0]).toEqual([refId, true]);
    }
    expect(await plugin.metric('seismolog_analysis_requests_total{answer="computed"}')).toBe(before + 1);
  });

  it('says the same of now in ranges of any length, and finds it once', async () => {
    const before = await plugin.metric('seismolog_analysis_requests_total{answer="computed"}');
    const toMs = TO_MS + 2 * HOUR_MS;
    const valuesIn = async (hours: number, forAlert: boolean) => {
      const queries = ['healthScore', 'serviceHealth'].map((queryType) => ({ refId: queryType, queryType }));
      const headers: Record<string, string> = forAlert ? { FromAlert: 'true' } : {};
      const responses: Record<string, DataResponse> = await plugin.query(queries, {
        fromMs: toMs - hours * HOUR_MS,
        toMs,
        headers,
      });
      return Object.values(responses).map(({ frames = [] }) =>
        frames.map((frame) => {
          const table = tableFromIPC(frame);
          return [table.getChild('service')?.toArray(), Array.from(table.getChild('health')?.toArray() ?? [])];
        })
      );
    };
    const [first, ...others] = await Promise.all([
      valuesIn(7 * 24, false),
      valuesIn(1, false),
      valuesIn(24, true),
      valuesIn(7, true),
    ]);
    others.forEach((values) => expect(values).toEqual(first));
    expect(await plugin.metric('seismolog_analysis_requests_total{answer="computed"}')).toBe(before + 1);
  });

  it('serves the gauges of the latest analysis', async () => {
    await plugin.query([{ queryType: 'healthScore' }]);
    expect(await plugin.metric('system_health_score{org_id="1",datasource_uid="test"}')).toBeGreaterThan(0);
    expect(
      await plugin.metric('anomalies_detected{org_id="1",datasource_uid="test",service="api-gateway"}')
    ).toBeGreaterThan(0);
  });

  it('answers Save & test with what the source is', async () => {
    await expect(plugin.call('pluginv2.Diagnostics/CheckHealth', plugin.context())).resolves.toMatchObject({
      status: 'OK',
      message: expect.stringMatching(/^Generated logs: 7 services, 14,400 logs a day/),
    });
  });

  it('answers Save & test of a store that is not there with an error that names it', async () => {
    const context = plugin.context({ source: 'loki' }, { url: 'http://127.0.0.1:9' });
    const { status, message, jsonDetails } = await plugin.call('pluginv2.Diagnostics/CheckHealth', context);
    expect([status, message]).toEqual(['ERROR', expect.stringContaining('127.0.0.1:9')]);
    expect(JSON.parse(String(jsonDetails))).toEqual({ verboseMessage: expect.stringContaining('127.0.0.1:9') });
  });

  it('gives the services of a range and the views as resources', async () => {
    const services = await plugin.resource(`services?from=${TO_MS - HOUR_MS}&to=${TO_MS}`);
    expect(services).toEqual({ code: 200, body: expect.arrayContaining(['api-gateway', 'payment-service']) });
    const { code, body } = await plugin.resource('views');
    expect([code, body]).toEqual([200, VIEW_TYPES.map((type) => ({ type, ...VIEWS[type] }))]);
  });

  it.each([
    ['services', 400, /needs from and to/],
    ['secrets', 404, /There is no GET secrets/],
    ['toString', 404, /There is no GET toString/],
  ])('answers the resource %s with %d', async (path, code, message) => {
    expect(await plugin.resource(path)).toEqual({ code, body: { message: expect.stringMatching(message) } });
  });

  it('answers a subscriber that there is no such channel', async () => {
    const request = { ...plugin.context(), path: 'tail/x' };
    await expect(plugin.call('pluginv2.Stream/SubscribeStream', request)).resolves.toMatchObject({
      status: 'NOT_FOUND',
    });
  });

  it('streams the anomalous logs of the last hour as a first batch', async () => {
    const query = { analysis: { forest: { contamination: 0.1 } } };
    // So many that an hour of the night has enough to know what is usual.
    const context = plugin.context({ generated: { logsPerDay: 200_000 } });
    const request = { ...context, path: 'anomalies/1', data: Buffer.from(JSON.stringify(query)) };
    await expect(plugin.call('pluginv2.Stream/SubscribeStream', request)).resolves.toMatchObject({ status: 'OK' });
    const { data } = await plugin.call('pluginv2.Stream/RunStream', request);
    const { schema, data: columns } = JSON.parse(String(data));
    expect(schema.meta.type).toBe('log-lines');
    expect(columns.values[1].length).toBeGreaterThan(10);
  });
});

describe('the executable as a command', () => {
  it('analyses and reports, its engine started over with settings that it knows', async () => {
    const args = ['report', '--days', '1', '--logs', '2000', '--to', '2026-01-12T00:00:00Z', '--format', 'json'];
    const { stdout, stderr } = await promisify(execFile)(executable(), args, { maxBuffer: 1 << 26 });
    expect(JSON.parse(stdout).totals.logs).toBeGreaterThan(1000);
    expect(stderr).toBe('');
  });

  it.each(['generate --days 3', 'report --days 1 --logs 2000 --format json', 'parse --days 1 --logs 2000'])(
    '%s ends quietly when nobody reads on',
    async (command) => {
      const piped = `"$0" ${command} | head -c 10 > /dev/null; exit "\${PIPESTATUS[0]}"`;
      await expect(promisify(execFile)('bash', ['-c', piped, executable()])).resolves.toMatchObject({ stderr: '' });
    }
  );

  it('reads a file that is named by its descriptor, as a shell does for <(...)', async () => {
    const piped = `"$0" parse --file <(echo 2024-01-02T03:04:05Z ERROR lost)`;
    const { stdout } = await promisify(execFile)('bash', ['-c', piped, executable()]);
    expect(JSON.parse(stdout)).toMatchObject({ level: 'ERROR', service: 'stdin', message: 'lost' });
  });

  it('says what is wrong, and ends with 1', async () => {
    const failing = promisify(execFile)(executable(), ['report', '--source', 'file', '--file', 'no-such.csv']);
    await expect(failing).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/no such file/) });
  });
});

describe('a query that cannot be answered', () => {
  beforeAll(start);
  afterAll(stop);

  const good = { refId: 'good', queryType: 'healthScore' };

  it.each([
    ['an unknown view', { queryType: 'helthScore' }, /Did you mean "healthScore"\?/],
    [
      'a wrong option',
      { analysis: { forest: { contamination: 5 } } },
      /\(analysis.forest.contamination\) must be .*; it is 5/,
    ],
    ['a pattern that is none', { analysis: { patterns: [{ name: 'oom', pattern: '(' }] } }, /RE2 syntax/],
    ['text that is not JSON', 'not json', /The query is not JSON/],
    ['an unknown time zone', { queryType: 'timePatterns', timeZone: 'Mars' }, /IANA time zone/],
  ])('for %s gets an error of its own, and the others their answers', async (_, query, message) => {
    const responses = await plugin.query([typeof query === 'string' ? query : { refId: 'bad', ...query }, good]);
    const bad = responses.bad;
    expect(bad).toMatchObject({ status: 400, errorSource: 'downstream', error: expect.stringMatching(message) });
    expect(responses.good.status).toBe(200);
  });

  it('for a range that ends before it begins gets an error', async () => {
    const responses = await plugin.query([good], { fromMs: TO_MS, toMs: TO_MS - 1 });
    expect(responses.good).toMatchObject({ status: 400, error: expect.stringContaining('its end has to be after') });
  });

  it.each([
    ['that are not JSON', 'no json', /jsonData is not JSON/],
    ['with an option that does not exist', { generated: { sed: 1 } }, /Did you mean "generated.seed"\?/],
    ['without an address', { source: 'loki' }, /address of the log store is missing/],
  ])('for settings %s gets an error', async (_, jsonData, message) => {
    const { good: answer } = await plugin.query([good], { jsonData });
    expect(answer).toMatchObject({ status: 400, error: expect.stringMatching(message) });
  });

  it('of an alert rule, without a view, is an error and never another view', async () => {
    const { A } = await plugin.query([{ refId: 'A' }], { headers: { fromalert: 'true' } });
    expect(A).toMatchObject({ status: 400, error: expect.stringContaining("The alert rule's query names no view.") });
  });

  it('of an alert rule, for a view that is no number or series, says which views are', async () => {
    const ask = (queryType: string) => plugin.query([{ refId: 'A', queryType }], { headers: { fromalert: 'true' } });
    expect((await ask('anomalies')).A).toMatchObject({
      status: 400,
      error: expect.stringMatching(/An alert rule cannot read the view Anomalies.*Health score \(healthScore\)/),
    });
    expect((await ask('healthScore')).A.status).toBe(200);
  });

  it('does not show or log a secret', async () => {
    const responses: Record<string, DataResponse> = await plugin.query([good], {
      jsonData: { source: 'loki' },
      url: 'http://127.0.0.1:9',
      basicAuth: 'ann',
      secrets: { basicAuthPassword: 'hunter2' },
    });
    expect(responses.good.error).toContain('127.0.0.1:9');
    expect(JSON.stringify(responses) + plugin.stderr() + plugin.stdout()).not.toContain('hunter2');
  });
});

describe('the process', () => {
  beforeEach(start);
  afterEach(stop);

  const untilComputing = () =>
    plugin.until(async () => (await plugin.metric('seismolog_analysis_requests_total{answer="computed"}')) === 1);
  const long = { jsonData: { lineLimit: 2_000_000, generated: { logsPerDay: 2_000_000 } } };

  it('stops an analysis when the caller goes away, and answers others meanwhile', async () => {
    const cancelled = plugin.startQuery([{ refId: 'A', queryType: 'healthScore' }], long);
    await untilComputing();
    cancelled.cancel();
    await expect(cancelled.answer).rejects.toMatchObject({ details: expect.stringMatching(/cancelled/i) });
    expect((await plugin.query([{ refId: 'A', queryType: 'healthScore' }])).A.status).toBe(200);
    expect(plugin.stderr()).not.toContain('"@level":"error"');
  });

  it('ends by itself soon after Shutdown, also while it analyses', async () => {
    plugin.startQuery([{ refId: 'A', queryType: 'healthScore' }], long).answer.catch(() => undefined);
    await untilComputing();
    await plugin.call('plugin.GRPCController/Shutdown', {});
    await expect(plugin.exitCode()).resolves.toBe(0);
  });

  it('ignores Ctrl-C, which is for Grafana, and ends on SIGTERM', async () => {
    plugin.signal('SIGINT');
    await expect(plugin.call('grpc.health.v1.Health/Check', {})).resolves.toEqual({ status: 'SERVING' });
    plugin.signal('SIGTERM');
    await expect(plugin.exitCode()).resolves.toBe(0);
  });
});
