import fc from 'fast-check';
import { QueryError } from '../../errors';
import { ERROR, INFO } from '../../logs/level';
import { type StoreConnection } from '../http/connection';
import { connectionTo } from '../http/testing/loopbackServer';
import { type LogSource, type ReadRequest, type ReadResult } from '../source';
import { fakeVictoriaLogs, type FakeVictoriaLogs, type FakeVictoriaLogsOptions } from './testing/fakeVictoriaLogs';
import { FROM, identities, log, rowsOf, steady } from './testing/fakeLogs';
import { victoriaLogsSource } from './victoriaLogsSource';

const context = { signal: new AbortController().signal };
const MINUTE_OF = { fromMs: FROM, toMs: FROM + 60_000, expr: '', lineLimit: 100_000 };

/** A minute is counted in parts of 60 ms. */
const BUCKET = new Date(FROM - (FROM % 60)).toISOString();

let store: FakeVictoriaLogs;

async function serve(options: FakeVictoriaLogsOptions = {}): Promise<void> {
  store = await fakeVictoriaLogs(options);
}

const source = (connection: Partial<StoreConnection> = {}): LogSource =>
  victoriaLogsSource(connectionTo(store.url, connection), {});

/** Reads a minute from FROM, unless it is asked for others. */
const read = (request: Partial<ReadRequest> = {}): Promise<ReadResult> =>
  source().read({ ...MINUTE_OF, ...request }, context);

/** What the answer to each query is, by the query; undefined: as the store has it. */
function answering(answerTo: (query: string) => string | undefined): FakeVictoriaLogsOptions['intercept'] {
  return (request, response) => {
    if (!request.url?.startsWith('/select/logsql/query')) {
      return false;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => response.writeHead(200).end(answerTo(new URLSearchParams(body).get('query') ?? '')));
    return true;
  };
}

afterEach(() => store.close());

describe('reading', () => {
  it('gives every log of many that share nanoseconds once, in order of time, whatever the range', async () => {
    const anyLog = fc.record({
      ms: fc.integer({ min: -5, max: 40 }),
      ns: fc.constantFrom(0, 1, 999_999),
      service: fc.constantFrom('a', 'b', 'c'),
    });
    await serve();
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLog, { maxLength: 60 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 35 }),
        fc.constantFrom(Infinity, 12),
        async (drawn, start, duration, spare) => {
          const logs = drawn.map(({ ms, ns, service }, i) => log(ms, ns, `line ${i}`, { 'service.name': service }));
          const perInstant = new Map<bigint, number>();
          logs.forEach(({ time }) => perInstant.set(time, (perInstant.get(time) ?? 0) + 1));
          const server = await fakeVictoriaLogs({ logs, maxLogs: Math.max(0, ...perInstant.values()) + spare });
          try {
            const request = { fromMs: FROM + start, toMs: FROM + start + duration, expr: '', lineLimit: 1000 };
            const { table, notices } = await victoriaLogsSource(connectionTo(server.url), {}).read(request, context);
            const wanted = logs.filter(
              ({ time }) => time >= BigInt(request.fromMs) * 1_000_000n && time < BigInt(request.toMs) * 1_000_000n
            );
            expect(rowsOf(table).sort()).toEqual(identities(wanted).sort());
            expect(Array.from(table.timeMs)).toEqual(Array.from(table.timeMs).sort((a, b) => a - b));
            expect(notices).toEqual([]);
          } finally {
            await server.close();
          }
        }
      ),
      { numRuns: 60 }
    );
  });

  it('takes the start in and leaves the end out', async () => {
    await serve({
      logs: [log(-1, 999_999, 'before'), log(0, 0, 'first'), log(59_999, 999_999, 'last'), log(60_000, 0, 'after')],
    });
    const { table } = await read();
    expect(rowsOf(table).map((row) => row.split(' ').at(-1))).toEqual(['first', 'last']);
  });

  it('gives the same table for the same logs, in whichever order these come', async () => {
    const logs = Array.from({ length: 30 }, (_, i) => log(0, 0, `line ${(i * 7) % 30}`));
    await serve({ logs });
    const { table } = await read();
    store.logs.reverse();
    expect(rowsOf((await read()).table)).toEqual(rowsOf(table));
  });

  it('knows level, service, status, response time and trace from the fields, and what the message says', async () => {
    const fields = { level: 'error', 'http.status_code': '503', duration_ms: '12.5', trace_id: 'abc' };
    await serve({ logs: [log(0, 0, 'it failed', fields), log(1, 0, 'level=info took=3ms msg="it went"')] });
    const { table } = await read();
    expect(Array.from(table.level)).toEqual([ERROR, INFO]);
    expect(Array.from(table.statusCode)).toEqual([503, 0]);
    expect(Array.from(table.responseTime)).toEqual([12.5, 3]);
    expect([0, 1].map((row) => table.message.values.at(table.message.codes[row]))).toEqual(['it failed', 'it went']);
    expect(table.traceId.values.at(table.traceId.codes[0])).toBe('abc');
  });

  it('takes the message from the fields where VictoriaLogs has none but its advice', async () => {
    const advice = 'missing _msg field; see https://docs.victoriametrics.com/victorialogs/keyconcepts/#message-field';
    await serve({ logs: [log(0, 0, advice, { message: 'it failed' })] });
    const { table } = await read();
    expect(table.message.values.at(table.message.codes[0])).toBe('it failed');
  });

  it('gives the newest beyond the limit, and says how many there are', async () => {
    await serve({ logs: steady(50, 1000) });
    const { table, notices, knownFromMs } = await read({ lineLimit: 20 });
    expect(rowsOf(table)).toEqual(identities(steady(50, 1000)).slice(-20));
    expect(notices[0].text).toContain('20 of 50 lines were read: the newest');
    expect(knownFromMs).toBe(FROM + 30_000);
  });

  it('asks for all logs where the query is empty, else for those of the query, and of no part of a cluster alone', async () => {
    await serve({ logs: steady(30, 1000) });
    await read({ expr: ' ' });
    expect(store.queries.at(-1)?.get('query')).toBe('*\n| delete _stream, _stream_id');
    expect(store.queries.at(-1)?.get('allow_partial_response')).toBe('0');
    const { table } = await read({ expr: 'level:=error # only these' });
    expect(rowsOf(table)).toHaveLength(3);
  });

  it('asks nothing for an empty range', async () => {
    await serve({ logs: steady(10, 1) });
    expect((await read({ toMs: FROM })).table.length).toBe(0);
    expect(await source().count?.({ ...MINUTE_OF, toMs: FROM }, context)).toBe(0);
    expect(store.requests).toHaveLength(0);
  });

  it('weighs all by the newest', async () => {
    await serve({ logs: steady(300, 100) });
    const { lines, bytes = 0 } = (await source().estimate?.(MINUTE_OF, context)) ?? { lines: NaN };
    expect(lines).toBe(300);
    const perLine = JSON.stringify({ _time: new Date(FROM).toISOString(), _msg: 'line 100' }).length;
    expect(bytes / lines).toBeGreaterThan(perLine);
    expect(bytes / lines).toBeLessThan(4 * perLine);
  });

  it('counts exactly', async () => {
    await serve({ logs: steady(30, 1000) });
    expect(await source().count?.({ ...MINUTE_OF, fromMs: FROM + 1 }, context)).toBe(29);
  });
});

describe('a query', () => {
  it.each([
    ['* | stats count() n', 'The query counts instead of selecting logs, by its pipe "stats"'],
    ['error | limit 10', 'The query has the pipe "limit", and a range is read in parts'],
    ['error | sort by (took) | fields _msg', 'The query has the pipe "sort"'],
  ])('that can not be asked in parts is refused: %s', async (expr, message) => {
    await serve({ logs: steady(10, 1) });
    await expect(read({ expr })).rejects.toThrow(QueryError);
    await expect(read({ expr })).rejects.toThrow(message);
    expect(store.requests).toHaveLength(0);
  });

  it.each(['"a | limit 5"', "_msg:'| stats'", 'user:in(* | uniq by (user))', 'error # | limit 5'])(
    'may hold the name of such a pipe elsewhere: %s',
    async (expr) => {
      await serve({ intercept: answering(() => '') });
      await expect(read({ expr })).resolves.toMatchObject({ table: { length: 0 } });
    }
  );

  it('that is no LogsQL is the wrong one, in the words of the store', async () => {
    await serve();
    await expect(read({ expr: 'a | foo' })).rejects.toThrow(
      /answered 400.* The query is not valid LogsQL\. It said: .*unexpected pipe name \\?"foo/
    );
    await expect(read({ expr: 'a | foo' })).rejects.toThrow(QueryError);
  });

  it('that takes away the time is told so', async () => {
    await serve({ logs: steady(5, 1) });
    await expect(read({ expr: '* | fields _msg' })).rejects.toThrow('keep the field _time in it');
  });
});

describe('an answer', () => {
  it('with fewer logs than were counted is no answer', async () => {
    await serve({
      intercept: answering((query) =>
        query.includes('stats')
          ? `{"_time":"${BUCKET}","seismolog.logs":"2"}\n`
          : `{"_time":"${new Date(FROM).toISOString()}","_msg":"a"}\n`
      ),
    });
    await expect(read()).rejects.toThrow('VictoriaLogs contradicts the question: it counts 2 logs but gave 1');
  });

  it('with a log of another time is no answer', async () => {
    await serve({
      intercept: answering((query) =>
        query.includes('stats')
          ? `{"_time":"${BUCKET}","seismolog.logs":"1"}\n`
          : `{"_time":"${new Date(FROM + 60_000).toISOString()}","_msg":"a"}\n`
      ),
    });
    await expect(read()).rejects.toThrow(/gave a log of .* were asked for\. .*"start"/);
  });

  it.each([
    ['<html>login</html>', 'an HTML page instead of rows of fields'],
    ['fine', 'something other than rows of fields'],
  ])('of something else is told: %s', async (answer, says) => {
    await serve({ intercept: answering(() => answer) });
    await expect(read()).rejects.toThrow(says);
  });

  it('of an hour that is too much for its time is asked for in parts, to the smallest', async () => {
    await serve({ logs: steady(100, 500), maxLogs: 10 });
    const { table } = await read();
    expect(rowsOf(table)).toEqual(identities(steady(100, 500)));
    expect(await source().count?.(MINUTE_OF, context)).toBe(100);
  });

  it('that can not be had in any part says which limit it is', async () => {
    await serve({ logs: [log(0, 0, 'a'), log(0, 0, 'b')], maxLogs: 1 });
    await expect(read()).rejects.toThrow('raise its limit -search.maxQueryDuration');
  });
});

describe('a tenant', () => {
  it('is named by the headers AccountID and ProjectID', async () => {
    await serve();
    await source({ tenantId: '12:34' }).count?.(MINUTE_OF, context);
    await source({ tenantId: '7' }).count?.(MINUTE_OF, context);
    await source().count?.(MINUTE_OF, context);
    expect(store.requests.map(({ headers }) => [headers.accountid, headers.projectid])).toEqual([
      ['12', '34'],
      ['7', '0'],
      [undefined, undefined],
    ]);
    expect(store.requests[0].headers['x-scope-orgid']).toBeUndefined();
  });

  it.each(['acme', '1:2:3', '-1', '4294967296'])('is none of two whole numbers: %s', async (tenantId) => {
    await serve();
    expect(() => source({ tenantId })).toThrow('AccountID:ProjectID');
  });
});

describe('Save & test', () => {
  it('says the version, how many services wrote how many logs, and what is recognised in them', async () => {
    const now = Date.now();
    const recent = steady(60, 1000).map((each, i) => ({
      ...each,
      time: BigInt(now - 120_000 + i * 1000) * 1_000_000n,
    }));
    await serve({ logs: recent });
    const { message, details } = await source().check(context);
    expect(message).toBe(
      'Connected to VictoriaLogs 1.52.2: 3 services, 60 lines in the last hour. Recognised in 60 of them: level, service; not found: response time, status code, trace id.'
    );
    expect(details).toMatchObject({ version: '1.52.2', services: 3, linesLastHour: 60 });
  });

  it('asks whether logs are written where there are none', async () => {
    await serve();
    const { message } = await source().check(context);
    expect(message).toContain('no logs in the last hour. Are logs written to this tenant, and recently?');
  });

  it('says that the address is another store', async () => {
    await serve({
      intercept(_, response) {
        response.writeHead(400).end('unsupported path requested: "/select/logsql/query"');
        return true;
      },
    });
    await expect(source().check(context)).rejects.toThrow('Is this the address of a VictoriaLogs?');
  });
});
