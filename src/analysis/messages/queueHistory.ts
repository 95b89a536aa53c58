import { quantile } from '../statistics/quantile';
import { type Stretch } from '../windows/stretches';
import { type QueueLengths } from './queueLengths';
import { HOUR } from '../../time/units';

/** A queue is far beyond its usual range when so many times as much waits as ever did before it began to grow. */
export const BEYOND = 4;

/** A day less the gaps at its ends: before, what the hours bring is not known. */
const LEARNING_MS = 22 * HOUR;
const MIN_BEFORE = 12;

/** Peaks below this are no measure of anything: two that wait, or ten, is the same. */
const MIN_PEAK = 10;
const MIN_PEAK_MS = 100;

/** It is over when less waits than this share of what was far beyond. */
const OVER = 0.5;

export interface QueueHistory {
  /** The median of each length and the two before it: one that is off says nothing. */
  readonly smooth: Float64Array;
  /** The most that usually waited until then. */
  readonly peaks: Float64Array;
  /** Where it was far beyond that, by point, and what was usual before. */
  readonly beyond: ReadonlyArray<Stretch & { readonly peak: number }>;
}

/**
 * What is usual for a queue, and when it was far beyond it: decided at each point from those before it. Its own past is
 * the only measure of a queue whose limit nobody names; what waits every day at some hour is in it once a day is seen.
 */
export function queueHistory({ timeMs, lengths, unit }: QueueLengths): QueueHistory {
  const smooth = lengths.map((length, i) => (i < 2 ? length : medianOf3(length, lengths[i - 1], lengths[i - 2])));
  const peaks = new Float64Array(lengths.length);
  const beyond: Array<{ from: number; to: number; peak: number }> = [];
  let peak = unit === 'ms' ? MIN_PEAK_MS : MIN_PEAK;
  let isGrown = false;
  for (let i = 0; i < smooth.length; i++) {
    const last = beyond.at(-1);
    if (isGrown && last) {
      isGrown = smooth[i] > peak;
      last.to = smooth[i] >= OVER * BEYOND * peak ? i + 1 : last.to;
    } else if (smooth[i] > peak) {
      const start = smooth[i] >= BEYOND * peaks[0] ? lastUpTo(smooth, i, smooth[i] / BEYOND) : -1;
      if (isLearned(timeMs, start, i) && peaks[start] <= smooth[i] / BEYOND) {
        peak = peaks[start];
        peaks.fill(peak, start, i);
        beyond.push({ from: i, to: i + 1, peak });
        isGrown = true;
      } else {
        peak = smooth[i];
      }
    }
    peaks[i] = peak;
  }
  return { smooth, peaks, beyond };
}

/** What is far beyond the usual for the queue as it grows now: derived from before it began. Undefined: not learned. */
export function beyondNow({ timeMs }: QueueLengths, { smooth, peaks }: QueueHistory): number | undefined {
  const newest = smooth.length - 1;
  // Before it is far beyond, what is usual may be more than a quarter of what waits now.
  const start = lastUpTo(smooth, newest, Math.max(smooth[newest] / BEYOND, quantile(smooth, 0.5)));
  return isLearned(timeMs, start, newest) ? BEYOND * peaks[start] : undefined;
}

/** The last point until `i` with at most so much; -1: none. */
function lastUpTo(smooth: Float64Array, i: number, length: number): number {
  let point = i;
  while (point >= 0 && smooth[point] > length) {
    point--;
  }
  return point;
}

function isLearned(timeMs: Float64Array, start: number, i: number): boolean {
  return start >= MIN_BEFORE && timeMs[i] - timeMs[0] >= LEARNING_MS;
}

function medianOf3(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
