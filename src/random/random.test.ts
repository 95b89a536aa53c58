import fc from 'fast-check';
import { createRandom, type Random } from './random';

const draw = (random: Random, count: number) => Array.from({ length: count }, () => random.next());
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createRandom', () => {
  it('gives the same numbers for the same seed and stream', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.array(fc.maxSafeInteger(), { maxLength: 3 }), (seed, stream) => {
        expect(draw(createRandom(seed, ...stream), 8)).toEqual(draw(createRandom(seed, ...stream), 8));
      })
    );
  });

  it('gives other numbers for another seed, another stream, or a stream that is longer by a zero', () => {
    const first = [[42], [43], [-42], [42 + 2 ** 32], [42, 0], [42, 1], [42, 0, 0], [0, 42], [42, 2 ** 32]].map(
      ([seed = 0, ...stream]) => createRandom(seed, ...stream).next()
    );
    expect(new Set(first).size).toBe(first.length);
  });

  it('gives streams that start independently of each other', () => {
    const starts = Array.from({ length: 20_000 }, (_, minute) => createRandom(42, minute).next());
    const shifted = starts.slice(1);
    const m = mean(starts);
    const covariance = mean(shifted.map((value, i) => (value - m) * ((starts[i] ?? 0) - m)));
    expect(m).toBeCloseTo(0.5, 1);
    expect(Math.abs(covariance * 12)).toBeLessThan(0.03);
  });

  it('is uniform in [0, 1)', () => {
    const random = createRandom(1);
    const bins = new Uint32Array(16);
    for (let i = 0; i < 160_000; i++) {
      // A value outside [0, 1) falls into no bin, and the bins no longer sum to 160,000.
      const bin = Math.floor(random.next() * 16);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    expect(bins.reduce((sum, count) => sum + count, 0)).toBe(160_000);
    const chiSquare = bins.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(37.7); // 15 degrees of freedom, p = 0.001
  });

  it('gives integers from 0 to n - 1, each of them', () => {
    const random = createRandom(2);
    const seen = new Set(Array.from({ length: 400 }, () => random.int(7)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('gives normal values of mean 0 and variance 1', () => {
    const random = createRandom(3);
    const values = Array.from({ length: 100_000 }, () => random.normal());
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(mean(values.map((value) => value * value))).toBeCloseTo(1, 1);
    expect(mean(values.map((value) => (Math.abs(value) > 1.96 ? 1 : 0)))).toBeCloseTo(0.05, 2);
  });
});
