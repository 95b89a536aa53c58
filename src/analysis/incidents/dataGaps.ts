import { type WindowCounts } from '../summary/windowCounts';
import { type WindowTable } from '../windows';
import { stretchesOf } from './stretches';

/** Logs that should have come: all services together stay silent that long once in 500 million times. */
const LEAST_EXPECTED = 20;

/** How many windows before and after tell what should have come. */
const AROUND = 10;

/** Logs of all services, per window. */
export function logsPerWindow({ windows }: WindowTable, { logs }: WindowCounts): Float64Array {
  const sums = new Float64Array(windows);
  for (let cell = 0; cell < logs.length; cell++) {
    sums[cell % windows] += logs[cell];
  }
  return sums;
}

/**
 * Windows in which nothing at all was logged though much was before and after (1; else 0): nothing is known of them, and what was
 * wrong before need not be what is wrong after.
 */
export function dataGaps(windows: WindowTable, counts: WindowCounts): Uint8Array {
  const sums = logsPerWindow(windows, counts);
  const gaps = new Uint8Array(windows.windows);
  const mean = (from: number, to: number) => {
    const part = sums.subarray(Math.max(0, from), to);
    return part.length > 0 ? part.reduce((sum, count) => sum + count, 0) / part.length : 0;
  };
  for (const { from, to } of stretchesOf(windows.windows, 0, (window) => sums[window] === 0)) {
    // Of a quiet night nothing much is to be expected: the quieter side tells.
    if (Math.min(mean(from - AROUND, from), mean(to, to + AROUND)) * (to - from) >= LEAST_EXPECTED) {
      gaps.fill(1, from, to);
    }
  }
  return gaps;
}

/** Windows after which the logs of all services end, for a gap or for good (1; else 0). */
export function dataEnds(windows: WindowTable, counts: WindowCounts): Uint8Array {
  const gaps = dataGaps(windows, counts);
  const sums = logsPerWindow(windows, counts);
  let last = windows.windows - 1;
  while (last > 0 && sums[last] === 0) {
    last--;
  }
  return gaps.map((_, window) => (window === last || (gaps[window] === 0 && gaps[window + 1] === 1) ? 1 : 0));
}
