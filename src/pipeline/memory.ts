declare const Bun: { gc(force: boolean): void } | undefined;

const MB = 1_000_000;

/** Below this a process that is alone has nothing to save. */
const ENOUGH = 300 * MB;

/** Garbage worth the time that it takes to collect. */
const STEP = 64 * MB;

/** Asking is a call of the system, and what is done meanwhile takes no gigabytes. */
const ASKED_EVERY_MS = 20;

/** What is asked for memory; under Node, whose collector can't be called, nothing is done. */
export interface Memory {
  resident(): number;
  collect?(): void;
  /** A clock, ms. */
  now(): number;
}

export const PROCESS_MEMORY: Memory = {
  resident: () => process.memoryUsage.rss(),
  now: () => performance.now(),
  ...(typeof Bun !== 'undefined' && { collect: () => Bun.gc(true) }),
};

/**
 * Keeps a process small that goes through many logs: what one step leaves behind would otherwise wait for the collector
 * until it is as much as all that is in use.
 *
 * @param enough below this there is nothing to save, bytes
 * @param share garbage is left until it is this share of what is in use, where that is more than enough else: of a process
 *   that goes on and on, whose collector does its work
 * @returns to be called now and then; collects where the process is large and has grown since the last time
 */
export function memorySaver(
  { resident, collect, now }: Memory = PROCESS_MEMORY,
  enough = ENOUGH,
  share = 0
): () => void {
  let last = enough - STEP;
  let askedAt = -Infinity;
  return () => {
    if (now() < askedAt + ASKED_EVERY_MS) {
      return;
    }
    askedAt = now();
    if (collect && resident() >= last + Math.max(STEP, share * last)) {
      collect();
      last = Math.max(enough - STEP, resident());
    }
  };
}

/** Gives back what is not used, where the process has nothing else to do. */
export function collectGarbage(): void {
  PROCESS_MEMORY.collect?.();
}
