import fc from 'fast-check';
import { mineTemplates } from '../../analysis/messages/templates/mineTemplates';
import { countWindows } from '../../analysis/windows/countLogs';
import { ERROR, INFO, LEVELS, UNKNOWN, WARNING } from '../../logs/level';
import { type LogRecord, type LogTable } from '../../logs/logTable';
import { concatTables } from '../../logs/select';
import { tableOf } from '../../logs/testing/tableOf';
import { DAY, MINUTE } from '../../time/units';
import { countTables, type CountOptions } from './countTables';

type Log = Partial<LogRecord>;

async function* inTurn(tables: readonly LogTable[]): AsyncGenerator<LogTable> {
  for (const table of tables) {
    yield await Promise.resolve(table);
  }
}

async function count(logs: readonly Log[][], options: Partial<CountOptions> = {}, shiftMs = 0) {
  const tables = logs.filter((some) => some.length > 0).map(tableOf);
  const all = { sampleLines: 1000, groupPods: true, checkpoint: () => undefined, ...options };
  const counted = await countTables(inTurn(tables), all, () => shiftMs);
  return { counted, whole: tables.length > 0 ? concatTables(tables) : undefined };
}

const log = fc.record({
  timeMs: fc.nat(3 * 60 * MINUTE),
  service: fc.constantFrom('api', 'db', 'mail'),
  level: fc.constantFrom(UNKNOWN, INFO, WARNING, ERROR),
  statusCode: fc.constantFrom(0, 200, 404, 503),
  responseTime: fc.oneof(fc.constant(NaN), fc.constantFrom(0, 0.25, 7, 10, 99, 1300)),
  message: fc.constantFrom('connected', 'user 1 logged in', 'user 2 logged in', 'timeout after 30 s'),
});
const pieces = fc.array(fc.array(log, { maxLength: 30 }), { minLength: 1, maxLength: 6 });

const sumsBy = (keyOf: (row: number) => string, weight: ArrayLike<number>): Record<string, number> => {
  const sums: Record<string, number> = {};
  Array.from(weight).forEach((own, row) => (sums[keyOf(row)] = (sums[keyOf(row)] ?? 0) + own));
  return sums;
};

describe('countTables', () => {
  it('counts as all logs together are counted, whatever table each comes in', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async (logs) => {
        const { counted, whole } = await count(logs);
        if (!counted || !whole) {
          expect(whole).toBeUndefined();
          return;
        }
        const { responseP95, responseSum, ...expected } = countWindows(whole, counted.range);
        expect(counted.windows).toMatchObject(expected);
        counted.windows.responseSum.forEach((sum, cell) => expect(sum).toBeCloseTo(responseSum[cell]));
        const isKnown = (p95: Float64Array) => Array.from(p95, (value) => !Number.isNaN(value));
        expect(isKnown(counted.windows.responseP95)).toEqual(isKnown(responseP95));
      }),
      { numRuns: 30 }
    );
  });

  it('knows the percentiles of windows that come in one table', async () => {
    const logs = Array.from({ length: 50 }, (_, i): Log => ({ timeMs: i * 10_000, responseTime: (i * 37) % 50 }));
    const { counted, whole } = await count([logs]);
    expect(counted?.windows).toEqual(whole && countWindows(whole, counted?.range ?? { fromMs: 0, toMs: 0 }));
  });

  it('counts response times by service, to two digits', async () => {
    const values = [0, 0.012, 0.0123, 10, 104, 99.6, 1_250_000];
    const { counted } = await count([values.map((responseTime) => ({ responseTime })), [{ service: 'db' }]]);
    expect(counted?.responseTimes).toEqual({
      values: Float64Array.of(0, 0.012, 10, 100, 1_300_000),
      counts: Float64Array.of(1, 2, 1, 2, 1, 0, 0, 0, 0, 0),
      p95: Float64Array.of(NaN, NaN),
    });
  });

  it('keeps lines that stand for all: of each service, level and template', async () => {
    const logs = Array.from({ length: 20 }, (_, table) =>
      Array.from({ length: 500 }, (_, i): Log => ({
        timeMs: table * MINUTE + i,
        service: `s${i % 5}`,
        level: i % 50 === 0 ? ERROR : INFO,
        message: i % 250 === 0 ? 'disk full' : `user ${i} logged in`,
      }))
    );
    const { counted, whole } = await count(logs, { sampleLines: 800 });
    const { table, weight, hasAllComplaints } = counted?.sample ?? { table: tableOf([]), weight: [] };
    expect(table.length).toBeGreaterThan(300);
    expect(table.length).toBeLessThanOrEqual(1000);
    expect(hasAllComplaints).toBe(true);
    const kindOf = ({ service, level, message }: LogTable) => {
      const { templateOf } = mineTemplates(message.values, () => undefined);
      return (row: number) =>
        `${service.values[service.codes[row]]} ${LEVELS[level[row]]} ${message.values.at(message.codes[row]).replace(/\d+/, '#')} ${templateOf.length > 0}`;
    };
    const all = whole ?? tableOf([]);
    const expected = sumsBy(kindOf(all), new Array<number>(all.length).fill(1));
    const found = sumsBy(kindOf(table), weight);
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
    Object.entries(expected).forEach(([kind, logs]) => expect(found[kind]).toBeCloseTo(logs, 6));
    const times = Array.from(table.timeMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('moves all times by what is known at the end', async () => {
    const { counted } = await count([[{ timeMs: 5 }, { timeMs: MINUTE }]], {}, DAY);
    expect(counted?.range).toEqual({ fromMs: DAY + 5, toMs: DAY + MINUTE + 1 });
    expect(counted?.windows.startMs).toBe(DAY);
    expect(counted && Array.from(counted.sample.table.timeMs)).toEqual([DAY + 5, DAY + MINUTE]);
  });

  it('leaves out what is not in the range, and is nothing where that is all', async () => {
    const logs = [[{ timeMs: 5 }, { timeMs: MINUTE }]];
    const { counted } = await count(logs, { range: { fromMs: MINUTE } });
    expect(counted?.range).toEqual({ fromMs: MINUTE, toMs: MINUTE + 1 });
    expect((await count(logs, { range: { fromMs: DAY } })).counted).toBeUndefined();
  });
});
