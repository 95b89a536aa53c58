import { type ResponseBaseline } from './baselines';

/** A window's mean counts as no more than this many times the usual one. */
const CAP = 6;

/**
 * Sums of response times of one service, each window's capped: one request that hangs for a minute makes a mean but no
 * trouble, many that are slow make both.
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
