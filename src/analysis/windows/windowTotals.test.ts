import fc from 'fast-check';
import { quantile } from '../statistics/quantile';
import { quantileOfCounts } from './windowTotals';

/** Two significant digits, as a store rounds. */
function counted(values: readonly number[]): { values: Float64Array; counts: Float64Array } {
  const counts = new Map<number, number>();
  for (const value of values) {
    const rounded = Number(value.toPrecision(2));
    counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => a[0] - b[0]);
  return {
    values: Float64Array.from(sorted, ([value]) => value),
    counts: Float64Array.from(sorted, ([, count]) => count),
  };
}

describe('quantileOfCounts', () => {
  it('is within two digits of the exact quantile', () => {
    const someValues = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(someValues, fc.constantFrom(0, 0.5, 0.95, 0.99, 1), (values, q) => {
        const { values: rounded, counts } = counted(values);
        const exact = quantile(Float64Array.from(values), q);
        expect(Math.abs(quantileOfCounts(rounded, counts, q) / exact - 1)).toBeLessThan(0.11);
      })
    );
  });

  it('takes values that round to the same to lie evenly between those that do not', () => {
    const values = Float64Array.of(120);
    const counts = Float64Array.of(101);
    expect(quantileOfCounts(values, counts, 0.5)).toBeCloseTo(120, 9);
    expect(quantileOfCounts(values, counts, 0)).toBeCloseTo(115.05, 2);
    expect(quantileOfCounts(values, counts, 1)).toBeCloseTo(124.95, 2);
  });

  it('leaves a response time of 0 at 0', () => {
    expect(quantileOfCounts(Float64Array.of(0), Float64Array.of(3), 0.95)).toBe(0);
  });
});
