import { BLOCK, forEachBlock, type IsolationForest, type IsolationTree, type Scorer } from './forest';

/**
 * Scores by any forest: the rows of a block side by side, then every tree over all of them while they are in the cache.
 */
export function generalScorer({ features, trees }: IsolationForest): Scorer {
  return (columns, depths, checkpoint) => {
    const block = new Float32Array(Math.min(BLOCK, depths.length) * features);
    forEachBlock(depths.length, checkpoint, (start, count) => {
      for (let f = 0; f < features; f++) {
        const column = columns[f];
        for (let i = 0, at = f; i < count; i++, at += features) {
          block[at] = column[start + i];
        }
      }
      const sums = depths.subarray(start, start + count);
      for (const tree of trees) {
        addPathLengths(tree, block, features, sums);
      }
    });
  };
}

function addPathLengths(tree: IsolationTree, block: Float32Array, features: number, depths: Float64Array): void {
  const { depth, feature, threshold, child, pathLength } = tree;
  for (let i = 0, row = 0; i < depths.length; i++, row += features) {
    let node = 0;
    for (let step = 0; step < depth; step++) {
      node = child[node] + Number(block[row + feature[node]] > threshold[node]);
    }
    depths[i] += pathLength[node];
  }
}
