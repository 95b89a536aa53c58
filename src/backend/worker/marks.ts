/**
 * For which calls a thread works, as far as it reports: the task it began last and has not ended. A thread does one
 * thing at a time, and its tasks take turns.
 */
export class Marks {
  /** By the number of a task; the one that was reported last comes last. */
  private readonly tasks = new Map<number, readonly number[]>();

  /** The task goes on from here. */
  works(task: number, calls: readonly number[]): void {
    this.tasks.delete(task);
    this.tasks.set(task, calls);
  }

  rests(task: number): void {
    this.tasks.delete(task);
  }

  /** Undefined: it reported nothing. */
  current(): { task: number; calls: readonly number[] } | undefined {
    const last = [...this.tasks].at(-1);
    return last && { task: last[0], calls: last[1] };
  }
}
