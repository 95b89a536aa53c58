import { DAY, HOUR, MINUTE, SECOND } from '../time/units';
import { briefDuration, duration } from './durations';

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

it.each([
  [0, '0 min'],
  [20 * MINUTE, '20 min'],
  [HOUR, '1 h'],
  [90 * MINUTE, '1 h 30 min'],
  [DAY + 59.9 * SECOND, '1 d 1 min'],
])('%d ms are %s in symbols', (ms, text) => {
  expect(briefDuration(ms)).toBe(text);
});
