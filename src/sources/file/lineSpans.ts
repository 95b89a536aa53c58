import { type TextColumn } from '../../logs/logTable';
import { byteTextColumn } from '../../logs/textColumn';

/** Where each log's line lies in the file, for a line column that holds no strings. */
export class LineSpans {
  private starts: Uint32Array<ArrayBuffer>;
  private ends: Uint32Array<ArrayBuffer>;
  private length = 0;

  constructor(capacity: number) {
    this.starts = new Uint32Array(Math.max(16, capacity));
    this.ends = new Uint32Array(Math.max(16, capacity));
  }

  push(start: number, end: number): void {
    if (this.length === this.starts.length) {
      const starts = new Uint32Array(this.length * 2);
      const ends = new Uint32Array(this.length * 2);
      starts.set(this.starts);
      ends.set(this.ends);
      this.starts = starts;
      this.ends = ends;
    }
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length++;
  }

  /** Lets the last line go on to `end`, as the lines of a stack trace do. */
  extend(end: number): void {
    this.ends[this.length - 1] = end;
  }

  finish(bytes: Uint8Array): TextColumn {
    return byteTextColumn(bytes, this.starts.subarray(0, this.length), this.ends.subarray(0, this.length));
  }
}
