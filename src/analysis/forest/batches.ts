import { MAX_THRESHOLDS } from './binning';
import { type IsolationForest } from './forest';
import { type IsolationTree } from './tree';

/** Trees that share one binning of the rows. */
export interface Batch {
  readonly trees: readonly IsolationTree[];
  /** Per feature the thresholds of all these trees, ascending, no two alike, at most MAX_THRESHOLDS. */
  readonly thresholds: readonly Float64Array[];
}

/** Cuts a forest, in its order, into as few batches as their thresholds allow. No tree may have over 255 splits. */
export function batchTrees({ features, trees }: IsolationForest): Batch[] {
  const batches: Batch[] = [];
  let batch: IsolationTree[] = [];
  let thresholds = emptySets(features);
  const finish = () => {
    batches.push({ trees: batch, thresholds: thresholds.map((set) => Float64Array.from(set).sort()) });
  };
  for (const tree of trees) {
    const own = emptySets(features);
    tree.child.forEach((child, node) => {
      if (child !== node) {
        own[tree.feature[node]].add(tree.threshold[node]);
      }
    });
    if (own.some((set, f) => set.size + thresholds[f].size > MAX_THRESHOLDS)) {
      finish();
      batch = [];
      thresholds = emptySets(features);
    }
    batch.push(tree);
    own.forEach((set, f) => set.forEach((threshold) => thresholds[f].add(threshold)));
  }
  finish();
  return batches;
}

function emptySets(count: number): Array<Set<number>> {
  return Array.from({ length: count }, () => new Set<number>());
}
