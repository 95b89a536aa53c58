import { grow } from '../../logs/take';
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
    this.makeRoom(1);
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length++;
  }

  pushAll(starts: Uint32Array, ends: Uint32Array): void {
    this.makeRoom(starts.length);
    this.starts.set(starts, this.length);
    this.ends.set(ends, this.length);
    this.length += starts.length;
  }

  /** Lets a line go on to `end`, as the lines of a stack trace do: over those of others that are mingled with it. */
  extend(row: number, end: number): void {
    this.ends[row] = end;
  }

  finish(bytes: Uint8Array): TextColumn {
    return byteTextColumn(bytes, this.starts.subarray(0, this.length), this.ends.subarray(0, this.length));
  }

  private makeRoom(count: number): void {
    if (this.length + count > this.starts.length) {
      const capacity = Math.max(this.length + count, this.starts.length * 2);
      this.starts = grow(this.starts, new Uint32Array(capacity));
      this.ends = grow(this.ends, new Uint32Array(capacity));
    }
  }
}
