import { StoreError } from '../../errors';
import { compareInstants, formatInstant, type Instant, msOfNanoseconds, nsOfNanoseconds } from '../instant';
import { type Page, type Span } from './page';

/**
 * Checks that a page answers what was asked for: it has to begin where it was asked to. From a full one follows what is
 * still to be read: it has to go the right way, too.
 *
 * @throws StoreError that says what contradicts what, and what to check.
 */
export function checkPage({ streams, length }: Page, { from, limit }: Span, direction: 'forward' | 'backward'): void {
  if (length > limit) {
    throw contradiction(`gave ${length} lines, and at most ${limit} were asked for`, 'limit');
  }
  if (direction === 'backward') {
    return;
  }
  if (length < limit) {
    // Loki gives the lines of a stream in order: none is before the first one.
    streams.forEach(({ values }) => values.slice(0, 1).forEach(([time]) => checkStart(time, from)));
    return;
  }
  for (const { values } of streams) {
    let before: Instant = { ms: -Infinity, ns: 0 };
    for (const [time] of values) {
      const at = checkStart(time, from);
      if (compareInstants(at, before) < 0) {
        throw contradiction('gave a stream with the newest lines first, and the oldest were asked for', 'direction');
      }
      before = at;
    }
  }
}

/** @returns when a line is */
function checkStart(time: string, from: Instant): Instant {
  const at = { ms: msOfNanoseconds(time), ns: nsOfNanoseconds(time) };
  if (compareInstants(at, from) < 0) {
    throw contradiction(
      `gave a line of nanosecond ${time}, and those from ${formatInstant(from)} on were asked for`,
      'start'
    );
  }
  return at;
}

/** @param what Loki did, against what @param parameter the one of the request that seems to be ignored */
export function contradiction(what: string, parameter: string): StoreError {
  return new StoreError(
    `Loki contradicts the question: it ${what}. Check whether a proxy between drops or changes the parameter "${parameter}" of requests, or answers from a cache.`
  );
}
