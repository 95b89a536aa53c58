import { ERROR, INFO, UNKNOWN } from '../../logs/level';
import { countWindows } from '../windows/countLogs';
import { windowCounts } from '../windows/windowCounts';
import { tableOf } from '../../logs/testing/tableOf';
import { findTrend } from './findTrend';
import { DAY, HOUR, MINUTE } from '../../time/units';

const START = Date.UTC(2026, 0, 5);

/** @param errors and logs of each hour */
function trendOf(hours: ReadonlyArray<readonly [errors: number, logs: number]>) {
  const table = tableOf(
    hours.flatMap(([errors, logs], hour) =>
      Array.from({ length: logs }, (_, i) => ({ timeMs: START + hour * HOUR + i, level: i < errors ? ERROR : INFO }))
    )
  );
  const windows = countWindows(table, { fromMs: START, toMs: START + hours.length * HOUR });
  return findTrend(windows, windowCounts(windows));
}

describe('findTrend', () => {
  it('is DEGRADING where the error rate climbs', () => {
    const trend = trendOf(Array.from({ length: 24 }, (_, hour) => [hour, 100] as const));
    expect(trend?.direction).toBe('DEGRADING');
    expect(trend?.errorsPerHour).toBeCloseTo(1, 9);
    expect(trend?.pValue).toBeLessThan(0.001);
  });

  it('counts hours from the first log on, and a rest of less than half an hour with the hour before it', () => {
    const aMinute = [ERROR, ...Array.from({ length: 9 }, () => INFO)];
    const table = tableOf(
      Array.from({ length: 24 * 60 + 1 }, (_, minute) => START + minute * MINUTE).flatMap((timeMs) =>
        aMinute.map((level) => ({ timeMs, level }))
      )
    );
    const windows = countWindows(table, { fromMs: START - 1.5 * HOUR, toMs: START + DAY + MINUTE });
    expect(findTrend(windows, windowCounts(windows), START)?.errorsPerHour).toBeCloseTo(0, 9);
  });

  it('is IMPROVING where it falls', () => {
    expect(trendOf(Array.from({ length: 24 }, (_, hour) => [24 - hour, 100] as const))?.direction).toBe('IMPROVING');
  });

  it('is STABLE where only the traffic grows', () => {
    const trend = trendOf(Array.from({ length: 24 }, (_, hour) => [hour + 1, 10 * (hour + 1)] as const));
    expect(trend?.direction).toBe('STABLE');
  });

  it('is STABLE where the error rate follows the traffic, as it does in the morning', () => {
    const morning = [40, 50, 60, 90, 150, 210, 260, 300, 310, 330, 340, 350];
    expect(trendOf(morning.map((logs) => [Math.round(logs ** 2 / 5000), logs] as const))?.direction).toBe('STABLE');
  });

  it('is DEGRADING where the error rate goes further up than the traffic does', () => {
    const morning = [40, 50, 60, 90, 150, 210, 260, 300, 310, 330, 340, 350];
    expect(trendOf(morning.map((logs) => [Math.round(logs ** 3 / 400_000), logs] as const))?.direction).toBe(
      'DEGRADING'
    );
  });

  it('is DEGRADING where it climbs whatever the traffic does', () => {
    const day = Array.from({ length: 24 }, (_, hour) => Math.round(300 - 200 * Math.cos((hour / 24) * 2 * Math.PI)));
    expect(trendOf(day.map((logs, hour) => [Math.round(logs * 0.005 * hour), logs] as const))?.direction).toBe(
      'DEGRADING'
    );
  });

  it('is not known of a single hour, of hours without logs, and of logs without a level', () => {
    expect(trendOf([[5, 10]])).toBeUndefined();
    expect(trendOf([[0, 0]])).toBeUndefined();
    const logs = Array.from({ length: 24 }, (_, hour) => ({ timeMs: START + hour * HOUR, level: UNKNOWN }));
    const windows = countWindows(tableOf(logs), { fromMs: START, toMs: START + DAY });
    expect(findTrend(windows, windowCounts(windows))).toBeUndefined();
  });

  it('is that of the logs whose level is known', () => {
    const table = tableOf(
      Array.from({ length: 24 }, (_, hour) =>
        Array.from({ length: 200 }, (__, i) => ({
          timeMs: START + hour * HOUR + i,
          level: i < hour ? ERROR : i < 100 ? INFO : UNKNOWN,
        }))
      ).flat()
    );
    const windows = countWindows(table, { fromMs: START, toMs: START + DAY });
    expect(findTrend(windows, windowCounts(windows))).toEqual(
      trendOf(Array.from({ length: 24 }, (_, hour) => [hour, 100] as const))
    );
  });

  it('is STABLE for noise', () => {
    expect(trendOf([3, 1, 4, 1, 5, 2, 3, 2, 4, 1].map((errors) => [errors, 100] as const))?.direction).toBe('STABLE');
  });
});
