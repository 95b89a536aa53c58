import { CancelledError } from '../../errors';
import { type Memory, PROCESS_MEMORY } from '../../pipeline/memory';

/** From this share of the budget on an analysis waits for the one that runs: it takes about as much again. */
const SHARED = 0.6;

export interface BudgetOptions {
  maxBytes: number;
  kept: Forgettable;
  memory?: Memory;
}

/** What is only kept to be quick. */
export interface Forgettable {
  isEmpty(): boolean;
  forget(): void;
}

/**
 * Keeps a process within its memory: where that becomes short caches are let go first, and analyses run one after the
 * other. One alone may take what it needs, up to where its process is ended.
 */
export class MemoryBudget {
  private running = 0;
  private readonly waiting = new Set<() => void>();
  private readonly memory: Memory;

  constructor(private readonly options: BudgetOptions) {
    this.memory = options.memory ?? PROCESS_MEMORY;
  }

  /** Runs the work when there is memory for it. @throws CancelledError where nobody waits for it any more */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    while (this.running > 0 && this.memory.resident() > SHARED * this.options.maxBytes) {
      await this.turn(signal);
    }
    if (signal.aborted) {
      throw new CancelledError();
    }
    this.running++;
    try {
      return await work();
    } finally {
      this.running--;
      this.keep();
      [...this.waiting].forEach((wake) => wake());
    }
  }

  /** Called now and then by what works: where the budget is used up, and not by garbage, caches are let go. */
  keep(): void {
    const { memory } = this;
    const { maxBytes, kept } = this.options;
    if (memory.resident() <= maxBytes || kept.isEmpty()) {
      return;
    }
    memory.collect?.();
    if (memory.resident() > maxBytes) {
      kept.forget();
      memory.collect?.();
    }
  }

  /** Until an analysis ends, or this one is no longer wanted. */
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
