import { CancelledError } from '../../errors';
import { type Memory, PROCESS_MEMORY } from '../../pipeline/memory';

/** What a worker takes that has nothing to do: it is not of the budget, which is for caches and work. */
export const IDLE_BYTES = 70e6;

/** Garbage worth the time that it takes to collect, as a share of the budget. */
const WORTH_COLLECTING = 1 / 4;

/**
 * While an analysis runs, caches may fill this share: it goes on taking memory until it is looked at again. They are
 * looked at when garbage and they fill the other share, for it takes long to tell them apart.
 */
const ROOM = 0.5;
const LOOK = 0.75;

/** What is kept ends no analysis: it is let go at this share of where the process is ended. */
const SAFE = 0.75;

export interface BudgetOptions {
  /** What all workers and the main process may take together. */
  maxBytes: number;
  /** What this one may take however much the others take. */
  leastBytes: number;
  /** Where this one is ended, whatever the others take. Left out: nowhere. */
  endBytes?: number;
  kept: Forgettable;
  memory?: Memory;
}

/** What is only kept to be quick. */
export interface Forgettable {
  isEmpty(): boolean;
  forget(): void;
}

/**
 * Keeps a worker within what the others leave of the budget: where that becomes short caches are let go first, and
 * analyses run one after the other. One alone may take what it needs, up to where its process is ended.
 */
export class MemoryBudget {
  private maxBytes: number;
  private running = 0;
  /** What was taken before the first of those that run began, and what they may come to take. */
  private before = 0;
  private expected = 0;
  private readonly waiting = new Set<() => void>();
  private readonly memory: Memory;
  /** What was taken after garbage was last collected. */
  private collectedAt = 0;

  constructor(private readonly options: BudgetOptions) {
    this.memory = options.memory ?? {
      ...PROCESS_MEMORY,
      resident: () => Math.max(0, PROCESS_MEMORY.resident() - IDLE_BYTES),
    };
    this.maxBytes = this.shareBeside(0);
  }

  /**
   * Runs the work when there is memory for it.
   * @param bytes that it may come to take
   * @throws CancelledError where nobody waits for it any more
   */
  async run<T>(signal: AbortSignal, bytes: number, work: () => Promise<T>): Promise<T> {
    while (this.running > 0 && !this.fits(bytes)) {
      await this.turn(signal);
    }
    if (signal.aborted) {
      throw new CancelledError();
    }
    this.before = this.running === 0 ? this.memory.resident() : this.before;
    this.running++;
    this.expected += bytes;
    try {
      return await work();
    } finally {
      this.running--;
      this.expected -= bytes;
      this.keep();
      this.wake();
    }
  }

  /** @param bytes that the others take of the budget */
  share(bytes: number): void {
    this.maxBytes = this.shareBeside(bytes);
    this.keep();
    this.wake();
  }

  /** Called now and then by what works: where the budget is used up, and not by garbage, caches are let go. */
  keep(): void {
    const { memory, running, maxBytes } = this;
    const { kept } = this.options;
    const look = running > 0 ? LOOK * maxBytes : maxBytes;
    // What is left after a collection may lie near that: garbage is not looked for again before there is some, unless
    // the budget is used up, or that is by what can't be let go.
    const { collectedAt } = this;
    const again = collectedAt + WORTH_COLLECTING * maxBytes;
    const enough = Math.max(look, collectedAt < maxBytes ? Math.min(again, maxBytes) : again);
    if (memory.resident() <= enough || kept.isEmpty()) {
      return;
    }
    this.collect();
    if (this.collectedAt > (running > 0 ? ROOM * maxBytes : maxBytes)) {
      kept.forget();
      this.collect();
    }
  }

  private shareBeside(othersBytes: number): number {
    const { maxBytes, leastBytes, endBytes = Infinity } = this.options;
    return Math.min(SAFE * endBytes, Math.max(leastBytes, maxBytes - othersBytes));
  }

  private collect(): void {
    this.memory.collect?.();
    this.collectedAt = this.memory.resident();
  }

  /** What runs has not taken yet what it will. */
  private fits(bytes: number): boolean {
    return Math.max(this.memory.resident(), this.before + this.expected) + bytes <= this.maxBytes;
  }

  private wake(): void {
    [...this.waiting].forEach((wake) => wake());
  }

  /** Until an analysis ends, or the others leave more or less, or this one is no longer wanted. */
  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', leave);
        then();
      };
      const wake = () => settle(resolve);
      const leave = () => settle(() => reject(new CancelledError()));
      if (signal.aborted) {
        leave();
        return;
      }
      this.waiting.add(wake);
      signal.addEventListener('abort', leave);
    });
  }
}
