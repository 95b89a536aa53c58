import { KERNEL as FEATURES } from '../analysis/features/kernel';
import { KERNEL as FOREST } from '../analysis/forest/kernel';
import { KERNEL as TEXTS } from '../analysis/messages/numberingKernel';
import { compile } from '../logs/instantiate';
import { KERNEL as CSV } from '../sources/file/kernel';

/** Compiles what reading and analysing run on, for a time that has nothing else to do. */
export function compileKernels(): void {
  [CSV, TEXTS, FEATURES, FOREST].forEach(compile);
}
