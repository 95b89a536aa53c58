import { CODE } from './code/texts';
import { kernelPool } from './pool';

/** assembly/texts. */
export interface TextKernel {
  readonly memory: WebAssembly.Memory;
  start(mostBytes: number, mostTexts: number): void;
  classesAt(): number;
  textsAt(): number;
  offsetsAt(): number;
  numbersAt(): number;
  countOfKinds(): number;
  numberByRoughKey(count: number, mostBytes: number): void;
  numberByShape(count: number): void;
}

export const withTextKernel = kernelPool<TextKernel>(CODE);
