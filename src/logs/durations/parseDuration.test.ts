import fc from 'fast-check';
import { MAX_RESPONSE_TIME } from '../possibleTimes';
import { asResponseTime, parseDuration } from './parseDuration';

/** A duration as Go writes it: `1h2m3.5s`, `12.5ms`. */
function formatGo(milliseconds: number): string {
  if (milliseconds < 1000) {
    return `${milliseconds}ms`;
  }
  const minutes = Math.floor(milliseconds / 60_000);
  const seconds = (milliseconds - minutes * 60_000) / 1000;
  return (minutes >= 60 ? `${Math.floor(minutes / 60)}h` : '') + (minutes ? `${minutes % 60}m` : '') + `${seconds}s`;
}

describe('parseDuration', () => {
  it.each([
    ['12.5ms', 12.5],
    ['350 ms', 350],
    ['1.5s', 1500],
    ['1m2.3s', 62_300],
    ['1h 2m 3s', 3_723_000],
    ['2h', 7_200_000],
    ['250µs', 0.25],
    ['250μs', 0.25],
    ['250us', 0.25],
    ['1500ns', 0.0015],
    ['.5s', 500],
    ['0', 0],
    ['42 ms ', 42],
    [' 7ms', 7],
    ['1e-05s', 0.01],
    ['1.2e+06ns', 1.2],
  ])('reads %j, as programs write it', (text, milliseconds) => {
    expect(parseDuration(text, 1)).toBeCloseTo(milliseconds, 9);
  });

  it.each([
    ['12.5 milliseconds', 12.5],
    ['2 seconds', 2000],
    ['0.5 sec', 500],
    ['3 secs', 3000],
    ['15 msec', 15],
    ['250 MS', 250],
    ['1.2 S', 1200],
    ['1 minute', 60_000],
    ['2 minutes and 3 seconds', 123_000],
    ['1 min, 3 sec', 63_000],
    ['350 microseconds', 0.35],
    ['3 Sekunden', 3000],
    ['12 millisecondes', 12],
    ['2 segundos', 2000],
    ['15 мс', 15],
    ['3 毫秒', 3],
  ])('reads %j, as people write it', (text, milliseconds) => {
    expect(parseDuration(text, 1)).toBeCloseTo(milliseconds, 9);
  });

  it.each([
    ['PT0.5S', 500],
    ['PT0,75S', 750],
    ['pt1m2s', 62_000],
    ['PT1.5M', 90_000],
    ['P1DT1H', 90_000_000],
    ['P1W', 604_800_000],
    ['00:00:01.5', 1500],
    ['0:00:00.123456', 123.456],
    ['00:00:01,250', 1250],
    ['1 day, 0:00:02', 86_402_000],
    ['1.02:03:04.5', 93_784_500],
  ])('reads %j of ISO 8601, Python, .NET', (text, milliseconds) => {
    expect(parseDuration(text, 1)).toBeCloseTo(milliseconds, 6);
  });

  it.each([
    ['1,234 ms', 1234],
    ['1,234,567 ns', 1.234567],
    ['1,234.5 ms', 1234.5],
    ['12,5 ms', 12.5],
    ['0,123 s', 123],
    ['1.234,5 ms', 1234.5],
    ["1'234 ms", 1234],
    ['1 234 ms', 1234],
    ['12,5', 12.5],
    ['7,25', 7.25],
    ['1,234', 1234],
  ])('distinguishes thousands and decimals in %j', (text, milliseconds) => {
    expect(parseDuration(text, 1)).toBeCloseTo(milliseconds, 9);
  });

  it('takes every comma for decimals where they are known to be written so', () => {
    expect(parseDuration('1,234', 1, true)).toBe(1.234);
    expect(parseDuration('1,234 s', 1, true)).toBe(1234);
  });

  it('reads a bare number in the unit given', () => {
    expect(parseDuration('0.25', 1000)).toBe(250);
    expect(parseDuration('1e3', 1e-6)).toBeCloseTo(0.001, 12);
    expect(parseDuration('1.5e3', 1)).toBe(1500);
  });

  it.each([
    '',
    ' ',
    'abc',
    'ms',
    '12 parsecs',
    '1.2.3ms',
    '-5',
    '-5ms',
    'P',
    'PT',
    'P1Y',
    'Infinity',
    'NaN',
    '1:2',
    '12ms later',
    '5 ms 7',
  ])('gives NaN for %j', (text) => {
    expect(parseDuration(text, 1)).toBeNaN();
  });

  it.each(['9'.repeat(400), `${'9'.repeat(400)}ms`, '1e308', '1e308ms', '1e300s', `PT${'9'.repeat(30)}S`])(
    'is more than any response takes, for the table to count: %s',
    (text) => {
      expect(parseDuration(text, 1)).toBeGreaterThan(MAX_RESPONSE_TIME);
      expect(parseDuration(text, 1000)).toBeGreaterThan(MAX_RESPONSE_TIME);
    }
  );

  it('is a number that is not negative, or NaN, whatever the text', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9.,:e+ dhmsnuPT-]{0,40}$/));
    fc.assert(
      fc.property(text, fc.constantFrom(1e-6, 1, 1000), (duration, unitMs) => {
        const milliseconds = parseDuration(duration, unitMs);
        expect(Number.isNaN(milliseconds) || milliseconds >= 0).toBe(true);
      })
    );
  });

  it('reads back what Go writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400_000_000 }), (tenths) => {
        const milliseconds = tenths / 10;
        expect(parseDuration(formatGo(milliseconds), 1)).toBeCloseTo(milliseconds, 5);
      })
    );
  });
});

describe('asResponseTime', () => {
  it('takes what is negative for none, and leaves what is too long to the table', () => {
    expect([0, 12.5, -1, NaN, Infinity, 1e12].map(asResponseTime)).toEqual([0, 12.5, NaN, NaN, Infinity, 1e12]);
  });
});
