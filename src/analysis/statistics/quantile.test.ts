import fc from 'fast-check';
import { quantile, quantileInPlace, quantilesInPlace } from './quantile';

/** numpy's default, by sorting. */
function bySorting(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = q * (sorted.length - 1);
  const lower = sorted[Math.floor(rank)];
  const upper = sorted[Math.ceil(rank)];
  return lower + (upper - lower) * (rank - Math.floor(rank));
}

describe('quantile', () => {
  it('interpolates between ranks as numpy does', () => {
    expect(quantile(Float64Array.of(1, 2, 3, 4), 0.5)).toBe(2.5);
    expect(quantile(Float64Array.of(10, 20), 0.95)).toBeCloseTo(19.5, 12);
    expect(quantile(Float64Array.of(7), 0.95)).toBe(7);
  });

  it('gives NaN for no values', () => {
    expect(quantile(new Float64Array(0), 0.5)).toBeNaN();
  });

  it('gives what sorting gives, for any values and ties', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (v, q) => {
          expect(quantile(Float64Array.from(v), q)).toBeCloseTo(bySorting(v, q), 6);
        }
      )
    );
  });

  it('looks at the part that it is given, and reorders only that', () => {
    const values = Float64Array.of(9, 3, 1, 2, 0);
    expect(quantileInPlace(values, 0.5, 1, 4)).toBe(2);
    expect([values[0], values[4]]).toEqual([9, 0]);
  });

  it('gives several at once as one after the other', () => {
    const qs = [0, 0.5, 0.5, 0.95, 0.99, 1];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 200 }), (v) => {
        const values = Float64Array.from([-1, ...v, 99]);
        expect(quantilesInPlace(values, qs, 1, v.length + 1)).toEqual(qs.map((q) => quantile(Float64Array.from(v), q)));
      })
    );
  });
});
