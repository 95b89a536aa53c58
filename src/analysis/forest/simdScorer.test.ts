import fc from 'fast-check';
import { createRandom } from '../../random/random';
import { type IsolationForest } from './forest';
import { generalScorer } from './generalScorer';
import { fitForest } from './isolationForest';
import { simdScorer } from './simdScorer';

function randomColumns(rows: number, features: number, seed: number): Float32Array[] {
  return Array.from({ length: features }, (_, f) => {
    const random = createRandom(seed, f);
    const kind = random.int(4);
    return Float32Array.from({ length: rows }, () =>
      kind === 0
        ? random.int(3)
        : kind === 1
          ? random.normal()
          : kind === 2
            ? 1e30 * random.normal()
            : random.next() ** 9
    );
  });
}

const forestOf = (columns: Float32Array[], maxSamples: number | 'auto', nEstimators = 30): IsolationForest =>
  fitForest(columns, { nEstimators, maxSamples, seed: 5 });

describe('simdScorer', () => {
  it('adds to the bit what generalScorer adds', () => {
    const inputs = fc.record({
      rows: fc.integer({ min: 1, max: 600 }),
      features: fc.integer({ min: 1, max: 16 }),
      seed: fc.nat(),
      maxSamples: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(inputs, ({ rows, features, seed, maxSamples }) => {
        const columns = randomColumns(rows, features, seed);
        const forest = forestOf(columns, maxSamples);
        const expected = new Float64Array(rows);
        generalScorer(forest)(columns, 0, expected);
        const depths = new Float64Array(rows);
        simdScorer(forest)?.(columns, 0, depths);
        expect(depths).toEqual(expected);
      }),
      { numRuns: 40 }
    );
  });

  it('does so for values on a threshold, just beside it, and without bounds', () => {
    const columns = randomColumns(500, 3, 1);
    const forest = forestOf(columns, 'auto');
    const values = forest.trees.flatMap(({ threshold }) => [...threshold, ...threshold.map((t) => t * (1 + 2e-7))]);
    const probes = columns.map(() => Float32Array.from([...values, Infinity, -Infinity, 0]).slice(-1000));
    const expected = new Float64Array(probes[0].length);
    generalScorer(forest)(probes, 0, expected);
    const depths = new Float64Array(probes[0].length);
    simdScorer(forest)?.(probes, 0, depths);
    expect(depths).toEqual(expected);
  });

  it('leaves deeper trees and more features to generalScorer', () => {
    expect(simdScorer(forestOf(randomColumns(2000, 4, 1), 2000))).toBeUndefined();
    expect(simdScorer(forestOf(randomColumns(100, 17, 1), 'auto'))).toBeUndefined();
    expect(simdScorer(forestOf(randomColumns(2000, 16, 1), 'auto'))).toBeDefined();
  });
});
