import { MINUTE } from '../../time/units';
import { HttpError } from '../http/httpError';
import { compareInstants, type Instant, instantOf } from '../instant';
import { type TimeSpan } from './storedLogs';

const PARTS = 4;
const NS_PER_MS = 1e6;

/** A shorter span is not the reason why nothing came in time: each part that is tried takes all of that time again. */
const MIN_WAITED_MS = MINUTE;

function isOutOfTime(error: unknown): boolean {
  return error instanceof HttpError && (error.failure === 'timeout' || error.storeStatus === 504);
}

/** Out of time - ours, a proxy's or its own -, of memory, beyond a limit of its own, or more than we take. */
function isTooMuch(error: unknown): boolean {
  return (
    error instanceof HttpError &&
    (error.failure === 'tooLarge' ||
      isOutOfTime(error) ||
      /couldn't be executed in|requires more than \d+MB of memory|search\.maxQueryTimeRange/.test(error.said))
  );
}

/**
 * Cuts a span into a few parts, in order of time.
 *
 * @param partMs where the parts begin, on multiples of this; left out: on any nanosecond
 * @returns fewer than two where it can't be cut
 */
function partsOf({ from, to }: TimeSpan, partMs?: number): TimeSpan[] {
  const lengthNs = (to.ms - from.ms) * NS_PER_MS + to.ns - from.ns;
  const borders: Instant[] = [from];
  for (let part = 1; part < PARTS; part++) {
    const ns = from.ns + Math.floor((lengthNs * part) / PARTS);
    const ms = from.ms + Math.floor(ns / NS_PER_MS);
    const border = partMs === undefined ? { ms, ns: ns % NS_PER_MS } : instantOf(Math.floor(ms / partMs) * partMs);
    if (compareInstants(border, borders[borders.length - 1]) > 0 && compareInstants(border, to) < 0) {
      borders.push(border);
    }
  }
  return borders.map((border, i) => ({ from: border, to: borders[i + 1] ?? to }));
}

/**
 * Asks for a span; where that is too much, for its parts one by one.
 *
 * @param partMs as partsOf has it
 * @returns what each of them gave, in order of time
 * @throws what `ask` throws where a smaller part doesn't help
 */
export async function askInParts<Answer>(
  ask: (span: TimeSpan) => Promise<Answer>,
  span: TimeSpan,
  partMs?: number
): Promise<Answer[]> {
  try {
    return [await ask(span)];
  } catch (error) {
    const isShort = span.to.ms - span.from.ms < MIN_WAITED_MS;
    const parts = isTooMuch(error) && !(isOutOfTime(error) && isShort) ? partsOf(span, partMs) : [];
    if (parts.length < 2) {
      throw error;
    }
    const answers: Answer[] = [];
    for (const part of parts) {
      answers.push(...(await askInParts(ask, part, partMs)));
    }
    return answers;
  }
}
