const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;

/**
 * The cells of CSV (RFC 4180), row by row, as offsets into the bytes. A cell in quotes may hold separators, line ends and quotes written
 * twice; its offsets are those inside of its quotes. Lines without anything are passed over.
 */
export class CsvCells {
  /** Cells of the row, more than there is room for included. */
  count = 0;
  rowStart = 0;
  rowEnd = 0;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** 1 where a quote is written twice within the cell. */
  readonly escaped: Uint8Array;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly separator: number,
    columns: number,
    private at: number
  ) {
    this.starts = new Uint32Array(columns + 1);
    this.ends = new Uint32Array(columns + 1);
    this.escaped = new Uint8Array(columns + 1);
  }

  /** Goes on to the next row. @returns whether there is one. */
  next(): boolean {
    const { bytes, separator, starts, ends, escaped } = this;
    const { length } = bytes;
    let at = this.at;
    while (at < length && (bytes[at] === NEWLINE || bytes[at] === RETURN)) {
      at++;
    }
    if (at >= length) {
      return false;
    }
    this.rowStart = at;
    const last = starts.length - 1;
    let count = 0;
    for (;;) {
      const cell = count < last ? count : last;
      count++;
      if (bytes[at] === QUOTE) {
        const close = this.closingQuote(at + 1, cell);
        starts[cell] = at + 1;
        ends[cell] = close;
        at = close + 1;
        while (at < length && bytes[at] !== separator && bytes[at] !== NEWLINE) {
          at++; // what stands behind a closing quote belongs to nothing
        }
      } else {
        starts[cell] = at;
        escaped[cell] = 0;
        let byte = 0;
        while (at < length && (byte = bytes[at]) !== separator && byte !== NEWLINE) {
          at++;
        }
        ends[cell] = at > starts[cell] && at < length && byte === NEWLINE && bytes[at - 1] === RETURN ? at - 1 : at;
      }
      if (at >= length || bytes[at] === NEWLINE) {
        break;
      }
      at++;
    }
    this.count = count;
    this.rowEnd = at > this.rowStart && bytes[at - 1] === RETURN ? at - 1 : at;
    this.at = at + 1;
    return true;
  }

  private closingQuote(from: number, cell: number): number {
    const { bytes, escaped } = this;
    escaped[cell] = 0;
    for (let at = from; ; at++) {
      at = bytes.indexOf(QUOTE, at);
      if (at < 0) {
        return bytes.length;
      }
      if (bytes[at + 1] !== QUOTE) {
        return at;
      }
      escaped[cell] = 1;
      at++;
    }
  }
}
