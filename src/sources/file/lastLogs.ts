/** So many logs back the one is looked for that a line goes on with: streams of several programs are mingled. */
const KEPT = 64;

/** The last logs of a file, each with the stream that it is of. */
export class LastLogs {
  private readonly streams = Array.from({ length: KEPT }, () => '');
  /** -1: none. */
  private readonly rows = new Int32Array(KEPT).fill(-1);
  /** Whether each is a crash, and whether lines go on with it already. */
  private readonly crashes = new Uint8Array(KEPT);
  private readonly joined = new Uint8Array(KEPT);
  private next = 0;
  private crashAt = -KEPT;

  add(stream: string, row: number, isCrash: boolean): void {
    const at = this.next % KEPT;
    this.streams[at] = stream;
    this.rows[at] = row;
    this.crashes[at] = isCrash ? 1 : 0;
    this.joined[at] = 0;
    this.crashAt = isCrash ? this.next : this.crashAt;
    this.next++;
  }

  /** Whether one of them is a crash. */
  get hasCrash(): boolean {
    return this.next - this.crashAt <= KEPT;
  }

  /** Where the last log of all is; -1: there is none. */
  get newest(): number {
    return (this.next - 1) % KEPT;
  }

  /** Where the last log of a stream is; -1: there is none. */
  find(stream: string): number {
    for (let at = this.next - 1; at >= 0 && at >= this.next - KEPT; at--) {
      if (this.streams[at % KEPT] === stream) {
        return at % KEPT;
      }
    }
    return -1;
  }

  rowAt(at: number): number {
    return this.rows[at];
  }

  isCrash(at: number): boolean {
    return this.crashes[at] === 1;
  }

  isJoined(at: number): boolean {
    return this.joined[at] === 1;
  }

  join(at: number): void {
    this.joined[at] = 1;
  }
}
