import { batchTrees } from './batches';
import { binColumn, createBinner, LOWEST_BIN } from './binning';
import { BLOCK, type BlockScorer, type IsolationForest } from './forest';
import { KERNEL } from './kernel';
import { type IsolationTree } from './tree';

/** A row's bins fill one vector of 16 bytes. */
const LANES = 16;

/** A tree is 17 subtrees of 4 levels, one of them at the top; see assembly/pathLengths.ts. */
const LEVELS = 8;
const SUBTREE_LEVELS = 4;
const SUBTREES = 17;
const SUBTREE_BYTES = 2 * LANES;
const LEAVES_AT = SUBTREES * SUBTREE_BYTES;
const TREE_BYTES = LEAVES_AT + 2 ** LEVELS * Float64Array.BYTES_PER_ELEMENT;

/** A bin that no other exceeds: as a threshold it sends every row to the left. */
const NEVER_EXCEEDED = 127;

const WAYS_AT = 0;
const WAYS_BYTES = 2 ** 15;
const ROWS_AT = WAYS_AT + WAYS_BYTES;
const DEPTHS_AT = ROWS_AT + BLOCK * LANES;
const TREES_AT = DEPTHS_AT + BLOCK * Float64Array.BYTES_PER_ELEMENT;
const PAGE = 65_536;

interface Kernel {
  readonly memory: WebAssembly.Memory;
  addPathLengths(rows: number, count: number, tree: number, ways: number, depths: number): void;
}

let compiled: WebAssembly.Module | false | undefined;

/** The kernel's code, compiled once; false where the processor has no 128-bit vectors. */
function kernelModule(): WebAssembly.Module | false {
  if (compiled === undefined) {
    const code = Buffer.from(KERNEL, 'base64');
    compiled = WebAssembly.validate(code) && new WebAssembly.Module(code);
  }
  return compiled;
}

/**
 * Scores by trees of at most 8 levels over at most 16 features, which is what max_samples up to 256 gives, exactly as
 * generalScorer does and many times faster: values become their place among the thresholds, which fits a byte, and 15
 * questions are asked at once.
 *
 * @returns undefined for other forests, or where there are no vector instructions
 */
export function simdScorer(forest: IsolationForest): BlockScorer | undefined {
  const module = forest.features <= LANES && forest.trees.every(({ depth }) => depth <= LEVELS) && kernelModule();
  if (!module) {
    return undefined;
  }
  const { memory, addPathLengths } = new WebAssembly.Instance(module).exports as unknown as Kernel;
  const bytes = TREES_AT + forest.trees.length * TREE_BYTES;
  memory.grow(Math.max(0, Math.ceil((bytes - memory.buffer.byteLength) / PAGE)));
  const { buffer } = memory;
  fillWays(new Uint8Array(buffer, WAYS_AT, WAYS_BYTES));
  let end = TREES_AT;
  const batches = batchTrees(forest).map((batch) => {
    const start = end;
    const ranks = batch.thresholds.map((values) => new Map(Array.from(values, (value, rank) => [value, rank])));
    for (const tree of batch.trees) {
      layOut(tree, ranks, buffer, end);
      end += TREE_BYTES;
    }
    return { start, end, binners: batch.thresholds.map(createBinner) };
  });
  const bins = new Int8Array(buffer, ROWS_AT, BLOCK * LANES);

  return (columns, start, depths) => {
    const count = depths.length;
    const sums = new Float64Array(buffer, DEPTHS_AT, count);
    sums.set(depths);
    for (const batch of batches) {
      batch.binners.forEach((binner, f) => binColumn(binner, columns[f], start, count, bins, f, LANES));
      for (let tree = batch.start; tree < batch.end; tree += TREE_BYTES) {
        addPathLengths(ROWS_AT, count, tree, WAYS_AT, DEPTHS_AT);
      }
    }
    depths.set(sums);
  };
}

/** The way out of a subtree for every set of answers: bit k is set where the row's value exceeds node k's threshold. */
function fillWays(ways: Uint8Array): void {
  const nodes = 2 ** SUBTREE_LEVELS - 1;
  for (let answers = 0; answers < ways.length; answers++) {
    let node = 0;
    while (node < nodes) {
      node = 2 * node + 1 + ((answers >>> node) & 1);
    }
    ways[answers] = node - nodes;
  }
}

/**
 * Writes a tree as the kernel reads it. Below a leaf every row goes left, to where the leaf's path length stands.
 *
 * @param ranks per feature each threshold's place among those of the batch
 */
function layOut(
  tree: IsolationTree,
  ranks: ReadonlyArray<ReadonlyMap<number, number>>,
  buffer: ArrayBuffer,
  at: number
): void {
  const nodes = new Int8Array(buffer, at, LEAVES_AT);
  const leaves = new Float64Array(buffer, at + LEAVES_AT, 2 ** LEVELS);
  for (let subtree = 0; subtree < SUBTREES; subtree++) {
    nodes.fill(NEVER_EXCEEDED, subtree * SUBTREE_BYTES + LANES, (subtree + 1) * SUBTREE_BYTES);
  }

  /** @param path the turns from the root, a bit each. @param lane the node's place in its subtree, level by level */
  function place(node: number, depth: number, path: number, subtree: number, lane: number): void {
    const left = tree.child[node];
    if (left === node) {
      leaves[path << (LEVELS - depth)] = tree.pathLength[node];
      return;
    }
    if (depth === SUBTREE_LEVELS) {
      subtree = path + 1;
      lane = 0;
    }
    const feature = tree.feature[node];
    const rank = ranks[feature].get(tree.threshold[node]) ?? 0;
    nodes[subtree * SUBTREE_BYTES + lane] = feature;
    nodes[subtree * SUBTREE_BYTES + LANES + lane] = rank + LOWEST_BIN;
    place(left, depth + 1, 2 * path, subtree, 2 * lane + 1);
    place(left + 1, depth + 1, 2 * path + 1, subtree, 2 * lane + 2);
  }
  place(0, 0, 0, 0, 0);
}
