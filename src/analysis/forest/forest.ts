import { type IsolationTree } from './tree';

/** Rows of numbers by column, none of them NaN; single precision, as scikit-learn has it. */
export type Columns = readonly Float32Array[];

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
