import { Column, mark, release } from '../column';
import { groupRows } from './groupRows';
import { medianInPlace } from './quantile';

const HOUR: f64 = 3_600_000;
const HOURS: i32 = 24;
const MIN_DAYS: i32 = 4;
const MIN_VALUES: i32 = 60;

/**
 * What is usual for each of some values: the median of those of the same time of day (UTC), the hours before and after
 * counting too; where they come from less than 4 days or are fewer than 60, the median of all.
 *
 * @param timed each value's index in `time`, which ascends
 * @param usual what is usual for each
 * @returns the median of all
 */
export function usualByHour(
  time: Column<f64>,
  timed: Column<i32>,
  values: Column<f64>,
  count: i32,
  usual: Column<f64>
): f64 {
  const free = mark();
  const hourOf = Column.of<i32>(count);
  const days = Column.zeros<i32>(HOURS);
  hoursOf(time, timed, count, hourOf, days);
  const order = Column.of<i32>(count);
  const starts = Column.of<i32>(HOURS + 1);
  groupRows(hourOf, count, HOURS, order, starts);
  const byHour = Column.of<f64>(count);
  const some = Column.of<f64>(count);
  for (let i = 0; i < count; i++) {
    byHour[i] = values[order[i]];
    some[i] = byHour[i];
  }
  const overall = medianInPlace(some, count);
  const medians = Column.of<f64>(HOURS);
  for (let hour = 0; hour < HOURS; hour++) {
    let length = 0;
    for (let near = hour - 1; near <= hour + 1; near++) {
      const other = (near + HOURS) % HOURS;
      const own = starts[other + 1] - starts[other];
      memory.copy(some.addressOf(length), byHour.addressOf(starts[other]), (<usize>own) << alignof<f64>());
      length += own;
    }
    medians[hour] = days[hour] >= MIN_DAYS && length >= MIN_VALUES ? medianInPlace(some, length) : overall;
  }
  for (let i = 0; i < count; i++) {
    usual[i] = medians[hourOf[i]];
  }
  release(free);
  return overall;
}

/** The hour of the day of each time, and on how many days each hour has any. */
function hoursOf(time: Column<f64>, timed: Column<i32>, count: i32, hourOf: Column<i32>, days: Column<i32>): void {
  let hour = 0;
  let nextHour: f64 = -Infinity;
  for (let i = 0; i < count; i++) {
    const at = time[timed[i]];
    if (at >= nextHour) {
      const sinceEpoch = Math.floor(at / HOUR);
      hour = i32(sinceEpoch - f64(HOURS) * Math.floor(sinceEpoch / f64(HOURS)));
      days[hour]++;
      nextHour = (sinceEpoch + 1) * HOUR;
    }
    hourOf[i] = hour;
  }
}
