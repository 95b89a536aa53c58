import { Column, mark, release } from '../column';
import { medianInPlace } from './quantile';

const MINUTE: f64 = 60_000;
const DAY: f64 = 1440 * MINUTE;
const MAX_DAYS: i32 = 7;
const MIN_DAYS: i32 = 3;
/** A job that comes every day comes within so many minutes of the same time. */
const PUNCTUAL_MS: f64 = 30 * MINUTE;

/**
 * -ln of Chernoff's bound for at least so many hits in trials that each hit with probability p; 0 if as many are to be
 * expected.
 */
export function binomialSurprise(hits: f64, trials: f64, p: f64): f64 {
  if (hits <= trials * p) {
    return 0;
  }
  const misses = trials - hits;
  const ofMisses = misses > 0 ? misses * Math.log(misses / (trials * (1 - p))) : 0;
  return hits * Math.log(hits / (trials * p)) + ofMisses;
}

/**
 * The median count at the same time on other days, 0 where there are fewer than three.
 *
 * @param time ascending, all between `earliest` and `latest`
 */
export function usualOnOtherDays(
  time: Column<f64>,
  count: i32,
  fromMs: f64,
  toMs: f64,
  earliest: f64,
  latest: f64
): f64 {
  const free = mark();
  const counts = Column.of<f64>(2 * MAX_DAYS);
  let days = 0;
  for (let day = -MAX_DAYS; day <= MAX_DAYS; day++) {
    const from = fromMs + f64(day) * DAY - PUNCTUAL_MS;
    const to = toMs + f64(day) * DAY + PUNCTUAL_MS;
    if (day !== 0 && from >= earliest && to <= latest) {
      counts[days++] = f64(firstAtOrAfter(time, count, to) - firstAtOrAfter(time, count, from));
    }
  }
  const median = days < MIN_DAYS ? 0 : medianInPlace(counts, days);
  release(free);
  return median;
}

/** The index of the first time that is not before `ms`; `count` where all are. */
function firstAtOrAfter(time: Column<f64>, count: i32, ms: f64): i32 {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (time[middle] < ms) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
