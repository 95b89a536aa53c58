import fc from 'fast-check';
import { maximalSegments } from './segments';

/** Ruzzo and Tompa's definition: the best segment, then the best to its left and to its right, and so on. */
function naive(scores: readonly number[], offset = 0): Array<{ from: number; to: number; score: number }> {
  let best = { from: 0, to: 0, score: 0 };
  for (let from = 0; from < scores.length; from++) {
    let score = 0;
    for (let to = from + 1; to <= scores.length; to++) {
      score += scores[to - 1];
      // Of two as good the one that can not be shortened, the first in time.
      if (score > best.score) {
        best = { from, to, score };
      } else if (score === best.score && score > 0 && from >= best.from && to <= best.to) {
        best = { from, to, score };
      }
    }
  }
  if (best.score === 0) {
    return [];
  }
  const { from, to, score } = best;
  return [
    ...naive(scores.slice(0, from), offset),
    { from: offset + from, to: offset + to, score },
    ...naive(scores.slice(to), offset + to),
  ];
}

describe('maximalSegments', () => {
  it("gives the paper's example", () => {
    const scores = Float64Array.of(4, -5, 3, -3, 1, 2, -2, 2, -2, 1, 5);
    expect(maximalSegments(scores)).toEqual([
      { from: 0, to: 1, score: 4 },
      { from: 2, to: 3, score: 3 },
      { from: 4, to: 11, score: 7 },
    ]);
  });

  it('gives what the definition gives', () => {
    // Sums of different powers of two are never equal, so that the best segment is one alone.
    const distinct = fc
      .uniqueArray(fc.nat({ max: 24 }), { maxLength: 12 })
      .chain((powers) =>
        fc.tuple(fc.constant(powers), fc.array(fc.boolean(), { minLength: powers.length, maxLength: powers.length }))
      )
      .map(([powers, signs]) => powers.map((power, i) => (signs[i] ? 1 : -1) * 2 ** power));
    fc.assert(
      fc.property(distinct, (scores) => {
        expect(maximalSegments(Float64Array.from(scores))).toEqual(naive(scores));
      }),
      { numRuns: 300 }
    );
  });

  it('gives none where nothing is above 0', () => {
    expect(maximalSegments(Float64Array.of(-1, 0, -2))).toEqual([]);
    expect(maximalSegments(new Float64Array(0))).toEqual([]);
  });
});
