import fc from 'fast-check';
import { createRandom } from '../../random/random';
import { type Columns, type IsolationForest } from './forest';
import { fitForest } from './isolationForest';
import { averagePathLength } from './pathLength';
import { scoreSamples } from './scoreSamples';
import { findSparse } from './sparse';
import { anomalyThreshold } from './threshold';

const OPTIONS = { nEstimators: 20, maxSamples: 'auto', seed: 7 } as const;

/** Rows of numbers of several kinds: few values, many, all the same. */
const columnsArbitrary = fc
  .record({ rows: fc.integer({ min: 1, max: 400 }), features: fc.integer({ min: 1, max: 20 }), seed: fc.nat() })
  .map(({ rows, features, seed }) => normalColumns(rows, features, seed));

function normalColumns(rows: number, features: number, seed: number): Float32Array[] {
  return Array.from({ length: features }, (_, f) => {
    const random = createRandom(seed, f);
    const kind = random.int(4);
    return Float32Array.from({ length: rows }, () =>
      kind === 0 ? 3 : kind === 1 ? random.int(4) : kind === 2 ? random.normal() : Math.exp(3 * random.normal())
    );
  });
}

/** A row's path as the paper describes it: from the root, question by question. */
function naivePathLength(tree: IsolationForest['trees'][number], columns: Columns, row: number): number {
  let node = 0;
  while (tree.child[node] !== node) {
    node = columns[tree.feature[node]][row] <= tree.threshold[node] ? tree.child[node] : tree.child[node] + 1;
  }
  return tree.pathLength[node];
}

function naiveScore(forest: IsolationForest, columns: Columns, row: number): number {
  const mean = forest.trees.reduce((sum, tree) => sum + naivePathLength(tree, columns, row), 0) / forest.trees.length;
  const normal = averagePathLength(forest.maxSamples);
  return normal === 0 ? -0.5 : -(2 ** (-mean / normal));
}

describe('averagePathLength', () => {
  it('is 0 for one sample, 1 for two, and as in the paper beyond', () => {
    expect([0, 1, 2].map(averagePathLength)).toEqual([0, 0, 1]);
    expect(averagePathLength(3)).toBeCloseTo(1.2073923, 6);
    expect(averagePathLength(256)).toBeCloseTo(10.2447709, 6);
  });
});

describe('an isolation forest', () => {
  it('scores each row by its mean path through the trees', () => {
    fc.assert(
      fc.property(columnsArbitrary, fc.constantFrom<'auto' | number>('auto', 300, 0.5), (columns, maxSamples) => {
        const forest = fitForest(columns, { ...OPTIONS, maxSamples });
        const scores = scoreSamples(forest, columns);
        expect(scores).toHaveLength(columns[0].length);
        scores.forEach((score, row) => expect(score).toBeCloseTo(naiveScore(forest, columns, row), 12));
      }),
      { numRuns: 30 }
    );
  });

  it('scores between -1 and 0', () => {
    fc.assert(
      fc.property(columnsArbitrary, (columns) => {
        const scores = scoreSamples(fitForest(columns, OPTIONS), columns);
        expect(scores.every((score) => score >= -1 && score < 0)).toBe(true);
      }),
      { numRuns: 30 }
    );
  });

  it('gives the same scores for the same seed, and others for another', () => {
    const columns = normalColumns(500, 5, 1);
    const scored = (seed: number) => scoreSamples(fitForest(columns, { ...OPTIONS, seed }), columns);
    expect(scored(1)).toEqual(scored(1));
    expect(scored(1)).not.toEqual(scored(2));
  });

  it.each([
    { rows: 256, nEstimators: 20 },
    { rows: 32_768, nEstimators: 34 }, // more than are grown at once
  ])('draws rows, features and splits by a stream of random numbers for each tree: $rows rows', (sizes) => {
    const column = Float32Array.from({ length: sizes.rows }, (_, row) => row);
    const options = { ...OPTIONS, maxSamples: sizes.rows, nEstimators: sizes.nEstimators };
    const { trees } = fitForest([column], options);
    expect(trees).toHaveLength(sizes.nEstimators);
    trees.forEach(({ threshold }, tree) => {
      const random = createRandom(OPTIONS.seed, tree);
      for (let draw = 0; draw < sizes.rows + 1; draw++) {
        random.next(); // the rows, then the feature
      }
      expect(threshold[0]).toBe((sizes.rows - 1) * random.next());
    });
  });

  it('scores rows that it has not seen, wherever they lie', () => {
    const forest = fitForest(normalColumns(300, 3, 1), OPTIONS);
    const strange = [-1e30, 0, 1e30].map((value) => Float32Array.of(value, -value, Infinity));
    const scores = scoreSamples(forest, strange);
    scores.forEach((score, row) => expect(score).toBeCloseTo(naiveScore(forest, strange, row), 12));
  });

  it('gives every row the same score where nothing varies, or there is but one row', () => {
    const constant = [new Float32Array(300).fill(5), new Float32Array(300)];
    expect(new Set(scoreSamples(fitForest(constant, OPTIONS), constant)).size).toBe(1);
    const single = [Float32Array.of(5)];
    expect([...scoreSamples(fitForest(single, OPTIONS), single)]).toEqual([-0.5]);
  });

  it('finds the outlier', () => {
    const columns = [0, 1, 2].map((f) => {
      const random = createRandom(3, f);
      return Float32Array.from({ length: 1000 }, (_, row) => (row === 123 ? 9 : random.normal()));
    });
    const scores = scoreSamples(fitForest(columns, OPTIONS), columns);
    expect(scores.indexOf(Math.min(...scores))).toBe(123);
  });

  it('grows no tree deeper than the logarithm of its samples, from no more samples than it was given', () => {
    fc.assert(
      fc.property(columnsArbitrary, fc.integer({ min: 1, max: 600 }), (columns, maxSamples) => {
        const forest = fitForest(columns, { ...OPTIONS, maxSamples });
        const samples = Math.min(maxSamples, columns[0].length);
        expect(forest.maxSamples).toBe(samples);
        for (const { depth, child } of forest.trees) {
          expect(depth).toBeLessThanOrEqual(Math.ceil(Math.log2(Math.max(2, samples))));
          expect(child.length).toBeLessThan(2 * samples);
        }
      }),
      { numRuns: 30 }
    );
  });

  it('splits only where a feature varies, below its greatest value', () => {
    fc.assert(
      fc.property(columnsArbitrary, (columns) => {
        const ranges = columns.map((column) => ({ least: Math.min(...column), most: Math.max(...column) }));
        for (const { child, feature, threshold } of fitForest(columns, OPTIONS).trees) {
          const splits = [...child.keys()].filter((node) => child[node] !== node);
          const wrong = splits.filter((node) => {
            const { least, most } = ranges[feature[node]];
            return !(threshold[node] >= least && threshold[node] < most);
          });
          expect(wrong).toEqual([]);
        }
      }),
      { numRuns: 30 }
    );
  });

  it('gives the same where it is given which columns are nearly always 0', () => {
    fc.assert(
      fc.property(columnsArbitrary, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (dense, seed, share) => {
        const random = createRandom(seed, 0);
        const sparse = dense.map((column) => column.map((value) => (random.next() < share ? Math.abs(value) : 0)));
        const columns = [...dense, ...sparse];
        const places = sparse.map((_, f) => dense.length + f);
        const forest = fitForest(columns, OPTIONS, [places, Array.from(columns.keys())]);
        const scores = scoreSamples(forest, columns, undefined, findSparse(columns, places));
        const others = scoreSamples(forest, columns);
        expect(others.filter((score, row) => !(Math.abs(scores[row] - score) < 5e-13))).toHaveLength(0);
      })
    );
  });

  it('stops where the checkpoint throws', () => {
    const columns = normalColumns(300, 2, 1);
    const stop = () => {
      throw new Error('stop');
    };
    expect(() => scoreSamples(fitForest(columns, OPTIONS), columns, stop)).toThrow('stop');
  });
});

describe('anomalyThreshold', () => {
  const pathLengths = Float64Array.of(1, 6, 5, 4, 7);
  const scoreOf = (pathLength: number) => -1 + pathLength / 10;

  it('is the percentile of the scores, interpolated as numpy does', () => {
    const percentile = (share: number) => anomalyThreshold(pathLengths, share, scoreOf).score;
    expect(percentile(0.25)).toBeCloseTo(-0.6, 12);
    expect(percentile(0.1)).toBeCloseTo(-0.78, 12);
    expect(percentile(0.5)).toBeCloseTo(-0.5, 12);
  });

  it('parts the same rows by their path lengths as by their scores', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(lengths, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (values, share) => {
        const threshold = anomalyThreshold(Float64Array.from(values), share, scoreOf);
        const below = values.filter((value) => scoreOf(value) < threshold.score);
        expect(values.filter((value) => value < threshold.pathLength)).toEqual(below);
      })
    );
  });
});
