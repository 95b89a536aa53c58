/**
 * The largest of the last values, over a window that may grow up to `capacity`. O(1) a value on average, fixed memory.
 */
export class RecentMaximum {
  /** Values that nothing later exceeds, largest first, in a ring, with the time (count) that each came at. */
  private readonly values: Float64Array;
  private readonly times: Float64Array;
  private head = 0;
  private size = 0;

  constructor(private readonly capacity: number) {
    this.values = new Float64Array(capacity);
    this.times = new Float64Array(capacity);
  }

  /** The largest value that came at `since` or later; 0 if none did. Earlier ones are forgotten. */
  since(since: number): number {
    while (this.size > 0 && this.times[this.head] < since) {
      this.head = (this.head + 1) % this.capacity;
      this.size--;
    }
    return this.size > 0 ? this.values[this.head] : 0;
  }

  add(time: number, value: number): void {
    while (this.size > 0 && this.values[this.place(this.size - 1)] <= value) {
      this.size--;
    }
    if (this.size === this.capacity) {
      this.since(this.times[this.head] + 1);
    }
    const place = this.place(this.size);
    this.values[place] = value;
    this.times[place] = time;
    this.size++;
  }

  private place(index: number): number {
    return (this.head + index) % this.capacity;
  }
}
