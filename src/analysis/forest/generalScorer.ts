import { type BlockScorer, type IsolationForest, type IsolationTree } from './forest';

/** Scores by any forest: the rows of a block side by side, then every tree over all of them while they are in the cache. */
export function generalScorer({ features, trees }: IsolationForest): BlockScorer {
  let block = new Float32Array(0);
  return (columns, start, depths) => {
    if (block.length < depths.length * features) {
      block = new Float32Array(depths.length * features);
    }
    for (let f = 0; f < features; f++) {
      const column = columns[f];
      for (let i = 0, at = f; i < depths.length; i++, at += features) {
        block[at] = column[start + i];
      }
    }
    for (const tree of trees) {
      addPathLengths(tree, block, features, depths);
    }
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
