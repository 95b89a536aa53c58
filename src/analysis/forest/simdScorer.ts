import { batchTrees } from './batches';
import { binColumn, type Binner, binOf, createBinner } from './binning';
import { BLOCK, type BlockScorer, type IsolationForest, type IsolationTree } from './forest';
import { KERNEL } from './simdKernel';

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
  new Uint8Array(buffer, WAYS_AT, WAYS_BYTES).set(waysOut());
  let end = TREES_AT;
  const batches = batchTrees(forest).map((batch) => {
    const start = end;
    const binners = batch.thresholds.map(createBinner);
    for (const tree of batch.trees) {
      layOut(tree, binners, buffer, end);
      end += TREE_BYTES;
    }
    return { start, end, binners };
  });
  const bins = new Int8Array(buffer, ROWS_AT, BLOCK * LANES);
  const sums = new Float64Array(buffer, DEPTHS_AT, BLOCK);

  return (columns, start, depths) => {
    const count = depths.length;
    sums.set(depths);
    for (const batch of batches) {
      for (let f = 0; f < columns.length; f++) {
        // What no tree of the batch asks for needs no bins.
        if (batch.binners[f].thresholds.length > 0) {
          binColumn(batch.binners[f], columns[f], start, count, bins, f, LANES);
        }
      }
      for (let tree = batch.start; tree < batch.end; tree += TREE_BYTES) {
        addPathLengths(ROWS_AT, count, tree, WAYS_AT, DEPTHS_AT);
      }
    }
    depths.set(sums.subarray(0, count));
  };
}

let ways: Uint8Array | undefined;

/** The way out of a subtree for every set of answers: bit k is set where the row's value exceeds node k's threshold. */
function waysOut(): Uint8Array {
  if (!ways) {
    ways = new Uint8Array(WAYS_BYTES);
    const nodes = 2 ** SUBTREE_LEVELS - 1;
    for (let answers = 0; answers < WAYS_BYTES; answers++) {
      let node = 0;
      while (node < nodes) {
        node = 2 * node + 1 + ((answers >>> node) & 1);
      }
      ways[answers] = node - nodes;
    }
  }
  return ways;
}

/**
 * Writes a tree as the kernel reads it. Below a leaf every row goes left, to where the leaf's path length stands.
 *
 * @param binners of the batch, a feature each: a threshold's bin is the last that doesn't exceed it
 */
function layOut(tree: IsolationTree, binners: readonly Binner[], buffer: ArrayBuffer, at: number): void {
  const nodes = new Int8Array(buffer, at, LEAVES_AT).fill(NEVER_EXCEEDED);
  const leaves = new Float64Array(buffer, at + LEAVES_AT, 2 ** LEVELS);

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
    nodes[subtree * SUBTREE_BYTES + lane] = feature;
    nodes[subtree * SUBTREE_BYTES + LANES + lane] = binOf(binners[feature], tree.threshold[node]);
    place(left, depth + 1, 2 * path, subtree, 2 * lane + 1);
    place(left + 1, depth + 1, 2 * path + 1, subtree, 2 * lane + 2);
  }
  place(0, 0, 0, 0, 0);
}
