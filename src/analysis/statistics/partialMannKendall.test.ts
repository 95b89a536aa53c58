import fc from 'fast-check';
import { createRandom, type Random } from '../../random/random';
import { partialMannKendall } from './partialMannKendall';

const DAY = 24;
const ALPHA = 0.05;
const CONSTANT = () => 1;

type Series = (random: Random) => (hour: number) => number;

/** The share of 200 series of so many hours in which a trend is found. */
function found(hours: number, series: Series, load: (hour: number) => number = CONSTANT): number {
  const runs = Array.from({ length: 200 }, (_, seed) => {
    const at = series(createRandom(seed));
    const values = Float64Array.from({ length: hours }, (__, hour) => at(hour));
    return partialMannKendall(
      values,
      Float64Array.from({ length: hours }, (__, hour) => load(hour))
    );
  });
  return runs.filter(({ pValue }) => pValue < ALPHA).length / runs.length;
}

const noise: Series = (random) => () => random.normal();
const traffic = (hour: number) => 2 + Math.sin(((hour - 8) / DAY) * 2 * Math.PI);

describe('partialMannKendall', () => {
  it.each([6, 24, 72, 168])('finds a trend in noise of %d hours about as often as it says', (hours) => {
    expect(found(hours, noise)).toBeLessThan(2 * ALPHA);
    expect(found(hours, noise, traffic)).toBeLessThan(2 * ALPHA);
  });

  it.each([6, 12, 24, 36, 168])('finds none in values that follow the covariate for %d hours', (hours) => {
    const following: Series = (random) => (hour) => 3 * traffic(hour) + 0.5 * random.normal();
    expect(found(hours, following, traffic)).toBeLessThan(2 * ALPHA);
  });

  it('finds one beside the covariate, which hides it', () => {
    const rising: Series = (random) => (hour) => 3 * traffic(hour) + (0.6 * hour) / 72 + 0.3 * random.normal();
    expect(found(72, rising, traffic)).toBeGreaterThan(0.9);
    expect(found(72, rising)).toBeLessThan(0.1);
  });

  it('finds a trend as large as the noise within a day', () => {
    expect(found(24, (random) => (hour) => (2 * hour) / 24 + random.normal())).toBeGreaterThan(0.6);
  });

  it('is not misled much by values that stay high or low for hours', () => {
    const remembering: Series = (random) => {
      let value = 0;
      return () => (value = 0.7 * value + random.normal());
    };
    expect(found(168, remembering)).toBeLessThan(0.2);
  });

  it('is the plain test, but for its correction for continuity, where the covariate is constant', () => {
    // S = 20, variance 8 * 7 * 21 / 18 = 65.3
    const { s, pValue } = partialMannKendall(Float64Array.of(3, 1, 2, 5, 4, 7, 6, 8), new Float64Array(8).fill(1));
    expect(s).toBe(20);
    expect(pValue).toBeCloseTo(0.0133, 3);
  });

  it('corrects the variance for ties as the plain test does', () => {
    // Ties of 3 and 2 in 6: variance 23.67; S = 11, z = 2.261
    const { s, pValue } = partialMannKendall(Float64Array.of(1, 1, 1, 2, 2, 3), new Float64Array(6));
    expect(s).toBe(11);
    expect(pValue).toBeCloseTo(0.0238, 3);
  });

  it('knows no trend of too few or of equal values, nor of what the covariate explains wholly', () => {
    expect(partialMannKendall(new Float64Array(0), new Float64Array(0))).toEqual({ s: 0, pValue: 1 });
    expect(partialMannKendall(Float64Array.of(1, 2, 3), Float64Array.of(1, 1, 1)).pValue).toBe(1);
    expect(partialMannKendall(new Float64Array(100).fill(0.5), new Float64Array(100)).pValue).toBe(1);
    const steps = Float64Array.from({ length: 24 }, (_, i) => i);
    expect(partialMannKendall(steps, steps).pValue).toBe(1);
  });

  it('gives the mirror image of what goes the other way, whatever the values', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 30 });
    fc.assert(
      fc.property(pairs, (rows) => {
        const values = Float64Array.from(rows, ([value]) => value);
        const covariate = Float64Array.from(rows, ([, other]) => other);
        const test = partialMannKendall(values, covariate);
        const mirrored = partialMannKendall(
          values.map((value) => -value),
          covariate
        );
        expect(test.pValue).toBeGreaterThanOrEqual(0);
        expect(test.pValue).toBeLessThanOrEqual(1);
        expect(mirrored.s).toBeCloseTo(-test.s, 9);
        expect(mirrored.pValue).toBeCloseTo(test.pValue, 9);
      })
    );
  });
});
