import { Column, mark, release } from '../column';
import { medianInPlace } from './quantile';

const SECOND: f64 = 1000;
const MINUTE: f64 = 60_000;

/** The standard deviation of a normal distribution over its median absolute deviation. */
const SIGMA_PER_MAD: f64 = 1.4826;

const MIN_BLOCKS: i32 = 8;

/**
 * By how much sums over stretches of time vary more than those of independent values would, at least 1: what surprises
 * that assume independence have to be divided by (quasi-likelihood: Wedderburn 1974). By medians, so that an
 * incident does not count.
 *
 * @param places each value's index in `time`, which ascends (ms)
 * @param values what is left of each after what is usual, of variance 1 if all is usual
 */
export function dispersion(time: Column<f64>, places: Column<i32>, values: Column<f64>, count: i32): f64 {
  const short = ofBlocks(time, places, values, count, 5 * MINUTE);
  const long = ofBlocks(time, places, values, count, 30 * MINUTE);
  return max(1, max(short, long));
}

function ofBlocks(time: Column<f64>, places: Column<i32>, values: Column<f64>, count: i32, width: f64): f64 {
  const free = mark();
  const sums = Column.of<f64>(count);
  let blocks = 0;
  for (let i = 0; i < count;) {
    const end = (Math.floor(time[places[i]] / width) + 1) * width;
    const first = i;
    let sum: f64 = 0;
    while (i < count && time[places[i]] < end) {
      sum += values[i++];
    }
    sums[blocks++] = sum / Math.sqrt(f64(i - first));
  }
  const variance = blocks < MIN_BLOCKS ? 1 : robustVariance(sums, blocks);
  release(free);
  return variance;
}

/** Of values that may be changed. */
export function robustVariance(values: Column<f64>, count: i32): f64 {
  const median = medianInPlace(values, count);
  for (let i = 0; i < count; i++) {
    values[i] = Math.abs(values[i] - median);
  }
  const sigma = SIGMA_PER_MAD * medianInPlace(values, count);
  return sigma * sigma;
}

/** How many logs come at once, within a second: the median over the seconds that have any. */
export function clumpSize(time: Column<f64>, count: i32): f64 {
  const free = mark();
  const counts = Column.of<f64>(count);
  let seconds = 0;
  for (let i = 0; i < count;) {
    const end = (Math.floor(time[i] / SECOND) + 1) * SECOND;
    const first = i;
    while (i < count && time[i] < end) {
      i++;
    }
    counts[seconds++] = f64(i - first);
  }
  const size = medianInPlace(counts, seconds);
  release(free);
  return size;
}
