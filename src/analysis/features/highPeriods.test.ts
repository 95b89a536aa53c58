import fc from 'fast-check';
import { highPeriods } from './highPeriods';

const sumOf = (scores: readonly number[]) => scores.reduce((sum, score) => sum + score, 0);

describe('highPeriods', () => {
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
