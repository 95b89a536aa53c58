import { Column } from '../features/column';
import { child, feature, pathLength, startNodes, threshold } from './nodes';
import { int, next } from './random';

/** scikit-learn's: a feature that varies by no more than this in a node is constant there. */
const FEATURE_THRESHOLD: f32 = 1e-7;

/** Of the tree that is grown. */
let nodes: i32 = 0;
let depthReached: i32 = 0;

/** What it is grown from: the samples by feature, so many of each; the order that features and rows are in by now. */
let samples = changetype<Column<f32>>(0);
let count: i32 = 0;
let order = changetype<Column<u16>>(0);
let rows = changetype<Column<u32>>(0);
let averages = changetype<Column<f64>>(0);
let maxDepth: i32 = 0;

/** Makes room for a tree of so many samples. */
export function startTrees(features: i32, maxSamples: i32): void {
  startNodes(2 * maxSamples - 1);
  order = Column.of<u16>(features);
  rows = Column.of<u32>(maxSamples);
  averages = Column.of<f64>(maxSamples + 1);
  count = maxSamples;
}

/** Where the features that the next tree may split on are to be written. */
export function orderAt(): Column<u16> {
  return order;
}

/** Where the average path length of 0, 1, 2, ... samples is to be written. */
export function averagesAt(): Column<f64> {
  return averages;
}

export function depth(): i32 {
  return depthReached;
}

/**
 * Grows a tree as scikit-learn does: the feature of a split is drawn among those that are not constant in the node, the
 * threshold uniformly in [min, max), `<=` goes left, and a node is a leaf at one sample, at the greatest depth, or
 * where nothing varies.
 *
 * @param seen how many features it may split on
 * @returns how many nodes it has
 */
export function growTree(from: Column<f32>, seen: i32, toDepth: i32): i32 {
  samples = from;
  maxDepth = toDepth;
  for (let row = 0; row < count; row++) {
    rows[row] = row;
  }
  nodes = 1;
  depthReached = 0;
  grow(0, 0, count, 0, seen);
  return nodes;
}

/** Splits the rows from start to end; only the first `varying` features of `order` may vary in them. */
function grow(node: i32, start: i32, end: i32, depth: i32, varying: i32): void {
  pathLength[node] = f64(depth) + averages[end - start];
  if (end - start > 1 && depth < maxDepth) {
    while (varying > 0) {
      const drawn = int(varying);
      const f = order[drawn];
      const column = samples.from(<i32>f * count);
      let min = column[rows[start]];
      let max = min;
      for (let i = start + 1; i < end; i++) {
        const value = column[rows[i]];
        min = value < min ? value : min;
        max = value > max ? value : max;
      }
      if (max > min + FEATURE_THRESHOLD) {
        const cut = f64(min) + next() * (f64(max) - f64(min));
        const middle = partition(column, start, end, cut);
        const left = nodes;
        nodes += 2;
        feature[node] = f;
        threshold[node] = cut;
        child[node] = left;
        grow(left, start, middle, depth + 1, varying);
        grow(left + 1, middle, end, depth + 1, varying);
        return;
      }
      varying--;
      order[drawn] = order[varying];
      order[varying] = f;
    }
  }
  feature[node] = 0;
  threshold[node] = Infinity;
  child[node] = node;
  depthReached = max(depthReached, depth);
}

/** Moves the rows whose value is at most `cut` to the front; gives where the others begin. */
function partition(column: Column<f32>, start: i32, end: i32, cut: f64): i32 {
  let middle = start;
  for (let i = start; i < end; i++) {
    const row = rows[i];
    if (f64(column[row]) <= cut) {
      rows[i] = rows[middle];
      rows[middle++] = row;
    }
  }
  return middle;
}
