import { type ForestOptions } from '../../query/options';
import { createRandom } from '../../random/random';
import { type Columns, type IsolationForest } from './forest';
import { growTree } from './tree';

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
