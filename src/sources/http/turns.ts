/** Gives turns, one at a time, in the order in which they were asked for. */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  /** @returns ends the turn @throws the signal's reason once it aborts, which gives up the place */
  async next(signal: AbortSignal): Promise<() => void> {
    const before = this.last;
    let end = (): void => undefined;
    const own = new Promise<void>((resolve) => (end = resolve));
    this.last = before.then(() => own);
    try {
      await unlessAborted(before, signal);
    } catch (reason) {
      end();
      throw reason;
    }
    return end;
  }
}

function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason as Error);
    if (signal.aborted) {
      leave();
      return;
    }
    signal.addEventListener('abort', leave, { once: true });
    void work.then(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
  });
}
