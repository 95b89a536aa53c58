import { type ForestOptions } from '../../query/options';
import { stateOf } from '../../random/random';
import { type Columns, type IsolationForest, type IsolationTree } from './forest';
import { type ForestKernel, takeTree, withForestKernel } from './forestKernel';
import { averagePathLength } from './pathLength';

/** Numbers of the samples that are gathered at once: trees that share a copy of each column. */
const SAMPLES_AT_ONCE = 2 ** 20;

/**
 * Grows an isolation forest (Liu, Ting, Zhou: Isolation Forest, ICDM 2008) by the rules of scikit-learn's
 * IsolationForest. The same columns and options give the same forest; each tree has random numbers of its own.
 *
 * @param columns at least one, of equal length, with at least one row
 * @param subspaces columns that trees see, by turns (feature bagging: Lazarevic and Kumar, KDD 2005). Default: all see
 *   all
 */
export function fitForest(
  columns: Columns,
  options: Omit<ForestOptions, 'contamination'>,
  subspaces: ReadonlyArray<readonly number[]> = [Array.from(columns.keys())]
): IsolationForest {
  const maxSamples = samplesPerTree(options.maxSamples, columns[0].length);
  const seen = Array.from({ length: options.nEstimators }, (_, tree) => subspaces[tree % subspaces.length]);
  const trees = withForestKernel((kernel) => growTrees(kernel, columns, maxSamples, options.seed, seen));
  return { features: columns.length, maxSamples, trees };
}

/** @param seen of each tree the columns that it sees */
function growTrees(
  kernel: ForestKernel,
  columns: Columns,
  maxSamples: number,
  seed: number,
  seen: ReadonlyArray<readonly number[]>
): IsolationTree[] {
  const features = columns.length;
  const { length } = columns[0];
  const maxDepth = Math.ceil(Math.log2(Math.max(maxSamples, 2)));
  const atOnce = Math.min(seen.length, Math.ceil(SAMPLES_AT_ONCE / (maxSamples * features)));
  kernel.start(length, features, maxSamples, atOnce);
  const { buffer } = kernel.memory;
  const averages = new Float64Array(buffer, kernel.averagesAt(), maxSamples + 1);
  for (let n = 0; n <= maxSamples; n++) {
    averages[n] = averagePathLength(n);
  }
  const column = new Float32Array(buffer, kernel.columnAt(), length);
  const order = new Uint16Array(buffer, kernel.orderAt(), features);
  const trees: IsolationTree[] = [];
  for (let first = 0; first < seen.length; first += atOnce) {
    const end = Math.min(first + atOnce, seen.length);
    for (let tree = first; tree < end; tree++) {
      kernel.draw(tree - first, ...stateOf(seed, tree));
    }
    for (let f = 0; f < features; f++) {
      column.set(columns[f]);
      for (let tree = first; tree < end; tree++) {
        if (seen[tree].includes(f)) {
          kernel.gather(tree - first, f);
        }
      }
    }
    for (let tree = first; tree < end; tree++) {
      order.set(seen[tree]);
      trees.push(takeTree(kernel, kernel.grow(tree - first, seen[tree].length, maxDepth)));
    }
  }
  return trees;
}

/** How many rows a tree is grown from, by scikit-learn's max_samples. */
function samplesPerTree(maxSamples: ForestOptions['maxSamples'], rows: number): number {
  if (maxSamples === 'auto') {
    return Math.min(256, rows);
  }
  return maxSamples < 1 ? Math.max(1, Math.floor(maxSamples * rows)) : Math.min(maxSamples, rows);
}
