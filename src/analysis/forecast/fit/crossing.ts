import { type TrendLine } from './fitTrend';

/** The 90th percentile of a normal distribution: 80% lie within so many standard deviations. */
const Z80 = 1.2816;

/** Nothing goes on for long exactly as it did: the standard deviation of the slope to come, as a share of the slope. */
const DRIFT = 0.07;

/**
 * When a trend reaches a limit, in minutes from now: in the middle, and the interval that has it with a chance of 80%.
 */
export interface Crossing {
  readonly expected: number;
  readonly earliest: number;
  readonly latest: number;
}

/**
 * When the line reaches the limit, by Fieller's theorem: the times for which the limit lies within the line's
 * uncertainty there, which is that of its level, of its slope, of how the slope will change, and of the limit.
 *
 * @param limitSigma the standard deviation of the limit, where it is not quite certain
 * @returns undefined where the line is at the limit already or its slope is too uncertain to say
 */
export function crossingOf(
  { slope, level, sigma, count, meanMinute, squares }: TrendLine,
  limit: number,
  limitSigma = 0
): Crossing | undefined {
  const gap = limit - level;
  if (!(gap > 0)) {
    return undefined;
  }
  // The variance of the line after h minutes: constant + linear h + square h^2.
  const slopeVariance = sigma ** 2 / squares;
  const constant = limitSigma ** 2 + sigma ** 2 / count + slopeVariance * meanMinute ** 2;
  const linear = -2 * slopeVariance * meanMinute;
  const square = slopeVariance + (DRIFT * slope) ** 2;
  // (gap - slope h)^2 = z^2 variance(h)
  const a = slope ** 2 - Z80 ** 2 * square;
  const b = -2 * gap * slope - Z80 ** 2 * linear;
  const c = gap ** 2 - Z80 ** 2 * constant;
  const root = Math.sqrt(b ** 2 - 4 * a * c);
  if (!(a > 0 && root >= 0)) {
    return undefined;
  }
  const expected = gap / slope;
  return {
    expected,
    earliest: Math.min(expected, Math.max(0, (-b - root) / (2 * a))),
    latest: Math.max(expected, (-b + root) / (2 * a)),
  };
}
