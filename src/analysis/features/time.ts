const MINUTE = 60_000;
const DAY = 86_400_000;
const MINUTES = 1440;

/** sin and cos of each minute of the day. */
const CIRCLE = Array.from({ length: MINUTES }, (_, minute) => (2 * Math.PI * minute) / MINUTES);
const SIN = Float32Array.from(CIRCLE, Math.sin);
const COS = Float32Array.from(CIRCLE, Math.cos);

/** The time of day, to the minute, on a circle, and the day of the week from Monday, both in UTC. */
export function timeFeatures(timeMs: Float64Array): {
  hourSin: Float32Array;
  hourCos: Float32Array;
  dayOfWeek: Float32Array;
} {
  const length = timeMs.length;
  const hourSin = new Float32Array(length);
  const hourCos = new Float32Array(length);
  const dayOfWeek = new Float32Array(length);
  for (let row = 0; row < length; row++) {
    const day = Math.floor(timeMs[row] / DAY);
    const minute = Math.floor((timeMs[row] - day * DAY) / MINUTE);
    hourSin[row] = SIN[minute];
    hourCos[row] = COS[minute];
    // Day 0 of the epoch was a Thursday.
    dayOfWeek[row] = (((day + 3) % 7) + 7) % 7;
  }
  return { hourSin, hourCos, dayOfWeek };
}
