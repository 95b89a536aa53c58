import fc from 'fast-check';
import { createRandom } from '../../random/random';
import { type IsolationForest, type IsolationTree, type Scorer } from './forest';
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

/** A tree that asks one question: its path length is 1 above the threshold, else 0. */
function stump(threshold: number): IsolationTree {
  return {
    depth: 1,
    feature: Uint16Array.of(0, 0, 0),
    threshold: Float64Array.of(threshold, Infinity, Infinity),
    child: Uint32Array.of(1, 1, 2),
    pathLength: Float64Array.of(0.5, 0, 1),
  };
}

function scored(scorer: Scorer | undefined, columns: Float32Array[]): Float64Array {
  const depths = new Float64Array(columns[0].length);
  scorer?.(columns, depths, proceed);
  return depths;
}

const proceed = () => undefined;

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
        generalScorer(forest)(columns, expected, proceed);
        const depths = new Float64Array(rows);
        simdScorer(forest)?.(columns, depths, proceed);
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
    generalScorer(forest)(probes, expected, proceed);
    const depths = new Float64Array(probes[0].length);
    simdScorer(forest)?.(probes, depths, proceed);
    expect(depths).toEqual(expected);
  });

  it('counts the thresholds below each value, however many they are and wherever they lie', () => {
    const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -5, max: 5 }));
    const single = fc.oneof(fc.float({ noNaN: true }), fc.integer({ min: -6, max: 6 }));
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 600 }),
        fc.array(single, { minLength: 1 }),
        (cuts, values) => {
          const column = Float32Array.from(values);
          const counts = new Float64Array(column.length);
          simdScorer({ features: 1, maxSamples: 2, trees: cuts.map(stump) })?.([column], counts, proceed);
          expect([...counts]).toEqual(Array.from(column, (value) => cuts.filter((cut) => cut < value).length));
        }
      ),
      { numRuns: 300 }
    );
  });

  it('scores by two forests in turn, and after one that was stopped', () => {
    const columns = randomColumns(3000, 5, 2);
    const forests = [forestOf(columns, 'auto'), forestOf(columns.slice(1), 100)];
    const expected = forests.map((forest) => scored(generalScorer(forest), columns));
    const stop = () => {
      throw new Error('stop');
    };
    expect(() => simdScorer(forests[0])?.(columns, new Float64Array(3000), stop)).toThrow('stop');
    expect(forests.map((forest) => scored(simdScorer(forest), columns))).toEqual(expected);
  });

  it('leaves deeper trees and more features to generalScorer', () => {
    expect(simdScorer(forestOf(randomColumns(2000, 4, 1), 2000))).toBeUndefined();
    expect(simdScorer(forestOf(randomColumns(100, 17, 1), 'auto'))).toBeUndefined();
    expect(simdScorer(forestOf(randomColumns(2000, 16, 1), 'auto'))).toBeDefined();
  });
});
