import { type WindowTable } from '../../../logs/windowTable';
import { type Points } from './points';
import { MINUTE } from '../../../time/units';

/** A part counted within a whole: errors of logs, summed time of responses. */
export interface Series {
  readonly part: ArrayLike<number>;
  readonly whole: ArrayLike<number>;
  /** The service's first cell. */
  readonly offset: number;
}

/**
 * The ratio part / whole over consecutive windows that have at least `least` of the whole together, from the newest one
 * back, so that quiet hours weigh no more than busy ones.
 */
export function blocksBack(
  { startMs, windowMs, windowCount }: WindowTable,
  { part, whole, offset }: Series,
  least: number,
  nowMs: number
): Points {
  const minutes: number[] = [];
  const values: number[] = [];
  let parts = 0;
  let wholes = 0;
  let end = windowCount;
  for (let window = windowCount - 1; window >= 0; window--) {
    parts += part[offset + window];
    wholes += whole[offset + window];
    if (wholes >= least) {
      const middleMs = startMs + ((window + end) / 2) * windowMs;
      minutes.push(Math.min(0, (middleMs - nowMs) / MINUTE));
      values.push(parts / wholes);
      parts = 0;
      wholes = 0;
      end = window;
    }
  }
  return { minutes: Float64Array.from(minutes.reverse()), values: Float64Array.from(values.reverse()) };
}
