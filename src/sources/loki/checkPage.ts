import { StoreError } from '../../errors';
import { formatInstant, msOfNanoseconds, nsOfNanoseconds } from '../instant';
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
    streams.forEach((stream) => checkStart(stream, from));
    return;
  }
  for (const { values } of streams) {
    let [ms, ns] = [-Infinity, 0];
    for (const [time] of values) {
      const [nextMs, nextNs] = [msOfNanoseconds(time), nsOfNanoseconds(time)];
      if (nextMs < from.ms || (nextMs === from.ms && nextNs < from.ns)) {
        throw tooEarly(time, from);
      }
      if (nextMs < ms || (nextMs === ms && nextNs < ns)) {
        throw contradiction('gave a stream with the newest lines first, and the oldest were asked for', 'direction');
      }
      [ms, ns] = [nextMs, nextNs];
    }
  }
}

/** Loki gives the lines of a stream in order: none is before the first one. */
function checkStart({ values: [first] }: Page['streams'][number], from: Span['from']): void {
  if (first === undefined) {
    return;
  }
  const [ms, ns] = [msOfNanoseconds(first[0]), nsOfNanoseconds(first[0])];
  if (ms < from.ms || (ms === from.ms && ns < from.ns)) {
    throw tooEarly(first[0], from);
  }
}

function tooEarly(time: string, from: Span['from']): StoreError {
  return contradiction(
    `gave a line of nanosecond ${time}, and those from ${formatInstant(from)} on were asked for`,
    'start'
  );
}

/** @param what Loki did, against what @param parameter the one of the request that seems to be ignored */
export function contradiction(what: string, parameter: string): StoreError {
  return new StoreError(
    `Loki contradicts the question: it ${what}. Check whether a proxy between drops or changes the parameter "${parameter}" of requests, or answers from a cache.`
  );
}
