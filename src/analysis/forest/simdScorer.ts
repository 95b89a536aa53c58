import { BLOCK, forEachBlock, type IsolationForest, type Scorer } from './forest';
import { putTree, type TreeKernel } from './forestKernel';
import { kernelPool } from '../../logs/pool';
import { KERNEL } from './simdKernel';

/** What the kernel can hold of a tree, and of a row. */
const LEVELS = 8;
const FEATURES = 16;

/** assembly/pathLengths. */
interface SimdKernel extends TreeKernel {
  start(features: number, trees: number, rowsAtOnce: number): void;
  addTree(): void;
  finish(): void;
  valuesAt(): number;
  depthsAt(): number;
  addPathLengths(rows: number): void;
}

const withSimdKernel = kernelPool<SimdKernel>(KERNEL);

let hasVectors: boolean | undefined;

/** Whether the processor has 128-bit vectors. */
function isSupported(): boolean {
  hasVectors ??= WebAssembly.validate(Buffer.from(KERNEL, 'base64'));
  return hasVectors;
}

/**
 * Scores by trees of at most 8 levels over at most 16 features, which is what max_samples up to 256 gives, exactly as
 * generalScorer does and many times faster: values become their place among the thresholds, which fits a byte, and 15
 * questions are asked at once.
 *
 * @returns undefined for other forests, or where there are no vector instructions
 */
export function simdScorer(forest: IsolationForest): Scorer | undefined {
  if (forest.features > FEATURES || forest.trees.some(({ depth }) => depth > LEVELS) || !isSupported()) {
    return undefined;
  }
  return (columns, depths, checkpoint) => {
    withSimdKernel((kernel) => {
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
function prepare(kernel: SimdKernel, { features, trees }: IsolationForest) {
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
