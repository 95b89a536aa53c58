import { type WindowGrid } from '../../logs/windowTable';
import { DAY, WEEK } from '../../time/units';
import { type Stretch } from './stretches';

const PERIODS = { day: DAY, week: WEEK };
export type Period = keyof typeof PERIODS;

/** Gives the same time of the day, or of the week, on all other days or weeks that a grid has in full. */
export type SameTime = (stretch: Stretch, period: Period) => Stretch[];

/**
 * On the wall clock, so that 9 o'clock is 9 o'clock on both sides of a change of the clock. A stretch as long as the
 * period is at no time of it.
 *
 * @param toWallClock from time (ms since the epoch) to the wall clock; left out: UTC
 */
export function sameTimeOf(
  { startMs, windowMs, windowCount }: WindowGrid,
  toWallClock = (timeMs: number): number => timeMs
): SameTime {
  const offsetAt = (timeMs: number) => toWallClock(timeMs) - timeMs;
  const endMs = startMs + windowCount * windowMs;
  return ({ from, to }, period) => {
    const periodMs = PERIODS[period];
    const atMs = startMs + from * windowMs;
    if ((to - from) * windowMs >= periodMs) {
      return [];
    }
    // One more on either side, for a change of the clock may move it inside.
    const first = Math.floor((startMs - atMs) / periodMs);
    const last = Math.ceil((endMs - atMs) / periodMs);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
      .filter((periods) => periods !== 0)
      .map((periods) => {
        const otherMs = atMs + periods * periodMs;
        const start = Math.round((otherMs + offsetAt(atMs) - offsetAt(otherMs) - startMs) / windowMs);
        return { from: start, to: start + to - from };
      })
      .filter((other) => other.from >= 0 && other.to <= windowCount);
  };
}
