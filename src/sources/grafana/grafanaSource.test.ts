import fc from 'fast-check';
import { CancelledError, QueryError, SettingsError } from '../../errors';
import { WARNING } from '../../logs/level';
import { SETTINGS } from '../../query/settings';
import { defaultsOf } from '../../query/table/defaults';
import { connectionTo, sendJson } from '../http/testing/loopbackServer';
import { DAY } from '../../time/units';
import { type LogSource, type ReadRequest, type ReadResult } from '../source';
import { grafanaSource } from './grafanaSource';
import { fakeGrafana, type FakeGrafana, type FakeGrafanaOptions, type FakeLine, frameOf } from './testing/fakeGrafana';

const FROM = 1_795_000_000_000;
const never = new AbortController().signal;

let grafana: FakeGrafana | undefined;

async function serve(options: FakeGrafanaOptions = {}): Promise<FakeGrafana> {
  grafana = await fakeGrafana(options);
  return grafana;
}

afterEach(async () => {
  await grafana?.close();
  grafana = undefined;
});

const { queryKeys } = defaultsOf(SETTINGS).grafana;

function source(query: Record<string, unknown> = { maxLines: 10 }, keys = queryKeys): LogSource {
  const connection = connectionTo(grafana?.url ?? '', { bearerToken: 'glsa_1' });
  return grafanaSource(connection, { datasourceUid: 'logs', query, queryKeys: keys }, {});
}

function read(request: Partial<ReadRequest> = {}, signal = never): Promise<ReadResult> {
  return source().read({ fromMs: FROM, toMs: FROM + 60_000, expr: '', lineLimit: 100_000, ...request }, { signal });
}

const linesAt = (...times: number[]): FakeLine[] =>
  times.map((ms, i) => ({ timeMs: FROM + ms, timeNs: i, text: `line ${i}` }));
const steady = (count: number): FakeLine[] => linesAt(...Array.from({ length: count }, (_, i) => i * 10));
const textsOf = ({ table }: ReadResult): string[] => Array.from(table.timeMs, (_, row) => table.line.at(row));

describe('reading', () => {
  it('gives each line exactly once, in order of time, whatever the page size and whether ends are taken in', async () => {
    const times = fc.array(fc.nat(60), { maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 1, max: 30 }), fc.boolean(), async (drawn, spare, takesEndIn) => {
        const lines = linesAt(...drawn);
        const crowd = Math.max(0, ...drawn.map((time) => drawn.filter((other) => other === time).length));
        // Some more than two of the largest milliseconds: one, and an end that is taken in.
        await serve({ lines, limit: 2 * crowd + spare, takesEndIn });
        const result = await read({ fromMs: FROM + 5, toMs: FROM + 50 });
        const wanted = lines.filter(({ timeMs }) => timeMs >= FROM + 5 && timeMs < FROM + 50);
        expect(textsOf(result).sort()).toEqual(wanted.map(({ text }) => text).sort());
        expect(Array.from(result.table.timeMs)).toEqual(wanted.map(({ timeMs }) => timeMs).sort((a, b) => a - b));
        expect(result.notices).toEqual([]);
        await grafana?.close();
      }),
      { numRuns: 60 }
    );
  });

  it('takes what the data source knows of a line', async () => {
    await serve({ lines: [{ timeMs: FROM, timeNs: 77, text: 'status=503 duration=5ms' }] });
    const { table } = await read();
    expect(table.service.values[table.service.codes[0]]).toBe('pay');
    expect([table.level[0], table.statusCode[0], table.responseTime[0]]).toEqual([WARNING, 503, 5]);
    expect(table.timeNs[0]).toBe(77);
  });

  it('knows the unit of bare numbers by the numbers', async () => {
    const lines = [12_500_000, 20_000_000].map((took, i) => ({
      timeMs: FROM + i,
      timeNs: 0,
      text: `{"duration":${took}}`,
    }));
    await serve({ lines });
    const { table, learned } = await read();
    expect([...table.responseTime]).toEqual([12.5, 20]);
    expect([...(learned?.get('pay')?.values?.units.keys() ?? [])]).toEqual(['duration']);
  });

  it('ends with the newest lines at the limit, and says that there are older ones', async () => {
    const { queries } = await serve({ lines: steady(100), limit: 10 });
    const result = await read({ lineLimit: 15 });
    expect(textsOf(result)).toEqual(Array.from({ length: 15 }, (_, i) => `line ${85 + i}`));
    expect(result.notices[0].text).toMatch(/^The newest 15 lines were read, from .*; there are older ones\./);
    expect(queries.length).toBeLessThan(5);
  });

  it('asks Grafana with the token, for the named data source, over the whole range', async () => {
    const { queries, requests } = await serve();
    await source({ expr: 'a', maxLines: 7 }).read(
      { fromMs: FROM, toMs: FROM + 5, expr: '{"expr":"b"}', lineLimit: 10 },
      { signal: never }
    );
    expect(requests[0].headers.authorization).toBe('Bearer glsa_1');
    expect(queries).toEqual([
      {
        from: String(FROM),
        to: String(FROM + 5),
        queries: [
          {
            intervalMs: 1,
            maxDataPoints: 1000,
            expr: 'b',
            maxLines: 7,
            refId: 'seismolog-source',
            datasource: { uid: 'logs' },
          },
        ],
      },
    ]);
  });

  it('asks for no more points than a panel has, however long the range', async () => {
    const { queries } = await serve();
    await source().read({ fromMs: FROM, toMs: FROM + 7 * DAY, expr: '', lineLimit: 10 }, { signal: never });
    expect(queries[0]).toMatchObject({ queries: [{ intervalMs: (7 * DAY) / 1000, maxDataPoints: 1000 }] });
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    await serve({
      intercept: () => {
        controller.abort();
        return false;
      },
    });
    await expect(read({}, controller.signal)).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('what cannot be read whole is said', () => {
  it('where the data source gives its oldest lines first', async () => {
    await serve({ lines: steady(100), limit: 10, oldestFirst: true });
    const error: unknown = await read().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(QueryError);
    expect(String(error)).toContain('gives its oldest lines first');
  });

  it('where a millisecond is longer than a page', async () => {
    const crowd = linesAt(...Array.from({ length: 150 }, () => 20));
    await serve({ lines: [...linesAt(10), ...crowd, ...linesAt(30)], limit: 120 });
    const { table, notices } = await read();
    expect(table.length).toBe(122);
    expect(notices.map(({ text }) => text)).toEqual([
      `Millisecond ${new Date(FROM + 20).toISOString()} may hold more lines than the data source gives at once.`,
    ]);
  });

  it('where the data source does not keep to the range', async () => {
    await serve({ lines: steady(30), limit: 10, ignoresRange: true });
    const { table, notices } = await read();
    expect(table.length).toBe(10);
    expect(notices[0].text).toContain('does not keep to the range of time');
  });

  it('where lines come without a time', async () => {
    const frame = frameOf([
      ['timestamp', 'time', [FROM + 1, null, 'soon', FROM + 2.5], [7, 7, 7, -7]],
      ['body', 'string', ['a', 'b', 'c', 'd']],
    ]);
    await serve({
      intercept(_path, response) {
        sendJson(response, { results: { 'seismolog-source': { frames: [frame] } } });
        return true;
      },
    });
    const { table, notices } = await read();
    expect([Array.from(table.timeMs), Array.from(table.timeNs)]).toEqual([
      [FROM + 1, FROM + 2],
      [7, 0],
    ]);
    expect(notices.map(({ text }) => text)).toContain('Lines that came without a time are left out.');
  });

  it('where the data source says so itself', async () => {
    await serve({ lines: steady(3), notices: [{ severity: 'warning', text: 'sampled' }] });
    const { notices } = await read();
    expect(notices).toEqual([{ severity: 'warning', text: 'The asked data source says: sampled' }]);
  });
});

describe('an error', () => {
  it.each([
    [
      400,
      '{"results":{"A":{"error":"parse error at col 16","status":500}}}',
      'asked refused the query. It said: "parse error',
    ],
    [207, '{"results":{"A":{"error":"too many","status":500}}}', 'Grafana asked failed. It said: "too many"'],
    [401, '{"message":"Invalid API key"}', 'check the service account token'],
    [403, '{"message":"Access denied"}', 'datasources:query'],
    [404, '{"message":"Data source not found"}', 'no data source of that UID'],
    [404, '<html></html>', 'Is this the address of a Grafana?'],
    [200, '<html>login</html>', 'an HTML page'],
    [200, '{"results":{}}', 'something else'],
  ])('%d %s says what to do', async (status, body, says) => {
    await serve({
      intercept(_path, response) {
        response.writeHead(status).end(body);
        return true;
      },
    });
    await expect(read()).rejects.toThrow(says);
  });

  it('is a query that gives numbers', async () => {
    const series = frameOf([
      ['Time', 'time', [FROM]],
      ['Value', 'number', [1]],
    ]);
    await serve({
      intercept(_path, response) {
        sendJson(response, { results: { 'seismolog-source': { frames: [series] } } });
        return true;
      },
    });
    await expect(read()).rejects.toThrow('something other than log lines');
  });

  it.each(['{app="x"}', '[1]', '"x"'])('is the query %s, which is no JSON object', async (expr) => {
    await serve();
    await expect(read({ expr })).rejects.toBeInstanceOf(QueryError);
  });

  it.each([
    ['{"expr":"a","url":"http://169.254.169.254/"}', queryKeys, '"url"'],
    ['{"rawSql":"select 1"}', queryKeys, '"rawSql"'],
    ['{"__proto__":{"url":"x"}}', queryKeys, '"__proto__"'],
    ['{"expr":"a"}', 'none', '"expr"'],
    ['{"expr":"a"}', 'query', '"expr"'],
  ])('is the query %s, which sets what the settings (%s) leave to nobody', async (expr, keys, named) => {
    const { queries } = await serve();
    const work = source({}, keys).read({ fromMs: FROM, toMs: FROM + 5, expr, lineLimit: 10 }, { signal: never });
    await expect(work).rejects.toBeInstanceOf(QueryError);
    await expect(work).rejects.toThrow(named);
    expect(queries).toEqual([]);
  });

  it('is no query that sets what the settings allow', async () => {
    const { queries } = await serve();
    const request = { fromMs: FROM, toMs: FROM + 5, expr: '{"rawSql":"select 1"}', lineLimit: 10 };
    await source({}, 'rawSql,limit').read(request, { signal: never });
    expect(JSON.stringify(queries)).toContain('select 1');
  });

  it('is a data source that is not named', () => {
    const unnamed = { datasourceUid: '', query: {}, queryKeys };
    expect(() => grafanaSource(connectionTo('http://127.0.0.1:9'), unnamed, {})).toThrow(SettingsError);
  });
});

describe('the check', () => {
  const recent = (count: number): FakeLine[] =>
    Array.from({ length: count }, (_, i) => ({ timeMs: Date.now() - 60_000 - i * 10, text: 'duration=5ms' }));

  it('says which Grafana and data source, how many lines and services, and what is recognised', async () => {
    await serve({ lines: recent(12) });
    const { message } = await source().check({ signal: never });
    expect(message).toBe(
      'Connected to Grafana 12.3.0: its data source My logs (some-logs-datasource) gives 12 lines in the last hour, of 1 service. ' +
        'Recognised in 12 of them: service, response time; not found: status code, trace id.'
    );
  });

  it('reads no more than a sample', async () => {
    await serve({ lines: recent(3000), limit: 700 });
    const { message } = await source().check({ signal: never });
    expect(message).toContain('gives at least 1,000 lines');
  });

  it('refuses a Seismolog data source, itself or another: it gives analyses and no lines', async () => {
    await serve({ lines: recent(3), type: 'seismolog-loganalytics-datasource' });
    const work = source().check({ signal: never });
    await expect(work).rejects.toBeInstanceOf(SettingsError);
    await expect(work).rejects.toThrow('My logs is a Seismolog data source, which gives analyses and no lines');
  });

  it('asks for the query where there are no lines', async () => {
    await serve();
    const { message } = await source().check({ signal: never });
    expect(message).toContain('gives 0 lines in the last hour. Does its query find lines in Explore?');
  });
});
