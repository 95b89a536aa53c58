import { DAY, HOUR, MINUTE, SECOND } from '../time/units';
import { duration } from './durations';

describe('a duration', () => {
  it.each([
    [0, '0 milliseconds'],
    [1, '1 millisecond'],
    [250, '250 milliseconds'],
    [SECOND, '1 second'],
    [1.5 * SECOND, '1.5 seconds'],
    [90 * SECOND, '90 seconds'],
    [MINUTE, '1 minute'],
    [2.5 * MINUTE, '2.5 minutes'],
    [18.4 * MINUTE, '18 minutes'],
    [HOUR, '1 hour'],
    [90 * MINUTE, '90 minutes'],
    [3.5 * HOUR, '3.5 hours'],
    [DAY, '1 day'],
    [36 * HOUR, '36 hours'],
    [7 * DAY, '7 days'],
  ])('of %d ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
