import { type Columns, type IsolationForest } from './forest';
import { putTree, withForestKernel } from './forestKernel';

/**
 * How much each feature shortened (below 0) or lengthened a row's mean path: what each split changed in the path that
 * was to be expected before it, summed by the split's feature (Palczewska et al., Interpreting random forest models
 * using a feature contribution method, 2013). The sum is the row's mean path length less that of a row of which nothing
 * is known.
 *
 * @returns of each of the rows in turn one number a feature
 */
export function contributions({ features, trees }: IsolationForest, columns: Columns, rows: Uint32Array): Float64Array {
  const size = rows.length * features;
  const mostNodes = trees.reduce((most, { child }) => Math.max(most, child.length), 0);
  return withForestKernel((kernel) => {
    kernel.startContributions(rows.length, features, mostNodes);
    const { buffer } = kernel.memory;
    const samples = new Float32Array(buffer, kernel.samplesAt(), size);
    for (let f = 0; f < features; f++) {
      const column = columns[f];
      for (let i = 0, at = f; i < rows.length; i++, at += features) {
        samples[at] = column[rows[i]];
      }
    }
    // Tree by tree: one stays in the processor's first cache while all rows pass.
    for (const tree of trees) {
      putTree(kernel, tree);
      kernel.addChanges();
    }
    const changes = new Float64Array(buffer, kernel.changesAt(), size).slice();
    for (let i = 0; i < size; i++) {
      changes[i] /= trees.length;
    }
    return changes;
  });
}
