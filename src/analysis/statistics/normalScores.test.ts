import { createRandom } from '../../random/random';
import { logBin, normalScores } from './normalScores';

/** Scores among the values given. */
function scorerOf(values: readonly number[]): (value: number) => number {
  const bins = values.map(logBin);
  const first = bins.reduce((least, bin) => Math.min(least, bin), Infinity);
  const last = bins.reduce((most, bin) => Math.max(most, bin), -Infinity);
  const counts = new Uint32Array(last - first + 1);
  bins.forEach((bin) => counts[bin - first]++);
  const score = normalScores(counts, first);
  return (value) => score(logBin(value));
}

const logNormal = (scale: number, sigma: number, count = 20_000) => {
  const random = createRandom(7);
  return Array.from({ length: count }, () => scale * Math.exp(sigma * random.normal()));
};

describe('bins of values', () => {
  it('are of equal ratio, whatever the unit, and have an end', () => {
    expect(logBin(200) - logBin(100)).toBe(16);
    expect(logBin(0.02) - logBin(0.01)).toBe(16);
    expect(logBin(0)).toBe(logBin(1e-300));
    expect(logBin(1e300)).toBe(logBin(1e20));
  });
});

describe('normal scores', () => {
  it.each([0.3, 1, 2])('are standard deviations of the logarithm, of log-normal values (sigma %d)', (sigma) => {
    const score = scorerOf(logNormal(100, sigma));
    for (const z of [-1, 0, 1, 2, 3, 4, 5]) {
      expect(Math.abs(score(100 * Math.exp(z * sigma)) - z)).toBeLessThan(0.25);
    }
  });

  it('ascend with the value, up to 6', () => {
    const score = scorerOf(logNormal(100, 1));
    const scores = [1e-9, 1, 10, 100, 300, 1000, 3000, 1e4, 1e9].map(score);
    expect([...scores].sort((a, b) => a - b)).toEqual(scores);
    expect(score(1e300)).toBe(6);
  });

  it('are 0 for values that are all the same, and high for what is twice as much', () => {
    const score = scorerOf([100, 100, 100, 100]);
    expect(score(100)).toBeCloseTo(0);
    expect(score(200)).toBeGreaterThan(4);
  });

  it('are high for a few values far above the others, though their ranks are no further than those of others', () => {
    const score = scorerOf([...logNormal(100, 0.5, 980), ...Array.from({ length: 20 }, () => 10_000)]);
    expect(score(10_000)).toBeGreaterThan(4);
  });
});
