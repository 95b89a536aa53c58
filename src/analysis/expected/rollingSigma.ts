/** A week of hourly values. */
export const WEEK_OF_HOURS = 24 * 7;

export interface SigmaThresholds {
  readonly mean: Float64Array;
  /** The mean plus so many standard deviations. */
  readonly upper: Float64Array;
}

/**
 * The plain adaptive threshold: mean + 3 standard deviations of the values before. NaN in `values` is a gap; NaN in the
 * result, until there are two values. Each threshold is made of earlier values only. O(1) a value.
 */
export function rollingSigma(values: ArrayLike<number>, window = WEEK_OF_HOURS, sigmas = 3): SigmaThresholds {
  const mean = new Float64Array(values.length).fill(NaN);
  const upper = new Float64Array(values.length).fill(NaN);
  const kept = new Float64Array(window);
  let count = 0;
  let average = 0;
  // Sum of squared differences from the mean, by Welford's recurrence, which keeps its digits.
  let squares = 0;
  for (let i = 0, seen = 0; i < values.length; i++) {
    if (count >= 2) {
      mean[i] = average;
      upper[i] = average + sigmas * Math.sqrt(Math.max(0, squares) / count);
    }
    const value = values[i];
    if (Number.isNaN(value)) {
      continue;
    }
    const slot = seen++ % window;
    if (count < window) {
      count++;
      const change = value - average;
      average += change / count;
      squares += change * (value - average);
    } else {
      const before = average;
      average += (value - kept[slot]) / count;
      squares += (value - kept[slot]) * (value - average + kept[slot] - before);
    }
    kept[slot] = value;
  }
  return { mean, upper };
}
