import { type ResponseBaseline } from './baseline';
import { type RuleInput } from './rule';
import { type Stretch } from './stretches';

/** A window's mean counts as no more than this many times the usual one. */
const CAP = 6;

/**
 * Sums of response times of one service, each window's capped: one request that hangs for a minute makes a mean but no trouble, many
 * that are slow make both.
 */
export function cappedSums(
  sums: Float64Array,
  responses: Uint32Array,
  offset: number,
  windows: number,
  { logMean }: ResponseBaseline
): Float64Array {
  const most = CAP * Math.exp(logMean);
  const capped = sums.slice(offset, offset + windows);
  for (let window = 0; window < windows; window++) {
    capped[window] = Math.min(capped[window], most * responses[offset + window]);
  }
  return capped;
}

/** In this many responses the 95th percentile lies under the largest but one. */
const P95_OF_TWO = 21;

/**
 * Whether at least two answers of a stretch were slower than `limit`, by their traces or else as far as windows tell: in a window whose mean is over it
 * there was one, in one of many responses whose P95 is over it there were two.
 */
export function slowMoreThanOnce(
  { windows, lines }: RuleInput,
  service: number,
  { from, to }: Stretch,
  limit: number
): boolean {
  const { responses, responseSum, responseP95, services, startMs, windowMs } = windows;
  const traces = lines.slowTraces?.(services[service], startMs + from * windowMs, startMs + to * windowMs, limit);
  if (traces !== undefined) {
    return traces >= 2;
  }
  const offset = service * windows.windows;
  let slow = 0;
  for (let cell = offset + from; cell < offset + to; cell++) {
    if (responseSum[cell] > limit * responses[cell]) {
      slow += responses[cell] >= P95_OF_TWO && responseP95[cell] > limit ? 2 : 1;
    }
  }
  return slow >= 2;
}
