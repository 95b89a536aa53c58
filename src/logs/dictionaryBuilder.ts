import { type DictionaryColumn } from './logTable';
import { take, grow } from './take';

/** Strings of a column coded as they come: each different string is kept once. */
export class DictionaryBuilder {
  readonly values: string[] = [];
  private readonly codeOf = new Map<string, number>();
  private codes: Uint32Array<ArrayBuffer>;

  constructor(capacity: number) {
    this.codes = new Uint32Array(capacity);
  }

  /** The code of a string, a new one where it was not seen before. */
  intern(value: string): number {
    let code = this.codeOf.get(value);
    if (code === undefined) {
      code = this.values.length;
      this.values.push(value);
      this.codeOf.set(value, code);
    }
    return code;
  }

  /** Sets the code of a row; rows are set in ascending order. */
  setCode(row: number, code: number): void {
    if (row >= this.codes.length) {
      this.codes = grow(this.codes, new Uint32Array(this.codes.length * 2));
    }
    this.codes[row] = code;
  }

  /** Sets the codes of the rows from `first` on; all rows before it are set already. */
  setCodes(first: number, codes: Uint32Array): void {
    const end = first + codes.length;
    if (end > this.codes.length) {
      this.codes = grow(this.codes, new Uint32Array(Math.max(end, this.codes.length * 2)));
    }
    this.codes.set(codes, first);
  }

  codeAt(row: number): number {
    return this.codes[row];
  }

  finish(length: number, order: Uint32Array | undefined): DictionaryColumn {
    const codes = this.codes.subarray(0, length);
    return { values: this.values, codes: order ? take(codes, order, new Uint32Array(length)) : codes };
  }
}
