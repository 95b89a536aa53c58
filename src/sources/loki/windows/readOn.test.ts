import { WARNING } from '../../../logs/level';
import fc from 'fast-check';
import { connectionTo } from '../../http/testing/loopbackServer';
import { type LogSource, type WindowRead, type WindowRequest } from '../../source';
import { lokiSource } from '../lokiSource';
import { type FakeLine } from '../testing/fakeLine';
import { fakeLoki, type FakeLoki } from '../testing/fakeLoki';
import { MINUTE } from '../../../time/units';

const START = Date.parse('2026-11-18T10:00:00Z');
const never = { signal: new AbortController().signal };

let loki: FakeLoki;
let source: LogSource;

async function serve(lines: FakeLine[]): Promise<void> {
  loki = await fakeLoki({ lines, evaluates: true });
  source = lokiSource(connectionTo(loki.url), { mapping: {} });
}

afterEach(async () => {
  await loki.close();
});

interface Asked {
  fromMs?: number;
  toMs?: number;
  lineLimit?: number;
  windowMs?: number;
}

function request({ fromMs = 0, toMs = 20 * MINUTE, lineLimit = 1000, windowMs = MINUTE }: Asked): WindowRequest {
  const startMs = START + Math.floor(fromMs / windowMs) * windowMs;
  const windows = Math.ceil((START + toMs - startMs) / windowMs);
  return {
    ...{ fromMs: START + fromMs, toMs: START + toMs, expr: '{job="x"}', lineLimit, lateMs: 2 * MINUTE },
    gridOf: () => ({ startMs, windowMs, windowCount: windows }),
  };
}

async function readWindows(asked: Asked): Promise<WindowRead> {
  const read = await source.readWindows?.(request(asked), never);
  if (!read) {
    throw new Error('Loki counts.');
  }
  return read;
}

const line = (
  ms: number,
  ns: number,
  { level, took, status }: { level: string; took: number; status: number }
): FakeLine => ({
  labels: { job: 'x', service_name: took > 50 ? 'slow' : 'quick', level },
  time: BigInt(START + ms) * 1_000_000n + BigInt(ns),
  line: JSON.stringify({ msg: 'x', response_time_ms: took, status }),
});

const anyLine = fc
  .record({
    minute: fc.integer({ min: 0, max: 29 }),
    ms: fc.constantFrom(0, 1, 30_000, 59_999),
    ns: fc.constantFrom(0, 1, 999_999),
    level: fc.constantFrom('info', 'warn', 'error'),
    took: fc.constantFrom(1, 12, 120, 3000),
    status: fc.constantFrom(200, 404, 500),
  })
  .map(({ minute, ms, ns, ...rest }) => line(minute * MINUTE + ms, ns, rest));

/** One every seven seconds. */
const steady = (count: number, level = (_: number) => 'info') =>
  Array.from({ length: count }, (_, i) => line(i * 7000, 0, { level: level(i), took: i % 90, status: 200 }));

/** What has to be the same to the last log. */
function comparable({ windows, responseTimes, sample: { table, weight, hasAllComplaints } }: WindowRead) {
  const sums = new Map<string, number>();
  for (let row = 0; row < table.length; row++) {
    const key = `${table.service.values[table.service.codes[row]]} ${table.level[row]}`;
    sums.set(key, (sums.get(key) ?? 0) + weight[row]);
  }
  const counts = responseTimes && windows.services.map((_, s) => valuesOf(responseTimes, s));
  return {
    windows: { ...windows, responseSum: Array.from(windows.responseSum, (sum) => Math.round(sum * 1e6)) },
    responseTimes: { counts, p95: responseTimes?.p95 },
    complaints: Array.from(table.timeMs).filter(
      (_, row) => table.level[row] >= WARNING || table.statusCode[row] >= 400
    ),
    weights: [...sums].map(([key, sum]) => [key, Math.round(sum * 1e6)]).sort(),
    hasAllComplaints,
  };
}

function valuesOf({ values, counts }: NonNullable<WindowRead['responseTimes']>, service: number) {
  return Array.from(values, (value, i) => [value, counts[service * values.length + i]]).filter(
    ([, count]) => count > 0
  );
}

describe('a range that slid forward', () => {
  it('is the same as one read anew, however it slid', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine, { maxLength: 60 }),
        fc.array(fc.constantFrom(0, 20_000, MINUTE, 90_000, 3 * MINUTE), { minLength: 1, maxLength: 3 }),
        async (lines, slides) => {
          await serve(lines);
          try {
            let [fromMs, toMs] = [0, 20 * MINUTE];
            let read = await readWindows({ fromMs, toMs });
            for (const slide of slides) {
              fromMs += slide;
              toMs += slide;
              read = (await read.readOn?.(request({ fromMs, toMs }), never)) ?? (await readWindows({ fromMs, toMs }));
            }
            expect(comparable(read)).toEqual(comparable(await readWindows({ fromMs, toMs })));
          } finally {
            await loki.close();
          }
        }
      ),
      { numRuns: 20 }
    );
  }, 60_000);

  it('is of every service where the query is empty', async () => {
    await serve(steady(170));
    const range = { fromMs: MINUTE, toMs: 21 * MINUTE };
    const first = await source.readWindows?.({ ...request({}), expr: '' }, never);
    const next = await first?.readOn?.({ ...request(range), expr: '' }, never);

    expect(next && comparable(next)).toEqual(comparable(await readWindows(range)));
  });

  it('sees lines that came late', async () => {
    await serve(steady(170));
    const first = await readWindows({});
    loki.lines.push(line(19 * MINUTE, 5, { level: 'error', took: 1, status: 500 }));

    const next = await first.readOn?.(request({ fromMs: MINUTE, toMs: 21 * MINUTE }), never);

    expect(next && comparable(next)).toEqual(comparable(await readWindows({ fromMs: MINUTE, toMs: 21 * MINUTE })));
    expect(next?.windows.failures.reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  it('asks the store for no more than what is new, and what the range left behind', async () => {
    await serve(steady(190));
    const first = await readWindows({});
    const before = loki.requests.length;
    await first.readOn?.(request({ fromMs: 1000, toMs: 20 * MINUTE + 1000 }), never);

    const asked = loki.requests.slice(before).map(({ url }) => new URL(url ?? '', 'http://loopback').searchParams);
    const startOf = (params: URLSearchParams) => {
      const range = Number(/\[(\d+)ms\]/.exec(params.get('query') ?? '')?.[1] ?? 0);
      return Number(params.get('start') ?? params.get('time')) / 1e6 - range - START;
    };
    const isNew = (params: URLSearchParams) => startOf(params) >= 17 * MINUTE || endOf(params) <= MINUTE;
    const endOf = (params: URLSearchParams) => Number(params.get('end') ?? params.get('time')) / 1e6 - START;
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((params) => !isNew(params)).map(String)).toEqual([]);
  });

  it('asks for the windows around a line at a border together', async () => {
    await serve(Array.from({ length: 20 }, (_, i) => line(i * MINUTE, 0, { level: 'info', took: 1, status: 200 })));
    await readWindows({});
    const together = loki.queries('/loki/api/v1/query').map((query) => query.get('query') ?? '');
    const legs = together.map((query) => query.split('label_replace(').length - 1);
    expect(Math.max(...legs)).toBeGreaterThan(2);
    // Counts, sums and percentiles of 20 windows.
    expect(legs.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50);
    expect(together.length).toBeLessThan(25);
  });

  it('passes on what Loki says of its counts, and does not go on from what may be partial', async () => {
    loki = await fakeLoki({
      intercept(request, response) {
        const isMetric = request.url?.includes('step=') ?? false;
        if (isMetric) {
          const data = { resultType: 'matrix', result: [] };
          response.end(JSON.stringify({ status: 'success', data, warnings: ['an ingester did not answer'] }));
        }
        return isMetric;
      },
    });
    source = lokiSource(connectionTo(loki.url), { mapping: {} });
    const { notices, readOn } = await readWindows({});
    expect(notices).toContainEqual({ severity: 'warning', text: 'Loki warns: an ingester did not answer' });
    expect(readOn).toBeUndefined();
  });

  it('is read anew where the windows have to be wider', async () => {
    await serve(steady(10));
    const { readOn } = await readWindows({});
    expect(await readOn?.(request({ toMs: 21 * MINUTE, windowMs: 5 * MINUTE }), never)).toBeUndefined();
  });

  it('is read anew where complaints have become more than are read', async () => {
    await serve(steady(210, (i) => (i < 171 ? 'info' : 'error')));
    const { readOn, sample } = await readWindows({ lineLimit: 20 });
    expect(sample.hasAllComplaints).toBe(true);
    expect(await readOn?.(request({ fromMs: MINUTE, toMs: 23 * MINUTE, lineLimit: 20 }), never)).toBeUndefined();
  });

  it('goes on sampling complaints where there are too many to read', async () => {
    await serve(steady(200, (i) => (i % 2 ? 'info' : 'error')));
    const first = await readWindows({ lineLimit: 60 });
    const next = await first.readOn?.(request({ fromMs: MINUTE, toMs: 21 * MINUTE, lineLimit: 60 }), never);

    expect(next?.sample.hasAllComplaints).toBe(false);
    expect(next && comparable(next).weights).toEqual(
      comparable(await readWindows({ fromMs: MINUTE, toMs: 21 * MINUTE })).weights
    );
  });
});
