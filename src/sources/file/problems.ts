import { type Notice } from '../../logs/notice';

/** What could not be read, counted, with the first of each kind: nothing is left out without a word. */
export class Problems {
  private lines = 0;
  private cells = 0;
  private firstLine = '';
  private firstCell = '';

  /**
   * @param bytes the whole file.
   * @param noun what one log is in it: 'line', 'row', 'object'.
   */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly noun: string
  ) {}

  get count(): number {
    return this.lines;
  }

  /** The first log that was left out, for an error when none could be read. */
  get first(): string {
    return this.firstLine;
  }

  /** A log that was left out. @param offset where it begins. */
  leftOut(offset: number, reason: string): void {
    if (this.lines++ === 0) {
      this.firstLine = `line ${this.lineNumber(offset)} ${reason}`;
    }
  }

  /** A value that is not what its column says: the log counts, without the value. */
  unreadable(offset: number, column: string, value: string): void {
    if (this.cells++ === 0) {
      this.firstCell = `line ${this.lineNumber(offset)} has ${JSON.stringify(value.slice(0, 40))} as ${column}`;
    }
  }

  notices(read: number): Notice[] {
    const notices: Notice[] = [];
    if (this.lines > 0) {
      const of = (read + this.lines).toLocaleString('en-US');
      const text = `${this.lines.toLocaleString('en-US')} of ${of} ${this.noun}s could not be read and are left out; the first: ${this.firstLine}.`;
      notices.push({ severity: 'warning', text });
    }
    if (this.cells > 0) {
      const text = `${this.cells.toLocaleString('en-US')} values could not be read and are left out, their logs are not; the first: ${this.firstCell}.`;
      notices.push({ severity: 'warning', text });
    }
    return notices;
  }

  private lineNumber(offset: number): number {
    let line = 1;
    for (let at = this.bytes.indexOf(10); at >= 0 && at < offset; at = this.bytes.indexOf(10, at + 1)) {
      line++;
    }
    return line;
  }
}
