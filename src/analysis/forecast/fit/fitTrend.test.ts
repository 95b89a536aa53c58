import fc from 'fast-check';
import { createRandom } from '../../../random/random';
import { chanceOfLine, chanceOfRise } from './chance';
import { crossingOf } from './crossing';
import { type Points } from './points';
import { risingTrend } from './fitTrend';

/** A value a minute, the newest now. */
const pointsOf = (values: readonly number[]): Points => ({
  minutes: Float64Array.from(values, (_, i) => i + 1 - values.length),
  values: Float64Array.from(values),
});

describe('chanceOfRise', () => {
  it('is one in n! for n values that rise all the way, and 1 for those that fall', () => {
    expect(chanceOfRise(Float64Array.of(1, 2, 3, 4, 5))).toBeCloseTo(1 / 120, 12);
    expect(chanceOfRise(Float64Array.of(5, 4, 3, 2, 1))).toBeCloseTo(1, 12);
  });

  it('is the share of all orders that rise as steadily', () => {
    // Of the 24 orders of four values, 1 has no inversion and 3 have one.
    expect(chanceOfRise(Float64Array.of(1, 2, 4, 3))).toBeCloseTo(4 / 24, 12);
  });

  it('takes equal values for no rise', () => {
    expect(chanceOfRise(new Float64Array(20).fill(7))).toBeGreaterThan(0.4);
  });
});

describe('chanceOfLine', () => {
  it('is small where a few values lie on a line, far below what their order alone can say', () => {
    const line = pointsOf([80, 82, 84, 86, 88]);
    expect(chanceOfLine(line)).toBeLessThan(1e-3);
    expect(chanceOfLine(line)).toBeLessThan(chanceOfRise(line.values) / 10);
  });

  it('is that of the t-test of a slope', () => {
    // r = 0.3 / sqrt(0.2 * 0.7) = 0.8018, so that t = r sqrt(2 / (1 - r^2)) = 1.897 with 2 degrees of freedom.
    expect(chanceOfLine(pointsOf([1, 3, 2, 4]))).toBeCloseTo(0.1, 2);
  });

  it('says nothing of what falls or stays', () => {
    expect(chanceOfLine(pointsOf([5, 4, 3, 2, 1]))).toBe(1);
    expect(chanceOfLine(pointsOf([7, 7, 7, 7, 7]))).toBe(1);
  });

  it('counts once what is said twice', () => {
    const twice = { minutes: Float64Array.of(-20, -19.9, -10, -9.9, 0), values: Float64Array.of(80, 80, 85, 85, 91) };
    const once = { minutes: Float64Array.of(-20, -10, 0), values: Float64Array.of(80, 85, 91) };
    expect(chanceOfLine(twice)).toBe(chanceOfLine(once));
  });

  it('is below a hundredth for one in a hundred of noise', () => {
    const found = Array.from({ length: 2000 }, (_, seed) => {
      const random = createRandom(seed);
      return chanceOfLine(pointsOf(Array.from({ length: 5 }, () => random.normal())));
    }).filter((chance) => chance < 0.01);
    expect(found.length).toBeGreaterThan(10);
    expect(found.length).toBeLessThan(32);
  });
});

describe('risingTrend', () => {
  it('is the line that goes on now, whatever was before', () => {
    const values = Array.from({ length: 120 }, (_, i) => (i < 60 ? 40 + (i % 3) : 40 + (i - 60)));
    const trend = risingTrend(pointsOf(values));
    expect(trend?.slope).toBeGreaterThan(0.85);
    expect(Math.abs((trend?.level ?? 0) - 99)).toBeLessThan(2);
  });

  it('is not moved by a few values that are far off', () => {
    const trend = risingTrend(pointsOf(Array.from({ length: 40 }, (_, i) => (i % 11 === 5 ? 0 : 30 + i))));
    expect(trend?.slope).toBeCloseTo(1, 1);
  });

  it('is none for a jump, for a fall, or for too few values', () => {
    const jump = Array.from({ length: 40 }, (_, i) => (i < 20 ? 10 : 80) + (i % 4));
    expect(risingTrend(pointsOf(jump))).toBeUndefined();
    expect(risingTrend(pointsOf(Array.from({ length: 40 }, (_, i) => 90 - i)))).toBeUndefined();
    expect(risingTrend(pointsOf([1, 2, 3, 4, 5]))).toBeUndefined();
  });

  it('is found from five values along a line, where they are exact', () => {
    const values = pointsOf([80, 83, 86, 88, 91]);
    expect(risingTrend(values, { isExact: true })?.slope).toBeCloseTo(2.75, 1);
    expect(risingTrend(values)).toBeUndefined();
    expect(risingTrend(pointsOf([83, 86, 88, 91]), { isExact: true })).toBeUndefined();
    expect(risingTrend(pointsOf([80, 80, 80, 91, 91]), { isExact: true })).toBeUndefined();
  });

  it('is not found from a few values over a day, in which the hour moves them too', () => {
    const { values } = pointsOf([80, 83, 86, 88, 91]);
    const over = (minutes: number) => ({
      minutes: Float64Array.from(values, (_, i) => ((i - 4) / 4) * minutes),
      values,
    });
    expect(risingTrend(over(5 * 60), { isExact: true })).toBeDefined();
    expect(risingTrend(over(20 * 60), { isExact: true })).toBeUndefined();
  });

  it('is none for noise, but for one in a hundred at most', () => {
    const found = Array.from({ length: 300 }, (_, seed) => {
      const random = createRandom(seed);
      return risingTrend(pointsOf(Array.from({ length: 100 }, () => random.normal())));
    }).filter((trend) => trend !== undefined);
    expect(found.length).toBeLessThanOrEqual(3);
  });
});

describe('crossingOf', () => {
  it('has the time that a line reaches its limit', () => {
    const trend = risingTrend(pointsOf(Array.from({ length: 30 }, (_, i) => 20 + 2 * i)));
    const crossing = trend && crossingOf(trend, 100);
    expect(crossing?.expected).toBeCloseTo((100 - 78) / 2, 6);
  });

  it('is none for a limit that is reached already', () => {
    const trend = risingTrend(pointsOf(Array.from({ length: 30 }, (_, i) => 20 + 2 * i)));
    expect(trend && crossingOf(trend, 70)).toBeUndefined();
  });

  it('lies in order, and the interval grows with the noise', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.1, max: 3, noNaN: true }), (seed, noise) => {
        const random = createRandom(seed);
        const trend = risingTrend(pointsOf(Array.from({ length: 60 }, (_, i) => i + noise * random.normal())));
        const crossing = trend && crossingOf(trend, 100);
        const surer = trend && crossingOf({ ...trend, sigma: trend.sigma / 2 }, 100);
        expect(crossing && surer).toBeDefined();
        if (crossing && surer) {
          expect(crossing.earliest).toBeGreaterThanOrEqual(0);
          expect(crossing.earliest).toBeLessThanOrEqual(crossing.expected);
          expect(crossing.latest).toBeGreaterThanOrEqual(crossing.expected);
          expect(surer.latest - surer.earliest).toBeLessThan(crossing.latest - crossing.earliest);
        }
      }),
      // Draws are fixed: in one of 3,000 series the noise hides that they rise to the end.
      { numRuns: 50, seed: 1 }
    );
  });
});
