import { type Columns, type IsolationForest } from './forest';

/**
 * How much each feature shortened (below 0) or lengthened a row's mean path: what each split changed in the path that was
 * to be expected before it, summed by the split's feature (Palczewska et al., Interpreting random forest models using a
 * feature contribution method, 2013). The sum is the row's mean path length less that of a row of which nothing is known.
 */
export function contributions({ features, trees }: IsolationForest, columns: Columns, row: number): Float64Array {
  const sums = new Float64Array(features);
  for (const { feature, threshold, child, pathLength } of trees) {
    let node = 0;
    while (child[node] !== node) {
      const f = feature[node];
      const next = columns[f][row] > threshold[node] ? child[node] + 1 : child[node];
      sums[f] += pathLength[next] - pathLength[node];
      node = next;
    }
  }
  return sums.map((sum) => sum / trees.length);
}
