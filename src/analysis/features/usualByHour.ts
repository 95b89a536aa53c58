import { quantileInPlace } from '../statistics/quantile';
import { groupRows } from './groupRows';

const HOUR = 3_600_000;
const HOURS = 24;
const LEAST_DAYS = 4;
const LEAST_VALUES = 60;

/**
 * What is usual for each of some values: the median of those of the same time of day (UTC), the hours before and after
 * counting too; where they come from less than 4 days or are fewer than 60, the median of all.
 *
 * @param time of each value, ms, ascending
 */
export function usualByHour(time: Float64Array, values: Float64Array): Float64Array {
  const { hourOf, days } = hoursOf(time);
  const { rows, starts } = groupRows(hourOf, HOURS);
  const byHour = new Float64Array(values.length);
  for (let i = 0; i < rows.length; i++) {
    byHour[i] = values[rows[i]];
  }
  const overall = quantileInPlace(values.slice(), 0.5);
  const near = new Float64Array(values.length);
  const medians = Float64Array.from(days, (count, hour) => {
    let length = 0;
    for (const other of [hour + HOURS - 1, hour, hour + 1].map((h) => h % HOURS)) {
      near.set(byHour.subarray(starts[other], starts[other + 1]), length);
      length += starts[other + 1] - starts[other];
    }
    return count >= LEAST_DAYS && length >= LEAST_VALUES ? quantileInPlace(near, 0.5, 0, length) : overall;
  });
  const usual = new Float64Array(values.length);
  for (let i = 0; i < usual.length; i++) {
    usual[i] = medians[hourOf[i]];
  }
  return usual;
}

/** The hour of the day of each time, and on how many days each hour has any. */
function hoursOf(time: Float64Array): { hourOf: Uint32Array; days: Uint32Array } {
  const hourOf = new Uint32Array(time.length);
  const days = new Uint32Array(HOURS);
  const lastDay = new Float64Array(HOURS).fill(NaN);
  for (let i = 0; i < time.length; i++) {
    const sinceEpoch = Math.floor(time[i] / HOUR);
    const day = Math.floor(sinceEpoch / HOURS);
    const hour = sinceEpoch - day * HOURS;
    hourOf[i] = hour;
    if (lastDay[hour] !== day) {
      lastDay[hour] = day;
      days[hour]++;
    }
  }
  return { hourOf, days };
}
