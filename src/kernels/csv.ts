import { CODE } from './code/csv';
import { instantiate } from './instantiate';

/** Texts by code, in the memory of the kernel. */
export type CsvDictionary = number & { readonly dictionary: unique symbol };

/** assembly/csv: numbers are addresses in its memory, unless they are named otherwise. */
export interface CsvKernel {
  readonly memory: WebAssembly.Memory;
  readonly consumed: WebAssembly.Global;
  start(separator: number, columns: number, rows: number): void;
  makeRoom(bytes: number): number;
  readRows(bytes: number, offset: number, isLast: number): number;
  keepRows(count: number): void;
  rowStartsAt(): number;
  rowEndsAt(): number;
  rowCellsAt(): number;
  valuesAt(): number;
  cellStart(row: number, column: number): number;
  cellEnd(row: number, column: number): number;
  takeTimes(rows: number, column: number): number;
  takeDecimals(rows: number, column: number): number;
  takeStatuses(rows: number, column: number): number;
  takeCodes(rows: number, column: number, dictionary: CsvDictionary): void;
  takeRowCodes(rows: number, dictionary: CsvDictionary): void;
  createDictionary(): CsvDictionary;
  codeOf(dictionary: CsvDictionary, start: number, length: number): number;
  sizeOf(dictionary: CsvDictionary): number;
  textsOf(dictionary: CsvDictionary): number;
  offsetsOf(dictionary: CsvDictionary): number;
}

/** The kernel with a memory of its own, which goes with it. */
export function createCsvKernel(): CsvKernel {
  return instantiate<CsvKernel>(CODE);
}
