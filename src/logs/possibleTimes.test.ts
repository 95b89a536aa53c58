import fc from 'fast-check';
import { dropImpossible, MAX_RESPONSE_TIME } from './possibleTimes';

describe('dropImpossible', () => {
  it('makes what is infinite, negative or longer than 100 years unknown, and counts it', () => {
    const times = Float64Array.of(12, Infinity, -1, NaN, 1.7e308, MAX_RESPONSE_TIME, 0);
    expect(dropImpossible(times)).toBe(3);
    expect([...times]).toEqual([12, NaN, NaN, NaN, NaN, MAX_RESPONSE_TIME, 0]);
  });

  it('leaves times whose sums and squares are finite, whatever came', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (values) => {
        const times = Float64Array.from(values);
        dropImpossible(times);
        const known = times.filter((value) => !Number.isNaN(value));
        expect(known.reduce((sum, value) => sum + value * value, 0)).toBeLessThan(Infinity);
      })
    );
  });
});
