import { type Points } from './points';
import { type TrendLine } from './fitTrend';

/**
 * How many times before the trend the values came as far as it has by now, and fell back without having reached the
 * limit: what is collected, rotated or drained in time, again and again.
 */
export function turnsBefore({ values }: Points, { first, level }: TrendLine, limit: number): number {
  const low = (first + level) / 2;
  let turns = 0;
  let peak = -Infinity;
  for (const value of values) {
    peak = Math.max(peak, value);
    if (value < low) {
      turns += peak >= level && peak < limit ? 1 : 0;
      peak = -Infinity;
    }
  }
  return turns;
}
