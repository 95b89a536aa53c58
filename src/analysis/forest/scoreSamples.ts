import { type Columns, type IsolationForest, type IsolationTree } from './forest';
import { generalScorer } from './generalScorer';
import { averagePathLength } from './pathLength';
import { simdScorer } from './simdScorer';
import { type SparseColumns, sparseRows } from './sparse';

/**
 * scikit-learn's score_samples: -2^(-mean path length / average path length of maxSamples), in [-1, 0]; the lower, the
 * more anomalous.
 *
 * @param checkpoint called between blocks of rows; may throw to end the work
 * @param sparse trees that ask for no other columns are asked once for all rows where these are 0
 */
export function scoreSamples(
  forest: IsolationForest,
  columns: Columns,
  checkpoint: () => void = () => undefined,
  sparse?: SparseColumns
): Float64Array {
  const scores = pathLengths(forest, columns, checkpoint, sparse);
  const scoreOf = scorer(forest);
  for (let row = 0; row < scores.length; row++) {
    scores[row] = scoreOf(scores[row]);
  }
  return scores;
}

/** The score of a row by the sum of its path lengths: the longer, the higher. */
export function scorer({ trees, maxSamples }: IsolationForest): (pathLength: number) => number {
  const normal = trees.length * averagePathLength(maxSamples);
  return (pathLength) => (normal === 0 ? -0.5 : -(2 ** (-pathLength / normal)));
}

/** Of each row the path lengths, summed over the trees; the parameters are scoreSamples'. */
export function pathLengths(
  forest: IsolationForest,
  columns: Columns,
  checkpoint: () => void,
  sparse?: SparseColumns
): Float64Array {
  return sparse
    ? sumPathLengthsSparsely(forest, columns, sparse, checkpoint)
    : sumPathLengths(forest, columns, checkpoint);
}

function sumPathLengths(forest: IsolationForest, columns: Columns, checkpoint: () => void): Float64Array {
  const depths = new Float64Array(columns[0].length);
  if (forest.trees.length > 0) {
    const addPathLengths = simdScorer(forest) ?? generalScorer(forest);
    addPathLengths(columns, depths, checkpoint);
  }
  return depths;
}

/** The same, where rows in which all sparse columns are 0 take one and the same path through the trees of these. */
function sumPathLengthsSparsely(
  forest: IsolationForest,
  columns: Columns,
  sparse: SparseColumns,
  checkpoint: () => void
): Float64Array {
  const ofSparse = forest.trees.filter((tree) => asksOnlyFor(sparse.columns, tree));
  const others = forest.trees.filter((tree) => !ofSparse.includes(tree));
  const depths = sumPathLengths({ ...forest, trees: others }, columns, checkpoint);
  const { rows } = sparse;
  const sums = sumPathLengths({ ...forest, trees: ofSparse }, sparseRows(columns, sparse), checkpoint);
  const ofZeros = sums[rows.length];
  for (let row = 0, i = 0; row < depths.length; row++) {
    depths[row] += i < rows.length && row === rows[i] ? sums[i++] : ofZeros;
  }
  return depths;
}

function asksOnlyFor(features: readonly number[], { child, feature }: IsolationTree): boolean {
  for (let node = 0; node < child.length; node++) {
    if (child[node] !== node && !features.includes(feature[node])) {
      return false;
    }
  }
  return true;
}
