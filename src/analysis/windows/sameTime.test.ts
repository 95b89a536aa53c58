import { DAY, HOUR, MINUTE } from '../../time/units';
import { wallClock } from '../../time/wallClock';
import { sameTimeOf } from './sameTime';

/** The clock of Berlin goes from 2 to 3 on the 29th. */
const MONDAY = Date.UTC(2026, 2, 23);
const grid = (days: number) => ({ startMs: MONDAY, windowMs: MINUTE, windowCount: (days * DAY) / MINUTE });
const at = (ms: number) => ms / MINUTE;

describe('the same time', () => {
  it('is that of the other days', () => {
    const nine = { from: at(DAY + 9 * HOUR), to: at(DAY + 10 * HOUR) };
    expect(sameTimeOf(grid(4))(nine, 'day').map(({ from, to }) => [from, to])).toEqual(
      [0, 2, 3].map((day) => [at(day * DAY + 9 * HOUR), at(day * DAY + 10 * HOUR)])
    );
  });

  it('is that of the other weeks', () => {
    const monday = { from: at(9 * HOUR), to: at(10 * HOUR) };
    expect(sameTimeOf(grid(15))(monday, 'week').map(({ from }) => from)).toEqual(
      [7, 14].map((day) => at(day * DAY + 9 * HOUR))
    );
  });

  it('is on the wall clock, whatever its changes', () => {
    const clock = wallClock('Europe/Berlin');
    const eight = { from: at(8 * HOUR), to: at(8 * HOUR) + 5 };
    const others = sameTimeOf(grid(8), clock)(eight, 'day').map(({ from }) => clock(MONDAY + from * MINUTE) % DAY);
    expect(others).toEqual(Array.from({ length: 7 }, () => clock(MONDAY + 8 * HOUR) % DAY));
  });

  it('is where the grid has all of it', () => {
    const evening = { from: at(DAY + 23 * HOUR), to: at(2 * DAY + 1 * HOUR) };
    expect(sameTimeOf(grid(3))(evening, 'day')).toEqual([{ from: at(23 * HOUR), to: at(DAY + HOUR) }]);
  });

  it('is none for what lasts as long as a day', () => {
    expect(sameTimeOf(grid(3))({ from: 0, to: at(DAY) }, 'day')).toEqual([]);
  });
});
