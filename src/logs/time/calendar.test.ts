import fc from 'fast-check';
import { civilDayOf, dayMs } from './calendar';

describe('days of the Gregorian calendar', () => {
  it('are those of Date, there and back', () => {
    const times = fc.date({ min: new Date('1600-01-01'), max: new Date('2600-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(times, (date) => {
        const day = civilDayOf(date.getTime(), { year: 0, month: 0, day: 0 });
        expect(day).toEqual({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
        expect(dayMs(day.year, day.month, day.day)).toBe(Date.UTC(day.year, day.month - 1, day.day));
      })
    );
  });
});
