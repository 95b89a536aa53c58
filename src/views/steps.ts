import { type WindowTable } from '../logs/windowTable';
import { SECOND, MINUTE, HOUR, DAY } from '../time/units';

/** Steps that people read easily; each divides the hour, the day or the week that it lies in. */
const NICE_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 4, 6, 12].map((n) => n * HOUR),
  ...[1, 7].map((n) => n * DAY),
];

/** Drawing more points than this costs much and shows nothing more. Alert rules ask for 43,200. */
const MAX_POINTS = 500;

/**
 * The shortest step that people read easily, that whole windows fit in, and that cuts the range into no more than
 * `maxPoints` steps (ms). Where no such step exists, the least multiple of the window.
 */
export function niceStep(rangeMs: number, windowMs: number, maxPoints: number): number {
  const points = maxPoints >= 1 ? Math.min(maxPoints, MAX_POINTS) : MAX_POINTS;
  const least = Math.max(windowMs, rangeMs / points);
  return NICE_STEPS.find((step) => step >= least && step % windowMs === 0) ?? Math.ceil(least / windowMs) * windowMs;
}

/**
 * Windows taken together into steps. Steps lie on multiples of their length since the epoch, so that they stay where
 * they are while a range slides; the first and the last may therefore hold a part of their time only.
 */
export interface Steps {
  readonly stepMs: number;
  /** The start of each step: ms since the epoch. */
  readonly timeMs: Float64Array;
  /** Which step window w belongs to. */
  readonly ofWindow: Uint32Array;
}

export function stepsOf(windows: WindowTable, maxPoints: number): Steps {
  const { startMs, windowMs, windowCount: count } = windows;
  const stepMs = niceStep(count * windowMs, windowMs, maxPoints);
  const first = Math.floor(startMs / stepMs);
  const ofWindow = Uint32Array.from({ length: count }, (_, w) => Math.floor((startMs + w * windowMs) / stepMs) - first);
  const length = count === 0 ? 0 : ofWindow[count - 1] + 1;
  return { stepMs, timeMs: Float64Array.from({ length }, (_, step) => (first + step) * stepMs), ofWindow };
}

/** The cells of these services, summed by step. */
export function sumBySteps(
  cells: Uint32Array,
  windows: WindowTable,
  services: readonly number[],
  steps: Steps
): Float64Array {
  const sums = new Float64Array(steps.timeMs.length);
  for (const service of services) {
    const offset = service * windows.windowCount;
    for (let w = 0; w < windows.windowCount; w++) {
      sums[steps.ofWindow[w]] += cells[offset + w];
    }
  }
  return sums;
}

/**
 * At the end of each step, the service's cells of the time before it summed: of `trailingMs`, or of the step where that
 * is longer. Unlike a step's own sum it doesn't drop where a step has just begun.
 */
export function sumTrailing(
  cells: Uint32Array,
  windows: WindowTable,
  service: number,
  steps: Steps,
  trailingMs: number
): Float64Array {
  const width = Math.ceil(Math.max(trailingMs, steps.stepMs) / windows.windowMs);
  const sums = new Float64Array(steps.timeMs.length);
  const offset = service * windows.windowCount;
  let sum = 0;
  for (let w = 0; w < windows.windowCount; w++) {
    sum += cells[offset + w] - (w >= width ? cells[offset + w - width] : 0);
    sums[steps.ofWindow[w]] = sum;
  }
  return sums;
}
