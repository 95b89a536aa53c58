import fc from 'fast-check';
import { parseDuration } from './duration';

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
    ['2h', 7_200_000],
    ['250µs', 0.25],
    ['250us', 0.25],
    ['1500ns', 0.0015],
    ['PT0.5S', 500],
    ['PT1M2S', 62_000],
    ['P1DT1H', 90_000_000],
    ['00:00:01.5', 1500],
    ['.5s', 500],
    ['0', 0],
  ])('reads %s', (text, milliseconds) => {
    expect(parseDuration(text, 1)).toBeCloseTo(milliseconds, 9);
  });

  it('reads a bare number in the unit given', () => {
    expect(parseDuration('0.25', 1000)).toBe(250);
    expect(parseDuration('1e3', 1e-6)).toBeCloseTo(0.001, 12);
  });

  it.each(['', 'abc', 'ms', '12 parsecs', '1.2.3ms', '-5', '-5ms', 'P', 'PT', 'Infinity', '1:2', '12ms later'])(
    'gives NaN for %j',
    (text) => {
      expect(parseDuration(text, 1)).toBeNaN();
    }
  );

  it('reads back what Go writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400_000_000 }), (tenths) => {
        const milliseconds = tenths / 10;
        expect(parseDuration(formatGo(milliseconds), 1)).toBeCloseTo(milliseconds, 5);
      })
    );
  });
});
