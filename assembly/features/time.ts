import { Column } from '../column';

const MINUTE: f64 = 60_000;
const DAY: f64 = 86_400_000;

/**
 * The time of day, to the minute, on a circle, and the day of the week from 0, Monday, both in UTC.
 *
 * @param timeMs ascending
 * @param sin of each minute of the day, and `cos`
 */
export function timeFeatures(
  timeMs: Column<f64>,
  length: i32,
  sin: Column<f32>,
  cos: Column<f32>,
  hourSin: Column<f32>,
  hourCos: Column<f32>,
  dayOfWeek: Column<f32>
): void {
  let minute = 0;
  let weekday: f32 = 0;
  let nextMinute: f64 = -Infinity;
  for (let row = 0; row < length; row++) {
    if (timeMs[row] >= nextMinute) {
      const sinceEpoch = Math.floor(timeMs[row] / MINUTE);
      const day = Math.floor(timeMs[row] / DAY);
      minute = i32(sinceEpoch - day * (DAY / MINUTE));
      // Day 0 of the epoch was a Thursday.
      weekday = f32(day + 3 - 7 * Math.floor((day + 3) / 7));
      nextMinute = (sinceEpoch + 1) * MINUTE;
    }
    hourSin[row] = sin[minute];
    hourCos[row] = cos[minute];
    dayOfWeek[row] = weekday;
  }
}
