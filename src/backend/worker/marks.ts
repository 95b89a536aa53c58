/**
 * For which calls a thread works, as far as it says: what it began last and has not ended, for a thread does one thing
 * at a time and its tasks take turns.
 */
export class Marks {
  /** By the number of a task, what was said of last in the end. */
  private readonly tasks = new Map<number, readonly number[]>();

  /** The task goes on from here. */
  works(task: number, calls: readonly number[]): void {
    this.tasks.delete(task);
    this.tasks.set(task, calls);
  }

  rests(task: number): void {
    this.tasks.delete(task);
  }

  /** Undefined: it said nothing. */
  current(): { task: number; calls: readonly number[] } | undefined {
    const last = [...this.tasks].at(-1);
    return last && { task: last[0], calls: last[1] };
  }
}
