import { instantiate } from '../../logs/instantiate';
import { KERNEL } from './kernel';

/** assembly/forest. Whatever ends in At tells where in memory something is to be written, or stands. */
export interface ForestKernel {
  readonly memory: WebAssembly.Memory;
  start(length: number, features: number, maxSamples: number, trees: number): void;
  columnAt(): number;
  averagesAt(): number;
  orderAt(): number;
  draw(tree: number, a: number, b: number, c: number): void;
  gather(tree: number, feature: number): void;
  grow(tree: number, seen: number, maxDepth: number): number;
  depth(): number;
  featureAt(): number;
  thresholdAt(): number;
  childAt(): number;
  pathLengthAt(): number;
}

/** The kernel with a memory of its own, which goes with it. */
export function instantiateForestKernel(): ForestKernel {
  return instantiate<ForestKernel>(KERNEL);
}
