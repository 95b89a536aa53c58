import { type Columns, type IsolationForest, type IsolationTree } from './forest';

/**
 * How much each feature shortened (below 0) or lengthened a row's mean path: what each split changed in the path that
 * was to be expected before it, summed by the split's feature (Palczewska et al., Interpreting random forest models
 * using a feature contribution method, 2013). The sum is the row's mean path length less that of a row of which nothing
 * is known.
 *
 * @returns of each of the rows in turn one number a feature
 */
export function contributions({ features, trees }: IsolationForest, columns: Columns, rows: Uint32Array): Float64Array {
  const samples = new Float32Array(rows.length * features);
  for (let f = 0; f < features; f++) {
    const column = columns[f];
    for (let i = 0, at = f; i < rows.length; i++, at += features) {
      samples[at] = column[rows[i]];
    }
  }
  const changes = new Float64Array(samples.length);
  // Tree by tree: one stays in the processor's first cache while all rows pass.
  for (const tree of trees) {
    addChanges(tree, samples, features, changes);
  }
  for (let i = 0; i < changes.length; i++) {
    changes[i] /= trees.length;
  }
  return changes;
}

/** Adds what each split on a row's way changed in the path that was to be expected before it. */
function addChanges(tree: IsolationTree, samples: Float32Array, features: number, changes: Float64Array): void {
  const { feature, threshold, child, pathLength } = tree;
  for (let row = 0; row < samples.length; row += features) {
    let node = 0;
    let expected = pathLength[0];
    while (child[node] !== node) {
      const at = row + feature[node];
      node = child[node] + Number(samples[at] > threshold[node]);
      changes[at] += pathLength[node] - expected;
      expected = pathLength[node];
    }
  }
}
