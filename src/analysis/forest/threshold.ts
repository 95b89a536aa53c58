import { select } from '../statistics/quantile';

export interface Threshold {
  /** Anomalies score strictly below it. */
  readonly score: number;
  /** The same as a path length: those of anomalies are strictly below it. */
  readonly pathLength: number;
}

/**
 * The percentile of the scores that leaves the expected share below it (linear interpolation, as numpy has it). As
 * scores rise with the path lengths, only those at the two ranks about it are worked out.
 *
 * @param contamination over 0, at most 0.5
 */
export function anomalyThreshold(
  pathLengths: Float64Array,
  contamination: number,
  scoreOf: (pathLength: number) => number
): Threshold {
  const rank = contamination * (pathLengths.length - 1);
  const lower = Math.floor(rank);
  const sorted = pathLengths.slice();
  const atLower = select(sorted, lower, 0, sorted.length - 1);
  if (lower === rank) {
    return { score: scoreOf(atLower), pathLength: atLower };
  }
  const atUpper = select(sorted, lower + 1, lower + 1, sorted.length - 1);
  const score = scoreOf(atLower);
  return { score: score + (scoreOf(atUpper) - score) * (rank - lower), pathLength: atUpper };
}
