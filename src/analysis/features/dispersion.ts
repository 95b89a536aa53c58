import { quantileInPlace } from '../statistics/quantile';

const MINUTE = 60_000;
const SECOND = 1000;

/** The standard deviation of a normal distribution over its median absolute deviation. */
const SIGMA_PER_MAD = 1.4826;

const LEAST_BLOCKS = 8;

/**
 * By how much sums over stretches of time vary more than those of independent values would, at least 1: what surprises that
 * assume independence have to be divided by (quasi-likelihood: Wedderburn 1974). Told by medians, so that an incident does not count.
 *
 * @param time of each value, ascending, ms; `value`: what is left of each after what is usual, of variance 1 if all is usual
 */
export function dispersion(time: Float64Array, value: Float64Array): number {
  return Math.max(1, ofBlocks(time, value, 5 * MINUTE), ofBlocks(time, value, 30 * MINUTE));
}

function ofBlocks(time: Float64Array, value: Float64Array, width: number): number {
  const sums = new Float64Array(value.length);
  let blocks = 0;
  for (let i = 0; i < value.length;) {
    const block = Math.floor(time[i] / width);
    const first = i;
    let sum = 0;
    while (i < value.length && time[i] < (block + 1) * width) {
      sum += value[i++];
    }
    sums[blocks++] = sum / Math.sqrt(i - first);
  }
  return blocks < LEAST_BLOCKS ? 1 : robustVariance(sums.subarray(0, blocks));
}

/** Of values that may be reordered. */
export function robustVariance(values: Float64Array): number {
  const median = quantileInPlace(values, 0.5);
  for (let i = 0; i < values.length; i++) {
    values[i] = Math.abs(values[i] - median);
  }
  return (SIGMA_PER_MAD * quantileInPlace(values, 0.5)) ** 2;
}

/** How many logs come at once, within a second: the median over the seconds that have any. 1 for none. */
export function clumpSize(time: Float64Array): number {
  const counts = new Float64Array(time.length);
  let seconds = 0;
  for (let i = 0; i < time.length;) {
    const second = Math.floor(time[i] / SECOND);
    const first = i;
    while (i < time.length && time[i] < (second + 1) * SECOND) {
      i++;
    }
    counts[seconds++] = i - first;
  }
  return seconds === 0 ? 1 : quantileInPlace(counts.subarray(0, seconds), 0.5);
}
