import { quantileInPlace } from '../statistics/quantile';

const HOUR = 3_600_000;
const HOURS = 24;
const LEAST_DAYS = 4;
const LEAST_VALUES = 60;

/** What is usual for each of some values. */
export interface Usual {
  at(index: number): number;
}

/**
 * The median of the values of the same time of day (UTC), the hours before and after counting too; where they come from less
 * than 4 days or are fewer than 60, the median of all.
 *
 * @param time of each value, ms, ascending
 */
export function usualByHour(time: Float64Array, values: Float64Array): Usual {
  const overall = quantileInPlace(values.slice(), 0.5);
  const hours: number[][] = Array.from({ length: HOURS }, () => []);
  const days = new Uint32Array(HOURS);
  const lastDay = new Float64Array(HOURS).fill(NaN);
  const hourOf = new Uint8Array(time.length);
  for (let i = 0; i < time.length; i++) {
    const sinceEpoch = Math.floor(time[i] / HOUR);
    const day = Math.floor(sinceEpoch / HOURS);
    const hour = sinceEpoch - day * HOURS;
    hourOf[i] = hour;
    hours[hour].push(values[i]);
    if (lastDay[hour] !== day) {
      lastDay[hour] = day;
      days[hour]++;
    }
  }
  const medians = hours.map((own, hour) => {
    const near = [hours[(hour + HOURS - 1) % HOURS], own, hours[(hour + 1) % HOURS]].flat();
    const enough = days[hour] >= LEAST_DAYS && near.length >= LEAST_VALUES;
    return enough ? quantileInPlace(Float64Array.from(near), 0.5) : overall;
  });
  return { at: (index) => medians[hourOf[index]] };
}
