import { type Random } from '../../random/random';
import { averagePathLength } from './pathLength';

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

/** scikit-learn's: a feature that varies by no more than this in a node is constant there. */
const FEATURE_THRESHOLD = Math.fround(1e-7);

/**
 * Grows a tree over samples held row-major in `samples`, as scikit-learn does: the feature of a split is drawn among those
 * that are not constant in the node, the threshold uniformly in [min, max), `<=` goes left, and a node is a leaf at one
 * sample, at `maxDepth`, or where nothing varies.
 *
 * @param seen the features that the tree may split on
 */
export function growTree(
  samples: Float32Array,
  features: number,
  seen: readonly number[],
  maxDepth: number,
  random: Random
): IsolationTree {
  const count = samples.length / features;
  const size = 2 * count - 1;
  const feature = new Uint16Array(size);
  const threshold = new Float64Array(size);
  const child = new Uint32Array(size);
  const pathLength = new Float64Array(size);
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    rows[row] = row * features;
  }
  const order = Uint16Array.from(seen);
  let nodes = 1;
  let depthReached = 0;

  /** Splits the rows from start to end; only the first `varying` features of `order` may vary in them. */
  function grow(node: number, start: number, end: number, depth: number, varying: number): void {
    pathLength[node] = depth + averagePathLength(end - start);
    if (end - start > 1 && depth < maxDepth) {
      while (varying > 0) {
        const drawn = random.int(varying);
        const f = order[drawn];
        let min = samples[rows[start] + f];
        let max = min;
        for (let i = start + 1; i < end; i++) {
          const value = samples[rows[i] + f];
          min = value < min ? value : min;
          max = value > max ? value : max;
        }
        if (max > Math.fround(min + FEATURE_THRESHOLD)) {
          const cut = min + random.next() * (max - min);
          const middle = partition(samples, rows, start, end, f, cut);
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

/** Moves the rows whose feature is at most `cut` to the front; gives where the others begin. */
function partition(
  samples: Float32Array,
  rows: Uint32Array,
  start: number,
  end: number,
  feature: number,
  cut: number
): number {
  let middle = start;
  for (let i = start; i < end; i++) {
    const row = rows[i];
    if (samples[row + feature] <= cut) {
      rows[i] = rows[middle];
      rows[middle++] = row;
    }
  }
  return middle;
}
