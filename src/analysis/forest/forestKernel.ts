import { type IsolationTree } from './forest';
import { KERNEL } from './kernel';
import { kernelPool } from '../../logs/pool';

/**
 * A kernel that is given trees, or gives them. Whatever ends in At says where in memory something is to be written, or
 * stands.
 */
export interface TreeKernel {
  readonly memory: WebAssembly.Memory;
  childAt(): number;
  featureAt(): number;
  thresholdAt(): number;
  pathLengthAt(): number;
}

/** assembly/forest. */
export interface ForestKernel extends TreeKernel {
  start(length: number, features: number, maxSamples: number, trees: number): void;
  columnAt(): number;
  averagesAt(): number;
  orderAt(): number;
  draw(tree: number, a: number, b: number, c: number): void;
  gather(tree: number, feature: number): void;
  grow(tree: number, seen: number, maxDepth: number): number;
  depth(): number;
  startContributions(rows: number, features: number, mostNodes: number): void;
  samplesAt(): number;
  changesAt(): number;
  addChanges(): void;
}

export const withForestKernel = kernelPool<ForestKernel>(KERNEL);

/** Gives a kernel a tree. */
export function putTree(kernel: TreeKernel, tree: IsolationTree): void {
  const { child, feature, threshold, pathLength } = nodesIn(kernel, tree.child.length);
  child.set(tree.child);
  feature.set(tree.feature);
  threshold.set(tree.threshold);
  pathLength.set(tree.pathLength);
}

/** Copies the tree that a kernel grew last. */
export function takeTree(kernel: ForestKernel, nodes: number): IsolationTree {
  const { child, feature, threshold, pathLength } = nodesIn(kernel, nodes);
  return {
    depth: kernel.depth(),
    feature: feature.slice(),
    threshold: threshold.slice(),
    child: child.slice(),
    pathLength: pathLength.slice(),
  };
}

function nodesIn(kernel: TreeKernel, nodes: number) {
  const { buffer } = kernel.memory;
  return {
    child: new Uint32Array(buffer, kernel.childAt(), nodes),
    feature: new Uint16Array(buffer, kernel.featureAt(), nodes),
    threshold: new Float64Array(buffer, kernel.thresholdAt(), nodes),
    pathLength: new Float64Array(buffer, kernel.pathLengthAt(), nodes),
  };
}
