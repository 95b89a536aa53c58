import { type ForestOptions } from '../../query/options';
import { createRandom, type Random } from '../../random/random';
import { type Columns, type IsolationForest } from './forest';
import { ascending, growTree } from './growTree';
import { averagePathLength } from './pathLength';

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
  const { length } = columns[0];
  const maxSamples = samplesPerTree(options.maxSamples, length);
  const maxDepth = Math.ceil(Math.log2(Math.max(maxSamples, 2)));
  const rows = ascending(length);
  const averages = Float64Array.from({ length: maxSamples + 1 }, (_, n) => averagePathLength(n));
  const samples = { values: new Float32Array(maxSamples * columns.length), count: maxSamples, averages };
  const trees = Array.from({ length: options.nEstimators }, (_, tree) => {
    const random = createRandom(options.seed, tree);
    const seen = subspaces[tree % subspaces.length];
    draw(rows, maxSamples, random);
    for (const f of seen) {
      copyDrawn(columns[f], rows, samples.values.subarray(f * maxSamples, (f + 1) * maxSamples));
    }
    return growTree(samples, seen, maxDepth, random);
  });
  return { features: columns.length, maxSamples, trees };
}

/**
 * Draws rows without replacement to the front, whatever order the last draw left them in: the first steps of a
 * Fisher-Yates shuffle.
 */
function draw(rows: Uint32Array, count: number, random: Random): void {
  for (let i = 0; i < count; i++) {
    const drawn = i + random.int(rows.length - i);
    const row = rows[drawn];
    rows[drawn] = rows[i];
    rows[i] = row;
  }
}

function copyDrawn(column: Float32Array, rows: Uint32Array, into: Float32Array): void {
  for (let i = 0; i < into.length; i++) {
    into[i] = column[rows[i]];
  }
}

/** How many rows a tree is grown from, by scikit-learn's max_samples. */
function samplesPerTree(maxSamples: ForestOptions['maxSamples'], rows: number): number {
  if (maxSamples === 'auto') {
    return Math.min(256, rows);
  }
  return maxSamples < 1 ? Math.max(1, Math.floor(maxSamples * rows)) : Math.min(maxSamples, rows);
}
