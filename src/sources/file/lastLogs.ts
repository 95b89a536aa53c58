/** So many logs back the one is looked for that a line goes on with: streams of several programs are mingled. */
const KEPT = 64;
const MASK = KEPT - 1;

const CRASH = 1;
const JOINED = 2;

/** The last logs of a file, each with the stream that it is of. */
export class LastLogs {
  private readonly streams = Array.from({ length: KEPT }, () => '');
  private readonly rows = new Int32Array(KEPT);
  private readonly flags = new Uint8Array(KEPT);
  private next = 0;
  private crashAt = -KEPT;

  /** @param isCrash what follows without a level of its own belongs to it */
  add(stream: string, row: number, isCrash: boolean): void {
    const at = this.next & MASK;
    this.streams[at] = stream;
    this.rows[at] = row;
    this.flags[at] = 0;
    if (isCrash) {
      this.flags[at] = CRASH;
      this.crashAt = this.next;
    }
    this.next++;
  }

  /** Whether one of them is a crash. */
  get hasCrash(): boolean {
    return this.next - this.crashAt <= KEPT;
  }

  /** Where the last log of all is; -1: there is none. */
  get newest(): number {
    return this.next === 0 ? -1 : (this.next - 1) & MASK;
  }

  /** Where the last log of a stream is; -1: there is none. */
  find(stream: string): number {
    for (let at = this.next - 1; at >= 0 && at >= this.next - KEPT; at--) {
      if (this.streams[at & MASK] === stream) {
        return at & MASK;
      }
    }
    return -1;
  }

  rowAt(at: number): number {
    return this.rows[at];
  }

  isCrash(at: number): boolean {
    return (this.flags[at] & CRASH) !== 0;
  }

  /** Whether lines go on with it already. */
  isJoined(at: number): boolean {
    return (this.flags[at] & JOINED) !== 0;
  }

  join(at: number): void {
    this.flags[at] |= JOINED;
  }
}
