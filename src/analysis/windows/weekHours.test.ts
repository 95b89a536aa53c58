import { ERROR, INFO, UNKNOWN } from '../../logs/level';
import { tableOf } from '../../logs/testing/tableOf';
import { DAY, HOUR } from '../../time/units';
import { countWindows } from './countLogs';
import { partsBy, perHour, weekHours } from './weekHours';

const MONDAY = Date.UTC(2026, 0, 5);

/**
 * Eight days from a Monday on: a log at half past each hour, an error at 3 o'clock on Sunday, and one whose level is
 * not known.
 */
const table = tableOf([
  ...Array.from({ length: 8 * 24 }, (_, hour) => ({
    timeMs: MONDAY + (hour + 0.5) * HOUR,
    service: hour % 2 === 0 ? 'even' : 'odd',
    level: hour === 6 * 24 + 3 ? ERROR : INFO,
    responseTime: 10 * hour,
  })),
  { timeMs: MONDAY + 9.5 * HOUR, service: 'odd', level: UNKNOWN, responseTime: NaN },
]);
const windows = countWindows(table, { fromMs: MONDAY, toMs: MONDAY + 8 * DAY });

describe('the hours of a week', () => {
  it('count from Monday 00:00 on', () => {
    const { logs, errors, known } = weekHours(windows);
    expect(logs[0]).toBe(2);
    expect(logs[24]).toBe(1);
    expect([logs[9], known[9]]).toEqual([3, 2]);
    expect(errors.indexOf(1)).toBe(6 * 24 + 3);
  });

  it('are those of a wall clock', () => {
    const { errors } = weekHours(windows, { toWallClock: (timeMs) => timeMs + 22 * HOUR });
    // Sunday 03:00 is Monday 01:00 there.
    expect(errors.indexOf(1)).toBe(1);
  });

  it('count the services that are asked for only', () => {
    const { logs, responses, responseSum } = weekHours(windows, { services: [windows.services.indexOf('odd')] });
    expect([logs[30], logs[31], responses[31], responseSum[31]]).toEqual([0, 1, 1, 310]);
  });
});

describe('parts of a week', () => {
  it('are the hours of a day, or the days of a week', () => {
    const week = weekHours(windows);
    expect(partsBy('hour', week).errors.indexOf(1)).toBe(3);
    expect(partsBy('day', week).errors.indexOf(1)).toBe(6);
    expect(partsBy('day', week).logs[0]).toBe(49);
  });

  it('have an average hour, whether the range has one of them or two', () => {
    const days = partsBy('day', weekHours(windows));
    expect(perHour(days, days.logs)[0]).toBeCloseTo(49 / 48);
    expect(perHour(days, days.logs)[1]).toBe(1);
  });

  it('have an average hour of the time that is known: before the first log nothing is', () => {
    const range = { fromMs: MONDAY - 7 * DAY, toMs: MONDAY + 8 * DAY };
    const days = partsBy('day', weekHours(countWindows(table, range), { knownFromMs: MONDAY }));
    expect(perHour(days, days.logs)[0]).toBeCloseTo(49 / 48);
    expect(perHour(days, days.logs)[1]).toBe(1);
  });

  it('have none where the range has none of them', () => {
    const days = partsBy('day', weekHours(countWindows(table, { fromMs: MONDAY, toMs: MONDAY + DAY })));
    expect(Array.from(perHour(days, days.logs), Number.isNaN)).toEqual([false, true, true, true, true, true, true]);
  });
});
