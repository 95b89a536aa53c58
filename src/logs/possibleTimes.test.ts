import fc from 'fast-check';
import { dropImpossible, dropImpossibleSums, MAX_RESPONSE_TIME } from './possibleTimes';

describe('dropImpossible', () => {
  it('makes what is infinite, negative or longer than 100 years unknown, and says where', () => {
    const times = Float64Array.of(12, Infinity, -1, NaN, 1.7e308, MAX_RESPONSE_TIME, 0);
    expect(dropImpossible(times)).toEqual([1, 2, 4]);
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

describe('dropImpossibleSums', () => {
  it('leaves out windows whose sum or percentile cannot be, and counts their response times', () => {
    const sums = {
      responses: Uint32Array.of(2, 3, 4, 5, 6, 0),
      responseSum: Float64Array.of(20, 3 * MAX_RESPONSE_TIME + 1e6, 40, -1, 40, 0),
      responseP95: Float64Array.of(12, 12, 1e300, 12, -5, NaN),
    };
    expect(dropImpossibleSums(sums)).toBe(18);
    expect(sums).toEqual({
      responses: Uint32Array.of(2, 0, 0, 0, 0, 0),
      responseSum: Float64Array.of(20, 0, 0, 0, 0, 0),
      responseP95: Float64Array.of(12, NaN, NaN, NaN, NaN, NaN),
    });
  });
});
