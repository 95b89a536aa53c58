import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledError } from '../../errors';
import { HttpError } from './httpError';

export interface RetryPolicy {
  /** The most tries, the first one included. */
  tries: number;
  /** The wait before the second try; it doubles with each further one. */
  firstDelayMs: number;
  maxDelayMs: number;
  /** No try is begun later than this after the first. */
  totalMs: number;
}

export const DEFAULT_RETRIES = { tries: 4, firstDelayMs: 250, maxDelayMs: 10_000 };

/**
 * Runs `attempt` again while its error says that it may help, with exponential backoff and jitter, or after the time
 * that the store asks for (Retry-After).
 *
 * @throws the last error; CancelledError as soon as the signal aborts.
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  { tries, firstDelayMs, maxDelayMs, totalMs }: RetryPolicy,
  signal: AbortSignal
): Promise<T> {
  const end = performance.now() + totalMs;
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof HttpError) || !error.retry || tried >= tries) {
        throw error;
      }
      const backoff = Math.min(maxDelayMs, firstDelayMs * 2 ** (tried - 1));
      // Jitter keeps the requests that failed together from coming back together.
      const delay = Math.max(error.retry.afterMs ?? 0, backoff * (0.5 + Math.random() / 2));
      if (performance.now() + delay > end) {
        throw error;
      }
      await pause(delay, signal);
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    throw new CancelledError();
  }
}

/** Retry-After in milliseconds: seconds or a date. Undefined where there is none or it can't be read. */
export function retryAfterMs(value: string | null, nowMs: number): number | undefined {
  if (!value) {
    return undefined;
  }
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
