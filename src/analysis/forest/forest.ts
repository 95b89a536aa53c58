/** Rows of numbers by column, none of them NaN; single precision, as scikit-learn has it. */
export type Columns = readonly Float32Array[];

/**
 * One isolation tree, nodes in flat arrays. A row at node i goes on to `child[i]`, or to the node after it where the
 * row's
 * `feature[i]` is over `threshold[i]`. A leaf leads to itself, so that `depth` steps from node 0 always end in a leaf
 * without a question being asked on the way.
 */
export interface IsolationTree {
  readonly depth: number;
  readonly feature: Uint16Array;
  readonly threshold: Float64Array;
  readonly child: Uint32Array;
  /**
   * The edges to the node, and the mean that a tree of its samples would add: at a leaf, what a row that ends there
   * gets.
   */
  readonly pathLength: Float64Array;
}

export interface IsolationForest {
  readonly features: number;
  /** Rows that each tree was grown from. */
  readonly maxSamples: number;
  readonly trees: readonly IsolationTree[];
}

/** Adds the path lengths over all trees to those of each row; calls `checkpoint` now and then. */
export type Scorer = (columns: Columns, depths: Float64Array, checkpoint: () => void) => void;

/** Few enough rows to stay in the processor's first cache while every tree passes. */
export const BLOCK = 1024;

/** Calls for each block of rows in turn: where it starts, and how many they are. */
export function forEachBlock(
  length: number,
  checkpoint: () => void,
  work: (start: number, count: number) => void
): void {
  for (let start = 0; start < length; start += BLOCK) {
    checkpoint();
    work(start, Math.min(BLOCK, length - start));
  }
}
