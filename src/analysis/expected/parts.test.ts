import fc from 'fast-check';
import { mean, standardDeviation } from 'simple-statistics';
import { LogHistogram } from './logHistogram';
import { RecentMaximum } from './recentMaximum';
import { rollingSigma } from './rollingSigma';
import { Tail } from './deviationDistribution';

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

describe('LogHistogram', () => {
  const magnitudes = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true })), {
    minLength: 1,
    maxLength: 100,
  });

  it('counts those above a magnitude, to within its bin of 5%', () => {
    fc.assert(
      fc.property(magnitudes, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (values, limit) => {
        const histogram = new LogHistogram();
        values.forEach((value) => histogram.add(value));
        const above = (bound: number) => values.filter((value) => value > bound).length;
        expect(histogram.total).toBe(values.length);
        expect(histogram.countAbove(limit)).toBeLessThanOrEqual(above(limit / 1.06));
        expect(histogram.countAbove(limit)).toBeGreaterThanOrEqual(above(limit * 1.06));
      })
    );
  });

  it('gives the magnitude that so many are above', () => {
    const histogram = new LogHistogram();
    Array.from({ length: 1000 }, (_, i) => histogram.add(i + 1));
    const { magnitude, above, meanLogExcess } = histogram.upper(100);
    expect(magnitude / 900).toBeCloseTo(1, 1);
    expect(above / 100).toBeCloseTo(1, 0);
    const tail = Array.from({ length: 1000 }, (_, i) => i + 1).filter((value) => value > magnitude);
    expect(meanLogExcess).toBeCloseTo(mean(tail.map((value) => Math.log(value / magnitude))), 1);
  });

  it('gives 0 where all are zeros', () => {
    const histogram = new LogHistogram();
    [0, 0, 0].forEach((value) => histogram.add(value));
    expect(histogram.upper(1)).toEqual({ magnitude: 0, above: 0, meanLogExcess: 0 });
  });
});

describe('Tail', () => {
  /** A Pareto distribution with P(X > x) = x^-2 from 1 on. */
  const pareto = () => {
    const tail = new Tail();
    for (let i = 0; i < 20_000; i++) {
      tail.add((1 - (i + 0.5) / 20_000) ** -0.5);
    }
    return tail;
  };

  it.each([2, 5, 20, 300, 10_000])(
    'tells the probability of a deviation of %d, beyond the largest seen too',
    (size) => {
      expect(pareto().surprise(size)).toBeCloseTo(2 * Math.log10(size), 0);
    }
  );

  it.each([0.3, 1, 2, 3, 6])('gives the size whose surprise is %d', (surprise) => {
    const tail = pareto();
    expect(Math.abs(tail.surprise(tail.sizeAt(surprise, 1)) - surprise)).toBeLessThan(0.1);
  });

  it('is larger for larger deviations to the same side', () => {
    fc.assert(
      fc.property(
        numbers(100),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        (values, size, times) => {
          const tail = new Tail();
          values.forEach((value) => tail.add(value));
          for (const sign of [1, -1]) {
            expect(tail.surprise(sign * size * times)).toBeGreaterThanOrEqual(tail.surprise(sign * size) - 1e-9);
          }
        }
      )
    );
  });

  it('calls three times what one in ten goes beyond an outlier, zeros aside, and nothing before it knows', () => {
    const tail = new Tail();
    expect(tail.outlierSize(1)).toBe(Infinity);
    for (let i = 1; i <= 100; i++) {
      tail.add(i);
      tail.add(0);
    }
    expect(tail.outlierSize(1) / 270).toBeCloseTo(1, 1);
    expect(tail.outlierSize(-1)).toBe(Infinity);
  });

  it('judges each side by its own', () => {
    const tail = new Tail();
    for (let i = 1; i <= 500; i++) {
      tail.add(i);
      tail.add(-i / 100);
    }
    expect(tail.surprise(100)).toBeLessThan(1);
    expect(tail.surprise(-100)).toBeGreaterThan(5);
  });
});

describe('RecentMaximum', () => {
  it('is the largest of the values since a time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 100 }), fc.integer({ min: 1, max: 10 }), (values, width) => {
        const recent = new RecentMaximum(10);
        values.forEach((value, time) => {
          const before = values.slice(Math.max(0, time - width), time);
          expect(recent.since(time - width)).toBe(before.reduce((most, one) => Math.max(most, one), 0));
          recent.add(time, value);
        });
      })
    );
  });
});
