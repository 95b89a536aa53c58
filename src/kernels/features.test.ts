import fc from 'fast-check';
import { quantile } from '../analysis/statistics/quantile';
import { put, withFeatureKernel } from './features';

interface Period {
  from: number;
  to: number;
  score: number;
}

/** All stretches that `nextHighPeriod` gives, one after the other. */
function highPeriods(scores: Float64Array, drop: number): Period[] {
  return withFeatureKernel((kernel) => {
    const at = put(kernel, scores);
    const period = put(kernel, new Uint8Array(16));
    const periods: Period[] = [];
    while (kernel.nextHighPeriod(at, scores.length, drop, period)) {
      const view = new DataView(kernel.memory.buffer, period);
      periods.push({ from: view.getInt32(0, true), to: view.getInt32(4, true), score: view.getFloat64(8, true) });
    }
    return periods;
  });
}

const median = (values: Float64Array): number =>
  withFeatureKernel((kernel) => kernel.medianInPlace(put(kernel, values), values.length));

const sumOf = (scores: readonly number[]) => scores.reduce((sum, score) => sum + score, 0);

describe('nextHighPeriod', () => {
  it('gives the stretches that add up', () => {
    const scores = Float64Array.of(-1, 2, -1, 3, -9, 0, 1, 1, -4);
    expect(highPeriods(scores, 100)).toEqual([
      { from: 1, to: 4, score: 4 },
      { from: 6, to: 8, score: 2 },
    ]);
  });

  it('does not reach over a calm that costs more than the drop', () => {
    const scores = Float64Array.of(9, 9, -1, -1, -1, -1, 9, -1, 9);
    expect(highPeriods(scores, 100)).toEqual([{ from: 0, to: 9, score: 31 }]);
    expect(highPeriods(scores, 3)).toEqual([
      { from: 0, to: 2, score: 18 },
      { from: 6, to: 9, score: 17 },
    ]);
  });

  it('gives stretches that do not overlap, begin and end high, and never fall by more than the drop', () => {
    const inputs = fc.tuple(
      fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 20 })
    );
    fc.assert(
      fc.property(inputs, ([scores, drop]) => {
        let end = 0;
        let covered = 0;
        for (const { from, to, score } of highPeriods(Float64Array.from(scores), drop)) {
          expect(from).toBeGreaterThanOrEqual(end);
          end = to;
          const own = scores.slice(from, to);
          expect(score).toBe(sumOf(own));
          covered += own.filter((value) => value > 0).length;
          let peak = 0;
          own.forEach((_, i) => {
            const sum = sumOf(own.slice(0, i + 1));
            expect(sum).toBeGreaterThanOrEqual(0);
            expect(sumOf(own.slice(i))).toBeGreaterThan(0);
            expect(peak - sum).toBeLessThanOrEqual(drop);
            peak = Math.max(peak, sum);
          });
        }
        expect(covered).toBe(scores.filter((value) => value > 0).length);
      })
    );
  });
});

describe('medianInPlace', () => {
  it('ends for any values, though some are NaN or infinite', () => {
    const anything = fc.array(fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, 5e-324, 0)), {
      minLength: 17,
      maxLength: 300,
    });
    fc.assert(
      fc.property(anything, (values) => {
        const sample = Float64Array.from(values);
        expect(typeof median(sample)).toBe('number');
      })
    );
    const allNaN = new Float64Array(100).fill(NaN);
    expect(median(allNaN)).toBeNaN();
  });

  it("gives statistics/quantile's median", () => {
    const values = fc.oneof(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 200 }),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 200 })
    );
    fc.assert(
      fc.property(values, (given) => {
        const sample = Float64Array.from(given);
        // 0 and -0 are as good as each other.
        expect(median(sample) + 0).toBe(quantile(sample, 0.5) + 0);
      })
    );
  });

  it('gives NaN for no values', () => {
    expect(median(new Float64Array())).toBeNaN();
  });
});

describe('withFeatureKernel', () => {
  it('gives back what was allocated: the next work has the same kernel and the same room', () => {
    const room = () => withFeatureKernel((kernel) => ({ kernel, at: kernel.allocate(1000) }));
    const first = room();
    const second = room();
    expect(second.kernel).toBe(first.kernel);
    expect(second.at).toBe(first.at);
  });
});
