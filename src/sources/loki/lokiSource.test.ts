import { ERROR, INFO, UNKNOWN } from '../../logs/level';
import fc from 'fast-check';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { connectionTo } from '../http/testing/loopbackServer';
import { lokiSource } from './lokiSource';
import { FROM, identities, line, rowsOf, steady } from './testing/fakeLines';
import { type FakeLine } from './testing/fakeLine';
import { fakeLoki } from './testing/fakeLoki';
import { lokiFixture } from './testing/lokiFixture';

const RANGE = '/loki/api/v1/query_range';
const never = new AbortController().signal;

const { loki, serve, read } = lokiFixture();

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
    const queries = loki().queries(RANGE);
    expect(queries.length).toBe(6);
    expect(queries[0].get('limit')).toBe('5000');
    expect(queries[0].get('query')).toBe('{app="x"}');
    const request = loki().requests.find(({ url }) => url?.startsWith(RANGE));
    expect(request?.headers['x-loki-response-encoding-flags']).toBe('categorize-labels');
  });

  it('asks for every service when the query is empty', async () => {
    await serve();
    const { table } = await read({ expr: ' ' });
    expect(table.length).toBe(0);
    expect(loki().queries(RANGE)[0].get('query')).toBe('{service_name=~".+"}');
  });

  it('asks nothing for an empty range', async () => {
    await serve({ lines: steady(10, 1) });
    const { table } = await read({ toMs: FROM });
    expect(table.length).toBe(0);
    expect(loki().queries(RANGE)).toHaveLength(0);
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
    await loki().close();
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
    expect(Array.from(table.level)).toEqual([ERROR, INFO, UNKNOWN]);
    expect(Array.from(table.responseTime)).toEqual([120, 2000, NaN]);
    expect(Array.from(table.traceId.codes, (code) => table.traceId.values.at(code))).toEqual([
      'trace-120ms',
      'trace-2s',
      '',
    ]);
  });

  it("keeps Loki's time where the line has another", async () => {
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

  it('reports its progress', async () => {
    await serve({ lines: steady(100, 10), maxEntries: 10 });
    const progress: number[] = [];
    const source = lokiSource(connectionTo(loki().url), { mapping: {} });
    const request = { fromMs: FROM, toMs: FROM + 60_000, expr: '', lineLimit: 1000 };
    await source.read(request, { signal: never, onProgress: (lines) => progress.push(lines) });
    expect(progress.length).toBeGreaterThan(2);
    expect(progress.at(-1)).toBe(100);
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
        text: '250 of 1,000 lines were read: the newest, from 2026-11-18T11:07:17.500Z on. For all of them raise the line limit, or narrow the query or the time range.',
        untilMs: table.timeMs[0],
      },
    ]);
  });

  it('does not read much more than it needs', async () => {
    await serve({ lines: steady(10_000, 5), maxEntries: 20 });
    await read({ lineLimit: 100 });
    expect(loki().queries(RANGE).length).toBeLessThan(30);
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
    expect(loki().queries('/loki/api/v1/query')[0].get('query')).toBe(
      'sum(count_over_time(\n{a="b"} # all\n| drop __error__, __error_details__ [60000ms]))'
    );
  });
});
