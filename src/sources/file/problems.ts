import { type Notice } from '../../logs/notice';
import { whole } from '../../format/format';

/** Characters of a line that are shown, and that are kept to look closer at it. */
const SHOWN = 120;
const MAX_LENGTH = 10_000;

/** What could not be read, counted, with the first of each kind: nothing is left out without a word. */
export class Problems {
  private lines = 0;
  private cells = 0;
  private firstLine = '';
  /** The text of the first line that was left out. */
  firstText = '';
  private firstCell = '';
  private crashes = 0;
  private unlikes = 0;
  private firstUnlike = '';
  private firstCrash = '';
  /** Lines that belong to the log before, by the look of them. */
  joined = 0;
  private linesBefore = 0;

  /**
   * @param bytes the whole file, or its first piece.
   * @param noun what one log is in it: 'line', 'row', 'object'.
   */
  constructor(
    private bytes: Uint8Array,
    private readonly noun: string
  ) {}

  /** Goes on to the next piece of a file: offsets are in this one now. */
  goOn(bytes: Uint8Array, linesBefore: number): void {
    this.bytes = bytes;
    this.linesBefore = linesBefore;
  }

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
      this.firstText = this.textAt(offset, MAX_LENGTH);
      this.firstLine = `line ${this.lineNumber(offset)} ${reason}: ${shown(this.firstText)}`;
    }
  }

  /** A line that belongs to the log before only because it is none itself. */
  unlike(offset: number): void {
    if (this.unlikes++ === 0) {
      this.firstUnlike = this.quote(offset);
    }
  }

  /** What a run time printed as it died. */
  crash(offset: number): void {
    if (this.crashes++ === 0) {
      this.firstCrash = this.quote(offset);
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
      const of = whole(read + this.lines);
      const text = `${whole(this.lines)} of ${of} ${this.noun}s could not be read and are left out; the first: ${this.firstLine}.`;
      notices.push({ severity: 'warning', text });
    }
    if (this.cells > 0) {
      const text = `${whole(this.cells)} values could not be read and are left out, their logs are not; the first: ${this.firstCell}.`;
      notices.push({ severity: 'warning', text });
    }
    if (this.unlikes > 0) {
      const text = `${whole(this.unlikes)} lines have no time where the others have theirs; they count as part of the log before them; the first: ${this.firstUnlike}.`;
      notices.push({ severity: 'warning', text });
    }
    if (this.crashes > 0) {
      const text = `${whole(this.crashes)} crashes that a run time printed without a time count as errors at the time of the log before; the first: ${this.firstCrash}.`;
      notices.push({ severity: 'info', text });
    }
    return notices;
  }

  private quote(offset: number): string {
    return `line ${this.lineNumber(offset)}: ${shown(this.textAt(offset, SHOWN))}`;
  }

  private textAt(offset: number, longest: number): string {
    const newline = this.bytes.indexOf(10, offset);
    const end = Math.min(newline < 0 ? this.bytes.length : newline, offset + longest);
    return new TextDecoder().decode(this.bytes.subarray(offset, end)).trimEnd();
  }

  private lineNumber(offset: number): number {
    let line = this.linesBefore + 1;
    for (let at = this.bytes.indexOf(10); at >= 0 && at < offset; at = this.bytes.indexOf(10, at + 1)) {
      line++;
    }
    return line;
  }
}

function shown(line: string): string {
  return JSON.stringify(line.length > SHOWN ? `${line.slice(0, SHOWN)}...` : line);
}
