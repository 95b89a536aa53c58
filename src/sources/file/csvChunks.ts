import { InputError } from '../../errors';
import { createCsvKernel, type CsvDictionary, type CsvKernel } from '../../kernels/csv';
import { type TextColumn } from '../../logs/logTable';
import { utf8Column } from '../../logs/textColumn';
import { whole } from '../../format/format';

/** Bytes of a chunk: it stays in the processor's second-level cache while its columns are read. */
const CHUNK_BYTES = 262_144;
/** Cells of a chunk, at most, or one row's. */
const CHUNK_CELLS = 65_536;

const MAX_ROW_BYTES = 2 ** 30;

/** What was taken of a column. */
export interface Taken<Values> {
  readonly values: Values;
  /** How many of them stand for another form. */
  readonly others: number;
}

/**
 * A CSV file as chunks of rows; the kernel reads all columns of a chunk at once. The columns are views of its memory,
 * valid until the next call.
 */
export class CsvChunks {
  /** Rows of the chunk. */
  rows = 0;
  private readonly kernel: CsvKernel;
  private view = new Uint8Array();
  private size = CHUNK_BYTES;

  /** @param next where the first row begins */
  constructor(
    private readonly bytes: Uint8Array,
    separator: number,
    columns: number,
    private next: number
  ) {
    this.kernel = createCsvKernel();
    this.kernel.start(separator, columns, Math.max(1, Math.floor(CHUNK_CELLS / columns)));
  }

  /** Goes on to the next rows. @returns whether there are any */
  advance(): boolean {
    const { bytes, kernel } = this;
    for (this.rows = 0; this.rows === 0 && this.next < bytes.length;) {
      const size = Math.min(this.size, bytes.length - this.next);
      const chunk = kernel.makeRoom(size);
      this.memory().set(bytes.subarray(this.next, this.next + size), chunk);
      this.rows = kernel.readRows(size, this.next, this.next + size === bytes.length ? 1 : 0);
      const consumed: number = kernel.consumed.value;
      this.next += consumed;
      if (consumed === 0) {
        this.makeLonger();
      }
    }
    return this.rows > 0;
  }

  /** Where each row starts in the file. */
  rowStarts(): Uint32Array {
    return this.codesAt(this.kernel.rowStartsAt());
  }

  /** Where each row ends in the file. */
  rowEnds(): Uint32Array {
    return this.codesAt(this.kernel.rowEndsAt());
  }

  /** How many cells each row has; no longer right once some are left out. */
  rowCells(): Uint32Array {
    return this.codesAt(this.kernel.rowCellsAt());
  }

  /** Leaves out all rows but some. @param rows their indices, ascending */
  keep(rows: Uint32Array): void {
    new Uint32Array(this.kernel.memory.buffer, this.kernel.valuesAt(), rows.length).set(rows);
    this.kernel.keepRows(rows.length);
    this.rows = rows.length;
  }

  /**
   * Milliseconds since the epoch; NaN where the cell says the time in another form, or the row has too many cells or
   * too few.
   */
  times(column: number): Taken<Float64Array> {
    const others = this.kernel.takeTimes(this.rows, column);
    return { values: this.numbers(), others };
  }

  /** Plain decimal numbers; NaN for any other form. */
  decimals(column: number): Taken<Float64Array> {
    const others = this.kernel.takeDecimals(this.rows, column);
    return { values: this.numbers(), others };
  }

  /** HTTP statuses of three digits, 0 for an empty cell, 65,535 for any other form. */
  statuses(column: number): Taken<Uint16Array> {
    const others = this.kernel.takeStatuses(this.rows, column);
    return { values: new Uint16Array(this.kernel.memory.buffer, this.kernel.valuesAt(), this.rows), others };
  }

  /** The codes of a column's cells. */
  codes(column: number, dictionary: CsvDictionary): Uint32Array {
    this.kernel.takeCodes(this.rows, column, dictionary);
    return this.codesAt(this.kernel.valuesAt());
  }

  /** The codes of the rows as they stand in the file. */
  rowCodes(dictionary: CsvDictionary): Uint32Array {
    this.kernel.takeRowCodes(this.rows, dictionary);
    return this.codesAt(this.kernel.valuesAt());
  }

  text(row: number, column: number): string {
    const { kernel } = this;
    return this.decode(kernel.cellStart(row, column), kernel.cellEnd(row, column));
  }

  /** A cell in the kernel's memory, for what reads bytes. */
  cell(row: number, column: number): { bytes: Uint8Array; start: number; end: number } {
    const { kernel } = this;
    return { bytes: this.memory(), start: kernel.cellStart(row, column), end: kernel.cellEnd(row, column) };
  }

  createDictionary(): CsvDictionary {
    return this.kernel.createDictionary();
  }

  /** The code of the empty text. */
  codeOfEmpty(dictionary: CsvDictionary): number {
    return this.kernel.codeOf(dictionary, 0, 0);
  }

  sizeOf(dictionary: CsvDictionary): number {
    return this.kernel.sizeOf(dictionary);
  }

  textOf(dictionary: CsvDictionary, code: number): string {
    const offsets = new Uint32Array(this.kernel.memory.buffer, this.kernel.offsetsOf(dictionary), code + 2);
    const texts = this.kernel.textsOf(dictionary);
    return this.decode(texts + offsets[code], texts + offsets[code + 1]);
  }

  /** The texts by code, which outlive the kernel. */
  textsOf(dictionary: CsvDictionary): TextColumn {
    const { kernel } = this;
    const count = kernel.sizeOf(dictionary);
    const offsets = new Uint32Array(kernel.memory.buffer, kernel.offsetsOf(dictionary), count + 1).slice();
    const texts = kernel.textsOf(dictionary);
    return utf8Column({ bytes: this.memory().slice(texts, texts + offsets[count]), offsets });
  }

  /** Makes room for a row that is longer than a chunk. */
  private makeLonger(): void {
    this.size *= 2;
    if (this.size > MAX_ROW_BYTES) {
      throw new InputError(
        `The row that begins with byte ${whole(this.next)} has no end within a gigabyte: a quote is opened there and not closed. Mend that row.`
      );
    }
  }

  private numbers(): Float64Array {
    return new Float64Array(this.kernel.memory.buffer, this.kernel.valuesAt(), this.rows);
  }

  private codesAt(address: number): Uint32Array {
    return new Uint32Array(this.kernel.memory.buffer, address, this.rows);
  }

  private memory(): Uint8Array {
    const { buffer } = this.kernel.memory;
    if (this.view.buffer !== buffer) {
      this.view = new Uint8Array(buffer); // it has grown
    }
    return this.view;
  }

  private decode(start: number, end: number): string {
    return Buffer.from(this.kernel.memory.buffer, start, end - start).toString('utf8');
  }
}
