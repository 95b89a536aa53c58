import { MAX_THRESHOLDS } from './binning';
import { type IsolationForest, type IsolationTree } from './forest';

/** Trees that share one binning of the rows. */
export interface Batch {
  readonly trees: readonly IsolationTree[];
  /** Per feature the thresholds of all these trees, ascending, at most MAX_THRESHOLDS. */
  readonly thresholds: readonly Float64Array[];
}

/** Cuts a forest, in its order, into as few batches as their thresholds allow. No tree may have over 255 splits. */
export function batchTrees({ features, trees }: IsolationForest): Batch[] {
  const batches: Batch[] = [];
  let batch: IsolationTree[] = [];
  let thresholds = emptyLists(features);
  const finish = () => {
    batches.push({ trees: batch, thresholds: thresholds.map((list) => Float64Array.from(list).sort()) });
  };
  for (const tree of trees) {
    const own = thresholdsOf(tree, features);
    if (own.some((list, f) => list.length + thresholds[f].length > MAX_THRESHOLDS)) {
      finish();
      batch = [];
      thresholds = emptyLists(features);
    }
    batch.push(tree);
    own.forEach((list, f) => thresholds[f].push(...list));
  }
  finish();
  return batches;
}

/** Per feature the thresholds of a tree. */
function thresholdsOf({ feature, threshold, child }: IsolationTree, features: number): number[][] {
  const lists = emptyLists(features);
  for (let node = 0; node < child.length; node++) {
    if (child[node] !== node) {
      lists[feature[node]].push(threshold[node]);
    }
  }
  return lists;
}

function emptyLists(count: number): number[][] {
  return Array.from({ length: count }, () => []);
}
