import { sumBetween } from '../statistics/sum';
import { type WindowCounts } from './windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { stretchesOf } from './stretches';

/** Logs that should have come: all services together stay silent that long once in 500 million times. */
const MIN_EXPECTED = 20;

/** How many windows before and after say what should have come. */
export const AROUND = 10;

/** Logs of all services, per window. */
export function logsPerWindow({ services, windowCount }: WindowTable, { logs }: WindowCounts): Float64Array {
  const sums = new Float64Array(windowCount);
  for (let service = 0, cell = 0; service < services.length; service++) {
    for (let window = 0; window < windowCount; window++, cell++) {
      sums[window] += logs[cell];
    }
  }
  return sums;
}

/**
 * Windows in which nothing at all was logged though much was before and after (1; else 0): nothing is known of them,
 * and what was wrong before need not be what is wrong after.
 */
export function dataGaps(windows: WindowTable, counts: WindowCounts): Uint8Array {
  return gapsIn(logsPerWindow(windows, counts));
}

/** @param logs of all services, per window */
export function gapsIn(logs: Float64Array): Uint8Array {
  const empty = new Uint8Array(logs.length);
  for (let window = 0; window < logs.length; window++) {
    empty[window] = logs[window] === 0 ? 1 : 0;
  }
  const gaps = new Uint8Array(logs.length);
  const mean = (from: number, to: number) => {
    const [first, end] = [Math.max(0, from), Math.min(logs.length, to)];
    return end > first ? sumBetween(logs, first, end) / (end - first) : 0;
  };
  for (const { from, to } of stretchesOf(empty, 0)) {
    // Of a quiet night nothing much is to be expected: the quieter side decides.
    if (Math.min(mean(from - AROUND, from), mean(to, to + AROUND)) * (to - from) >= MIN_EXPECTED) {
      gaps.fill(1, from, to);
    }
  }
  return gaps;
}

/** Windows after which the logs of all services end, for a gap or for good (1; else 0). */
export function dataEnds(windows: WindowTable, counts: WindowCounts): Uint8Array {
  const logs = logsPerWindow(windows, counts);
  const ends = new Uint8Array(logs.length);
  for (const { from } of stretchesOf(gapsIn(logs), 0)) {
    // No gap is at the beginning: there are logs before it.
    ends[from - 1] = 1;
  }
  ends[
    Math.max(
      0,
      logs.findLastIndex((count) => count > 0)
    )
  ] = 1;
  return ends;
}
