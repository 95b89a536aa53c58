import { hasVectors, type PathLengthKernel, withPathLengthKernel } from '../../kernels/pathLengths';
import { BLOCK, forEachBlock, type IsolationForest, type IsolationTree, type Scorer } from './forest';

/** What the kernel can hold of a tree, and of a row. */
const LEVELS = 8;
const FEATURES = 16;

/**
 * Scores by trees of at most 8 levels over at most 16 features, which is what max_samples up to 256 gives, exactly as
 * generalScorer does and many times faster: values become their place among the thresholds, which fits a byte, and 15
 * questions are asked at once.
 *
 * @returns undefined for other forests, or where there are no vector instructions
 */
export function simdScorer(forest: IsolationForest): Scorer | undefined {
  if (forest.features > FEATURES || forest.trees.some(({ depth }) => depth > LEVELS) || !hasVectors()) {
    return undefined;
  }
  return (columns, depths, checkpoint) => {
    withPathLengthKernel((kernel) => {
      const { values, sums } = prepare(kernel, forest);
      forEachBlock(depths.length, checkpoint, (start, count) => {
        for (let f = 0; f < forest.features; f++) {
          values.set(columns[f].subarray(start, start + count), f * BLOCK);
        }
        sums.set(depths.subarray(start, start + count));
        kernel.addPathLengths(count);
        depths.set(sums.subarray(0, count), start);
      });
    });
  };
}

/**
 * Gives the kernel the trees; gives where it takes the values of a block, feature by feature, and adds to its sums of
 * path lengths.
 */
function prepare(kernel: PathLengthKernel, { features, trees }: IsolationForest) {
  kernel.start(features, trees.length, BLOCK);
  for (const tree of trees) {
    putTree(kernel, tree);
    kernel.addTree();
  }
  kernel.finish();
  const { buffer } = kernel.memory;
  return {
    values: new Float32Array(buffer, kernel.valuesAt(), BLOCK * features),
    sums: new Float64Array(buffer, kernel.depthsAt(), BLOCK),
  };
}

function putTree(kernel: PathLengthKernel, { child, feature, threshold, pathLength }: IsolationTree): void {
  const { buffer } = kernel.memory;
  new Uint32Array(buffer, kernel.childAt(), child.length).set(child);
  new Uint16Array(buffer, kernel.featureAt(), child.length).set(feature);
  new Float64Array(buffer, kernel.thresholdAt(), child.length).set(threshold);
  new Float64Array(buffer, kernel.pathLengthAt(), child.length).set(pathLength);
}
