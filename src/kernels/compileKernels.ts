import { CODE as CSV } from './code/csv';
import { CODE as FEATURES } from './code/features';
import { CODE as PATH_LENGTHS } from './code/pathLengths';
import { CODE as TEXTS } from './code/texts';
import { compile } from './instantiate';
import { hasVectors } from './pathLengths';

/** Compiles what reading and analysing run on, for a time that has nothing else to do. */
export function compileKernels(): void {
  [CSV, TEXTS, FEATURES].forEach(compile);
  if (hasVectors()) {
    compile(PATH_LENGTHS);
  }
}
