import { CODE } from './code/pathLengths';
import { kernelPool } from './pool';

/** assembly/pathLengths. Whatever ends in At says where in memory something is to be written, or stands. */
export interface PathLengthKernel {
  readonly memory: WebAssembly.Memory;
  start(features: number, trees: number, rowsAtOnce: number): void;
  /** The nodes of the tree that addTree adds. */
  childAt(): number;
  featureAt(): number;
  thresholdAt(): number;
  pathLengthAt(): number;
  addTree(): void;
  finish(): void;
  valuesAt(): number;
  depthsAt(): number;
  addPathLengths(rows: number): void;
}

export const withPathLengthKernel = kernelPool<PathLengthKernel>(CODE);

let supported: boolean | undefined;

/** Whether the processor has the 128-bit vectors that this kernel needs. */
export function hasVectors(): boolean {
  supported ??= WebAssembly.validate(Buffer.from(CODE, 'base64'));
  return supported;
}
