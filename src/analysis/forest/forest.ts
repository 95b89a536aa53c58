/** Rows of numbers by column, none of them NaN; single precision, as scikit-learn has it. */
export type Columns = readonly Float32Array[];

/**
 * One isolation tree, nodes in flat arrays. A row at node i goes on to `child[i]`, or to the node after it where the row's
 * `feature[i]` is over `threshold[i]`. A leaf leads to itself, so that `depth` steps from node 0 always end in a leaf
 * without a question being asked on the way.
 */
export interface IsolationTree {
  readonly depth: number;
  readonly feature: Uint16Array;
  readonly threshold: Float64Array;
  readonly child: Uint32Array;
  /** The edges to the node, and the mean that a tree of its samples would add: at a leaf, what a row that ends there gets. */
  readonly pathLength: Float64Array;
}

export interface IsolationForest {
  readonly features: number;
  /** Rows that each tree was grown from. */
  readonly maxSamples: number;
  readonly trees: readonly IsolationTree[];
}

/** Rows that are scored at once, at most: few enough to stay in the processor's first cache while every tree passes. */
export const BLOCK = 1024;

/** Adds the path lengths of the rows from `start` on, as many as `depths` has, up to BLOCK, over all trees. */
export type BlockScorer = (columns: Columns, start: number, depths: Float64Array) => void;
