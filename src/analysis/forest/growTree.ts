import { type Random } from '../../random/random';
import { type IsolationTree } from './forest';

/** scikit-learn's: a feature that varies by no more than this in a node is constant there. */
const FEATURE_THRESHOLD = Math.fround(1e-7);

/** What trees are grown from. */
export interface Samples {
  /** Feature by feature, `count` numbers each. */
  readonly values: Float32Array;
  readonly count: number;
  /** The average path length of 0, 1, 2, ... `count` samples. */
  readonly averages: Float64Array;
}

/**
 * Grows a tree as scikit-learn does: the feature of a split is drawn among those that are not constant in the node, the
 * threshold uniformly in [min, max), `<=` goes left, and a node is a leaf at one sample, at `maxDepth`, or where
 * nothing varies.
 *
 * @param seen the features that the tree may split on
 */
export function growTree(samples: Samples, seen: readonly number[], maxDepth: number, random: Random): IsolationTree {
  const { values, count, averages } = samples;
  const size = 2 * count - 1;
  const feature = new Uint16Array(size);
  const threshold = new Float64Array(size);
  const child = new Uint32Array(size);
  const pathLength = new Float64Array(size);
  const rows = ascending(count);
  const order = Uint16Array.from(seen);
  let nodes = 1;
  let depthReached = 0;

  /** Splits the rows from start to end; only the first `varying` features of `order` may vary in them. */
  function grow(node: number, start: number, end: number, depth: number, varying: number): void {
    pathLength[node] = depth + averages[end - start];
    if (end - start > 1 && depth < maxDepth) {
      while (varying > 0) {
        const drawn = random.int(varying);
        const f = order[drawn];
        const first = f * count;
        let min = values[first + rows[start]];
        let max = min;
        for (let i = start + 1; i < end; i++) {
          const value = values[first + rows[i]];
          min = value < min ? value : min;
          max = value > max ? value : max;
        }
        if (max > Math.fround(min + FEATURE_THRESHOLD)) {
          const cut = min + random.next() * (max - min);
          const middle = partition(values, first, rows, start, end, cut);
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
    threshold[node] = Infinity;
    child[node] = node;
    depthReached = Math.max(depthReached, depth);
  }

  grow(0, 0, count, 0, seen.length);
  return {
    depth: depthReached,
    feature: feature.slice(0, nodes),
    threshold: threshold.slice(0, nodes),
    child: child.slice(0, nodes),
    pathLength: pathLength.slice(0, nodes),
  };
}

/** 0, 1, 2, ... (A plain loop: `Uint32Array.from` with a function is ten times slower.) */
export function ascending(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    rows[row] = row;
  }
  return rows;
}

/** Moves the rows whose value is at most `cut` to the front; gives where the others begin. */
function partition(
  values: Float32Array,
  first: number,
  rows: Uint32Array,
  start: number,
  end: number,
  cut: number
): number {
  let middle = start;
  for (let i = start; i < end; i++) {
    const row = rows[i];
    if (values[first + row] <= cut) {
      rows[i] = rows[middle];
      rows[middle++] = row;
    }
  }
  return middle;
}
