import fc from 'fast-check';
import { mean, standardDeviation } from 'simple-statistics';
import { rollingSigma } from './rollingSigma';

const numbers = (length: number) =>
  fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 3, maxLength: length });

describe('rollingSigma', () => {
  it('gives the mean and three standard deviations of the values before, within the window', () => {
    fc.assert(
      fc.property(numbers(60), fc.integer({ min: 2, max: 20 }), (values, window) => {
        const { mean: means, upper } = rollingSigma(values, window);
        for (let i = 2; i < values.length; i++) {
          const before = values.slice(Math.max(0, i - window), i);
          expect(means[i]).toBeCloseTo(mean(before), 5);
          expect(upper[i]).toBeCloseTo(mean(before) + 3 * standardDeviation(before), 2);
        }
      }),
      { numRuns: 50 }
    );
  });

  it('has no threshold before there are two values, and passes over gaps', () => {
    expect(Array.from(rollingSigma([1, NaN, 3, NaN, 0]).upper)).toEqual([NaN, NaN, NaN, 5, 5]);
  });

  it('keeps its digits where values are large and close together', () => {
    const values = Array.from({ length: 2000 }, (_, i) => 1e9 + (i % 2));
    const { mean: means, upper } = rollingSigma(values);
    expect(upper[1999] - means[1999]).toBeCloseTo(1.5, 4);
  });
});
