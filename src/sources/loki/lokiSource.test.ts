import fc from 'fast-check';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { CancelledError, QueryError } from '../../errors';
import { type LogTable } from '../../logs/logTable';
import { HttpError } from '../http/httpError';
import { connectionTo } from '../http/testing/loopbackServer';
import { type ReadRequest, type ReadResult } from '../source';
import { lokiSource } from './lokiSource';
import { type FakeLine, fakeLoki, type FakeLoki, type FakeLokiOptions } from './testing/fakeLoki';

const RANGE = '/loki/api/v1/query_range';
const FROM = 1_795_000_000_000;
const never = new AbortController().signal;

let loki: FakeLoki;

async function serve(options: FakeLokiOptions = {}): Promise<void> {
  loki = await fakeLoki(options);
}

afterEach(async () => {
  await loki.close();
});

function read(request: Partial<ReadRequest> = {}, signal = never): Promise<ReadResult> {
  const source = lokiSource(connectionTo(loki.url), { mapping: {} });
  return source.read({ fromMs: FROM, toMs: FROM + 60_000, expr: '', lineLimit: 100_000, ...request }, { signal });
}

function line(ms: number, ns: number, text: string, service = 'api'): FakeLine {
  return { labels: { service_name: service }, time: BigInt(FROM + ms) * 1_000_000n + BigInt(ns), line: text };
}

/** `count` lines, one every `everyMs`. */
function steady(count: number, everyMs: number): FakeLine[] {
  return Array.from({ length: count }, (_, i) => line(i * everyMs, i % 7, `line ${i}`, `service-${i % 3}`));
}

/** Time, service and line of each row: what identifies a line in Loki. */
function rowsOf({ length, timeMs, timeNs, service, line: text }: LogTable): string[] {
  return Array.from(
    { length },
    (_, row) =>
      `${timeMs[row]}${String(timeNs[row]).padStart(6, '0')} ${service.values[service.codes[row]]} ${text.at(row)}`
  );
}

function identities(lines: readonly FakeLine[]): string[] {
  return lines.map(({ time, labels, line: text }) => `${time} ${labels.service_name} ${text}`).sort();
}

describe('reading', () => {
  it('gives every line once, exact to the nanosecond and in order of time', async () => {
    const lines = steady(1000, 50);
    await serve({ lines, maxEntries: 20 });
    const { table, notices } = await read();
    expect(rowsOf(table)).toEqual(identities(lines));
    expect(notices).toEqual([]);
  });

  it('gives every line of many that share nanoseconds, whatever the page size and the range', async () => {
    const anyLine = fc.record({
      ms: fc.integer({ min: -5, max: 40 }),
      ns: fc.constantFrom(0, 1, 999_999),
      stream: fc.constantFrom('a', 'b', 'c'),
    });
    await serve();
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine, { maxLength: 60 }),
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 35 }),
        async (points, spare, start, duration) => {
          const lines = points.map(({ ms, ns, stream }, i) => line(ms, ns, `line ${i}`, stream));
          const perInstant = new Map<bigint, number>();
          lines.forEach(({ time }) => perInstant.set(time, (perInstant.get(time) ?? 0) + 1));
          const server = await fakeLoki({ lines, maxEntries: Math.max(0, ...perInstant.values()) + 1 + spare });
          try {
            const source = lokiSource(connectionTo(server.url), { mapping: {} });
            const request = { fromMs: FROM + start, toMs: FROM + start + duration, expr: '', lineLimit: 1000 };
            const { table, notices } = await source.read(request, { signal: never });
            const wanted = lines.filter(
              ({ time }) => time >= BigInt(request.fromMs) * 1_000_000n && time < BigInt(request.toMs) * 1_000_000n
            );
            expect(rowsOf(table).sort()).toEqual(identities(wanted));
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
      lines: [
        line(-1, 999_999, 'before'),
        line(0, 0, 'first'),
        line(59_999, 999_999, 'last'),
        line(60_000, 0, 'after'),
      ],
    });
    const { table } = await read();
    expect([0, 1].map((row) => table.line.at(row))).toEqual(['first', 'last']);
    expect(table.length).toBe(2);
  });

  it('asks several times at once, for pages of 5000 in which metadata does not split streams', async () => {
    await serve({ lines: steady(10, 1), maxEntries: 50_000 });
    await read({ expr: '{app="x"}' });
    const queries = loki.queries(RANGE);
    expect(queries.length).toBe(6);
    expect(queries[0].get('limit')).toBe('5000');
    expect(queries[0].get('query')).toBe('{app="x"}');
    const request = loki.requests.find(({ url }) => url?.startsWith(RANGE));
    expect(request?.headers['x-loki-response-encoding-flags']).toBe('categorize-labels');
  });

  it('asks for every service when the query is empty', async () => {
    await serve();
    const { table } = await read({ expr: ' ' });
    expect(table.length).toBe(0);
    expect(loki.queries(RANGE)[0].get('query')).toBe('{service_name=~".+"}');
  });

  it('asks nothing for an empty range', async () => {
    await serve({ lines: steady(10, 1) });
    const { table } = await read({ toMs: FROM });
    expect(table.length).toBe(0);
    expect(loki.queries(RANGE)).toHaveLength(0);
  });

  it('learns the page size from an error where Loki does not serve its limits', async () => {
    const lines = steady(100, 10);
    await serve({ lines, maxEntries: 10, servesLimits: false });
    const { table } = await read();
    expect(rowsOf(table)).toEqual(identities(lines));
  });

  it('gives the same table whatever the order in which answers come', async () => {
    const lines = steady(500, 100);
    await serve({ lines, maxEntries: 15 });
    const quick = await read();
    await loki.close();
    let turn = 0;
    await serve({
      lines,
      maxEntries: 15,
      intercept(_request, response) {
        const end = response.end.bind(response);
        const delay = (turn++ % 3) * 3;
        response.end = ((chunk: string) => {
          setTimeout(() => end(chunk), delay);
          return response;
        }) as ServerResponse['end'];
        return false;
      },
    });
    const slow = await read();
    expect(slow.table.service).toEqual(quick.table.service);
    expect(rowsOf(slow.table)).toEqual(rowsOf(quick.table));
  });

  it('knows labels, structured metadata and parsed fields of each line', async () => {
    const labels = { service_name: 'api', env: 'prod' };
    const fields = (level: string, duration: string): FakeLine['fields'] => ({
      structuredMetadata: { detected_level: level, trace_id: `trace-${duration}` },
      parsed: { duration },
    });
    await serve({
      lines: [
        { ...line(1, 0, 'first'), labels, fields: fields('error', '120ms') },
        { ...line(2, 0, 'second'), labels, fields: fields('info', '2s') },
        { ...line(3, 0, 'third'), labels },
      ],
    });
    const { table } = await read();
    expect(Array.from(table.level)).toEqual([3, 1, 1]);
    expect(Array.from(table.responseTime)).toEqual([120, 2000, NaN]);
    expect(Array.from(table.traceId.codes, (code) => table.traceId.values[code])).toEqual([
      'trace-120ms',
      'trace-2s',
      '',
    ]);
  });

  it("keeps Loki's time where the line tells another", async () => {
    await serve({ lines: [line(5, 123, '{"timestamp":"2020-01-01T00:00:00Z","msg":"x"}')] });
    const { table } = await read();
    expect([table.timeMs[0], table.timeNs[0]]).toEqual([FROM + 5, 123]);
  });

  it('reads lines of a megabyte, binary ones, and those of the future', async () => {
    const future = { ...line(0, 0, 'future'), time: BigInt(FROM) * 1_000_000n + 10n ** 18n };
    const lines = [line(1, 0, 'x'.repeat(1_000_000)), line(2, 0, '\u0000\u0001\ufffd\u001b[31m'), future];
    await serve({ lines });
    const { table } = await read({ toMs: FROM + 2e12 });
    expect(rowsOf(table)).toEqual(identities(lines));
  });

  it('tells its progress', async () => {
    await serve({ lines: steady(100, 10), maxEntries: 10 });
    const told: number[] = [];
    const source = lokiSource(connectionTo(loki.url), { mapping: {} });
    const request = { fromMs: FROM, toMs: FROM + 60_000, expr: '', lineLimit: 1000 };
    await source.read(request, { signal: never, onProgress: (lines) => told.push(lines) });
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)).toBe(100);
  });
});

describe('more lines than the limit', () => {
  it('leaves the newest, and a notice that says how many there are', async () => {
    const lines = steady(1000, 50);
    await serve({ lines, maxEntries: 20 });
    const { table, notices } = await read({ lineLimit: 250 });
    expect(rowsOf(table)).toEqual(identities(lines.slice(750)));
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: '250 of 1,000 lines were read: the newest, from 2026-11-18T11:07:17.500Z on. For all of them raise the line limit, or narrow the selector or the time range.',
      },
    ]);
  });

  it('does not read much more than it needs', async () => {
    await serve({ lines: steady(10_000, 5), maxEntries: 20 });
    await read({ lineLimit: 100 });
    expect(loki.queries(RANGE).length).toBeLessThan(30);
  });

  it('is no cut when there are exactly as many', async () => {
    await serve({ lines: steady(250, 50), maxEntries: 20 });
    const { table, notices } = await read({ lineLimit: 250 });
    expect(table.length).toBe(250);
    expect(notices).toEqual([]);
  });

  it('is said without the number where Loki does not count', async () => {
    const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
      const refuses = request.url?.startsWith('/loki/api/v1/query?') ?? false;
      if (refuses) {
        response.writeHead(400).end('parse error : unexpected drop');
      }
      return refuses;
    };
    await serve({ lines: steady(100, 50), intercept });
    const { notices } = await read({ lineLimit: 10 });
    expect(notices[0].text).toContain(
      'The newest 10 lines were read, from 2026-11-18T11:06:44.500Z on; there are older ones.'
    );
  });

  it('counts a query that ends in a comment', async () => {
    await serve({ lines: steady(100, 50) });
    await read({ lineLimit: 10, expr: '{a="b"} # all' });
    expect(loki.queries('/loki/api/v1/query')[0].get('query')).toBe(
      'sum(count_over_time(\n{a="b"} # all\n| drop __error__, __error_details__ [60000ms]))'
    );
  });
});

describe('what Loki cannot give whole', () => {
  it('in one nanosecond, is said, and reading goes on behind it', async () => {
    const crowd = Array.from({ length: 30 }, (_, i) => line(20, 7, `crowd ${i}`));
    await serve({
      lines: [line(10, 0, 'before'), ...crowd, line(20, 8, 'behind'), line(30, 0, 'last')],
      maxEntries: 10,
    });
    const { table, notices } = await read();
    expect(table.length).toBe(13);
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: "Nanosecond 1795000000020000007 holds 10 lines or more, and Loki gives no more of a nanosecond. To be sure of the rest narrow the selector, or raise Loki's max_entries_limit_per_query.",
      },
    ]);
  });

  it('in 5000 lines of one nanosecond, is asked for in larger pages where the tenant may', async () => {
    const crowd = Array.from({ length: 6000 }, (_, i) => line(20, 7, `crowd ${i}`));
    await serve({ lines: crowd, maxEntries: 10_000 });
    const { table, notices } = await read();
    expect(table.length).toBe(6000);
    expect(notices).toEqual([]);
  });

  it('for the bytes of it, is asked for in smaller pages', async () => {
    const lines = steady(100, 50);
    const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
      const tooMany = Number(new URL(request.url ?? '', loki.url).searchParams.get('limit')) > 20;
      if (tooMany) {
        response.writeHead(500).end('rpc error: grpc: received message larger than max (5000000 vs. 4194304)');
      }
      return tooMany;
    };
    await serve({ lines, intercept });
    const { table } = await read();
    expect(rowsOf(table)).toEqual(identities(lines));
  });

  it.each([
    [504, 'context deadline exceeded'],
    [400, 'the query would read too many bytes (query: 1.2TiB, limit: 128GiB); consider...'],
    [400, 'the query time range exceeds the limit (query length: 2160h, limit: 30d1h)'],
  ])('in time (%d %s) is asked for in shorter spans', async (code, said) => {
    const lines = steady(200, 36_000);
    const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
      const params = new URL(request.url ?? '', loki.url).searchParams;
      const tooLong = BigInt(params.get('end') ?? 0) - BigInt(params.get('start') ?? 0) > 600_000_000_000n;
      if (tooLong) {
        response.writeHead(code).end(said);
      }
      return tooLong;
    };
    await serve({ lines, intercept });
    const source = lokiSource(connectionTo(loki.url, { timeoutMs: 100 }), { mapping: {} });
    const request = { fromMs: FROM, toMs: FROM + 7_200_000, expr: '', lineLimit: 1000 };
    const { table } = await source.read(request, { signal: never });
    expect(rowsOf(table)).toEqual(identities(lines));
  });

  it('is not asked for without end', async () => {
    const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
      const isRange = request.url?.startsWith(RANGE) ?? false;
      if (isRange) {
        response.writeHead(400).end('the query would read too many bytes (query: 2GB, limit: 1GB)');
      }
      return isRange;
    };
    await serve({ intercept });
    await expect(read({ toMs: FROM + 3_600_000 })).rejects.toThrow("beyond the tenant's limits");
  });

  it('as its warnings say, is said', async () => {
    await serve({ lines: steady(5, 1), warnings: ['some ingesters did not answer'] });
    const { notices } = await read();
    expect(notices).toEqual([{ severity: 'warning', text: 'Loki warns: some ingesters did not answer' }]);
  });
});

describe('a query', () => {
  it('that is not LogQL is the error of who wrote it', async () => {
    await serve();
    const error: unknown = await read({ expr: 'hello' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(QueryError);
    expect(String(error)).toContain('The query is not valid LogQL. It said: "parse error at line 1, col 1');
  });

  it('that counts is answered with what to give instead', async () => {
    await serve();
    const work = read({ expr: 'sum(rate({a="b"}[5m]))' });
    await expect(work).rejects.toBeInstanceOf(QueryError);
    await expect(work).rejects.toThrow('Give a log query such as {service_name="api"}');
  });
});

describe('a fault', () => {
  it('in one of many pages fails the whole: no part is shown as the whole', async () => {
    let turn = 0;
    const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
      const fails = (request.url?.startsWith(RANGE) ?? false) && ++turn === 15;
      if (fails) {
        response.writeHead(500).end('panic');
      }
      return fails;
    };
    await serve({ lines: steady(500, 100), maxEntries: 10, intercept });
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HttpError);
    expect(String(error)).toContain('answered 500 Internal Server Error');
  });

  it('that passes does not show: 429, 502, a cut connection', async () => {
    let turn = 0;
    const intercept = (_request: IncomingMessage, response: ServerResponse): boolean => {
      turn++;
      if (turn === 3) {
        response.writeHead(429, { 'Retry-After': '0' }).end('too many outstanding requests');
      } else if (turn === 5) {
        response.writeHead(502).end('<html>bad gateway</html>');
      } else if (turn === 7) {
        response.writeHead(200);
        response.write('{"status":"succ', () => response.destroy());
      }
      return [3, 5, 7].includes(turn);
    };
    const lines = steady(200, 100);
    await serve({ lines, maxEntries: 10, intercept });
    const { table } = await read();
    expect(rowsOf(table)).toEqual(identities(lines));
  });

  it.each([
    [401, 'no org id', 'set the tenant ID'],
    [404, '404 page not found', 'Is this the address of a Loki?'],
    [
      200,
      '{"status":"success","data":{"resultType":"streams","result":[{"stream":{},"values":[["x","y"]]}]}}',
      'other than streams',
    ],
    [200, '{"status":"success","data":{"resultType":"streams","result":{}}}', 'other than streams'],
    [200, '<html></html>', 'an HTML page'],
  ])('with status %d and %s says: %s', async (code, body, says) => {
    const intercept = (_request: IncomingMessage, response: ServerResponse): boolean => {
      response.writeHead(code).end(body);
      return true;
    };
    await serve({ intercept });
    await expect(read()).rejects.toThrow(says);
  });
});

describe('cancelling', () => {
  it('ends all requests and the reading', async () => {
    const controller = new AbortController();
    const closed: Array<Promise<void>> = [];
    const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
      const isRange = request.url?.startsWith(RANGE) ?? false;
      if (isRange) {
        closed.push(new Promise((resolve) => response.on('close', resolve)));
        if (closed.length === 6) {
          controller.abort();
        }
      }
      return isRange;
    };
    await serve({ intercept });
    await expect(read({}, controller.signal)).rejects.toBeInstanceOf(CancelledError);
    await Promise.all(closed);
    expect(loki.queries(RANGE)).toHaveLength(6);
  });
});
