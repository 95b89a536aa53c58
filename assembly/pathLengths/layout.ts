import { Column } from '../column';
import { child, feature, pathLength, threshold } from './nodes';
import { featureOf, LANES, LEAVES_AT, LEVELS, PLACES, SUBTREE_LEVELS, TREE_BYTES } from './block';

/**
 * Writes the tree as block.ts reads it, but for its thresholds: those go to `thresholds`, in the order of the bytes
 * that they become. Below a leaf every row goes left, to where the leaf's path length stands.
 */
export function layOut(tree: usize, thresholds: Column<f64>): void {
  memory.fill(tree, 0, TREE_BYTES);
  for (let place = 0; place < PLACES; place++) {
    thresholds[place] = Infinity;
  }
  lay(tree, thresholds, 0, 0, 0, 0, 0);
}

/** @param path the turns from the root, a bit each. @param lane the node's place in its subtree, level by level */
function lay(tree: usize, thresholds: Column<f64>, node: u32, depth: i32, path: i32, subtree: i32, lane: i32): void {
  const left = child[node];
  if (left === node) {
    store<f64>(tree + LEAVES_AT + ((<usize>(path << (LEVELS - depth))) << 3), pathLength[node]);
    return;
  }
  if (depth === SUBTREE_LEVELS) {
    subtree = path + 1;
    lane = 0;
  }
  const place = subtree * LANES + lane;
  store<u8>(featureOf(tree, place), u8(feature[node]));
  thresholds[place] = threshold[node];
  lay(tree, thresholds, left, depth + 1, 2 * path, subtree, 2 * lane + 1);
  lay(tree, thresholds, left + 1, depth + 1, 2 * path + 1, subtree, 2 * lane + 2);
}
