import { type ForestOptions } from '../../query/options';
import { createRandom } from '../../random/random';
import { BLOCK, type Columns, type IsolationForest } from './forest';
import { generalScorer } from './generalScorer';
import { averagePathLength } from './pathLength';
import { simdScorer } from './simdScorer';
import { growTree, type IsolationTree } from './tree';

/**
 * Grows an isolation forest (Liu, Ting, Zhou: Isolation Forest, ICDM 2008) by the rules of scikit-learn's IsolationForest.
 * The same columns and options give the same forest; each tree has random numbers of its own.
 *
 * @param columns at least one, of equal length, with at least one row
 * @param subspaces columns that trees see, by turns (feature bagging: Lazarevic and Kumar, KDD 2005). Default: all see all
 */
export function fitForest(
  columns: Columns,
  options: Omit<ForestOptions, 'contamination'>,
  subspaces: ReadonlyArray<readonly number[]> = [Array.from(columns.keys())]
): IsolationForest {
  const features = columns.length;
  const length = columns[0].length;
  const maxSamples = samplesPerTree(options.maxSamples, length);
  const maxDepth = Math.ceil(Math.log2(Math.max(maxSamples, 2)));
  const rows = ascending(length);
  const samples = new Float32Array(maxSamples * features);
  const trees = Array.from({ length: options.nEstimators }, (_, tree) => {
    const random = createRandom(options.seed, tree);
    const seen = subspaces[tree % subspaces.length];
    // The first steps of a Fisher-Yates shuffle: rows without replacement, whatever order the last tree left them in.
    for (let i = 0; i < maxSamples; i++) {
      const drawn = i + random.int(length - i);
      const row = rows[drawn];
      rows[drawn] = rows[i];
      rows[i] = row;
    }
    for (const f of seen) {
      const column = columns[f];
      for (let i = 0, at = f; i < maxSamples; i++, at += features) {
        samples[at] = column[rows[i]];
      }
    }
    return growTree(samples, features, seen, maxDepth, random);
  });
  return { features, maxSamples, trees };
}

/**
 * scikit-learn's score_samples: -2^(-mean path length / average path length of maxSamples), in [-1, 0]; the lower, the
 * more anomalous.
 *
 * @param checkpoint called between blocks of rows; may throw to end the work
 * @param sparse columns that are 0 in nearly all rows. Trees that ask for no others are asked once for all rows where these are 0
 */
export function scoreSamples(
  forest: IsolationForest,
  columns: Columns,
  checkpoint: () => void = () => undefined,
  sparse: readonly number[] = []
): Float64Array {
  const { trees, maxSamples } = forest;
  const isOfSparse = (tree: IsolationTree) =>
    tree.feature.every((feature, node) => tree.child[node] === node || sparse.includes(feature));
  const ofSparse = sparse.length > 0 ? trees.filter(isOfSparse) : [];
  const others = ofSparse.length > 0 ? trees.filter((tree) => !ofSparse.includes(tree)) : trees;
  const depths = sumPathLengths({ ...forest, trees: others }, columns, checkpoint);
  if (ofSparse.length > 0) {
    addSparsePathLengths({ ...forest, trees: ofSparse }, columns, sparse, depths, checkpoint);
  }
  const normal = trees.length * averagePathLength(maxSamples);
  for (let row = 0; row < depths.length; row++) {
    depths[row] = normal === 0 ? -0.5 : -(2 ** (-depths[row] / normal));
  }
  return depths;
}

/** Of each row the path lengths, summed over the trees. */
function sumPathLengths(forest: IsolationForest, columns: Columns, checkpoint: () => void): Float64Array {
  const { length } = columns[0];
  const depths = new Float64Array(length);
  if (forest.trees.length === 0) {
    return depths;
  }
  const addPathLengths = simdScorer(forest) ?? generalScorer(forest);
  for (let start = 0; start < length; start += BLOCK) {
    checkpoint();
    addPathLengths(columns, start, depths.subarray(start, Math.min(length, start + BLOCK)));
  }
  return depths;
}

/** Adds the path lengths in trees that ask for sparse columns alone: rows where all of these are 0 take one and the same path. */
function addSparsePathLengths(
  forest: IsolationForest,
  columns: Columns,
  sparse: readonly number[],
  depths: Float64Array,
  checkpoint: () => void
): void {
  const rows = new Uint32Array(depths.length);
  let count = 0;
  let zeroRow = -1;
  for (let row = 0; row < depths.length; row++) {
    let isZero = true;
    for (let i = 0; i < sparse.length && isZero; i++) {
      isZero = columns[sparse[i]][row] === 0;
    }
    if (!isZero || zeroRow < 0) {
      zeroRow = isZero ? count : zeroRow;
      rows[count++] = row;
    }
  }
  const asked = rows.subarray(0, count);
  const sums = sumPathLengths(
    forest,
    columns.map((column) => valuesAt(column, asked)),
    checkpoint
  );
  const ofZeros = zeroRow < 0 ? 0 : sums[zeroRow];
  for (let row = 0, i = 0; row < depths.length; row++) {
    depths[row] += i < count && asked[i] === row ? sums[i++] : ofZeros;
  }
}

/** Of these rows. (Not by logs/gather: a loop that sees one more type of array is several times slower for all.) */
function valuesAt(column: Float32Array, rows: Uint32Array): Float32Array {
  const values = new Float32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    values[i] = column[rows[i]];
  }
  return values;
}

/** 0, 1, 2, ... (A plain loop: the typed arrays' own ways, with a function, are ten times slower.) */
function ascending(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    rows[row] = row;
  }
  return rows;
}

/** How many rows a tree is grown from, by scikit-learn's max_samples. */
function samplesPerTree(maxSamples: ForestOptions['maxSamples'], rows: number): number {
  if (maxSamples === 'auto') {
    return Math.min(256, rows);
  }
  return maxSamples < 1 ? Math.max(1, Math.floor(maxSamples * rows)) : Math.min(maxSamples, rows);
}
