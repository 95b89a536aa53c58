import fc from 'fast-check';
import { CRITICAL, ERROR, INFO } from '../../logs/level';
import { countLogs, countWindows } from './countLogs';
import { windowGrid } from './grid';
import { quantile } from '../statistics/quantile';
import { windowCounts } from './windowCounts';
import { tableOf } from '../../logs/testing/tableOf';
import { MINUTE, DAY } from '../../time/units';

const START = Date.UTC(2026, 0, 5);

describe('windowGrid', () => {
  it.each([
    [1 / 24, 1],
    [7, 1],
    [8, 1],
    [30, 5],
    [90, 15],
    [365, 60],
  ])('takes for %d days windows of %d minutes', (days, minutes) => {
    expect(windowGrid({ fromMs: START, toMs: START + days * DAY }, 7).windowMs).toBe(minutes * MINUTE);
  });

  it('lies on multiples of its width and covers the range, wherever that begins', () => {
    const grid = windowGrid({ fromMs: START + 30_500, toMs: START + 90_001 }, 1);
    expect(grid).toEqual({ startMs: START, windowMs: MINUTE, windowCount: 2 });
  });

  it('takes wider windows for very many services', () => {
    expect(windowGrid({ fromMs: START, toMs: START + 7 * DAY }, 1000).windowMs).toBe(15 * MINUTE);
  });

  it('has a window even for an empty range', () => {
    expect(windowGrid({ fromMs: START, toMs: START }, 1).windowCount).toBe(1);
  });
});

describe('countWindows', () => {
  const range = { fromMs: START, toMs: START + 3 * MINUTE };

  it('counts levels, failures and response times per service and window', () => {
    const table = tableOf([
      { timeMs: START, service: 'b', level: ERROR, responseTime: 10 },
      { timeMs: START + 1, service: 'b', level: INFO, statusCode: 503, responseTime: 20 },
      { timeMs: START + MINUTE, service: 'a', level: CRITICAL },
    ]);
    const windows = countWindows(table, range);
    expect(windows.services).toEqual(['a', 'b']);
    expect(Array.from(windows.byLevel[ERROR])).toEqual([0, 0, 0, 1, 0, 0]);
    expect(Array.from(windows.byLevel[CRITICAL])).toEqual([0, 1, 0, 0, 0, 0]);
    expect(Array.from(windows.failures)).toEqual([0, 1, 0, 2, 0, 0]);
    expect(Array.from(windows.responses)).toEqual([0, 0, 0, 2, 0, 0]);
    expect(windows.responseSum[3]).toBe(30);
    expect(windows.responseP95[3]).toBeCloseTo(19.5, 9);
    expect(windows.responseP95[0]).toBeNaN();
  });

  it('leaves out what lies outside the range', () => {
    const table = tableOf([{ timeMs: START - 1 }, { timeMs: START }, { timeMs: range.toMs }]);
    expect(Array.from(countWindows(table, range).byLevel[INFO])).toEqual([1, 0, 0]);
  });

  const log = fc.record({
    timeMs: fc.integer({ min: START, max: START + 3 * MINUTE - 1 }),
    service: fc.constantFrom('a', 'b', 'c'),
    level: fc.integer({ min: 0, max: 4 }),
    responseTime: fc.oneof(fc.constant(NaN), fc.double({ min: 0, max: 1e5, noNaN: true })),
  });

  it('gives counts that sum to the logs, and exact quantiles', () => {
    fc.assert(
      fc.property(fc.array(log, { maxLength: 200 }), (logs) => {
        const windows = countWindows(tableOf(logs), range);
        const counted = windows.byLevel.reduce((sum, column) => sum + column.reduce((a, b) => a + b, 0), 0);
        expect(counted).toBe(logs.length);
        expect(countLogs(tableOf(logs), range).counts).toEqual(windowCounts(windows));
        windows.services.forEach((service, s) => {
          for (let w = 0; w < windows.windowCount; w++) {
            const values = logs
              .filter((l) => l.service === service && Math.floor((l.timeMs - START) / MINUTE) === w)
              .map((l) => l.responseTime)
              .filter((value) => !Number.isNaN(value));
            const p95 = windows.responseP95[s * windows.windowCount + w];
            if (values.length === 0) {
              expect(p95).toBeNaN();
            } else {
              expect(p95).toBeCloseTo(quantile(Float64Array.from(values), 0.95), 6);
            }
          }
        });
      })
    );
  });

  it('gives the same whatever the order in which logs arrived', () => {
    fc.assert(
      fc.property(fc.array(log, { maxLength: 100 }), (logs) => {
        const { responseSum: sums, ...rest } = countWindows(tableOf(logs), range);
        const { responseSum: reversedSums, ...reversed } = countWindows(tableOf([...logs].reverse()), range);
        expect(reversed).toEqual(rest);
        sums.forEach((sum, cell) => expect(reversedSums[cell]).toBeCloseTo(sum, 6));
      })
    );
  });
});
