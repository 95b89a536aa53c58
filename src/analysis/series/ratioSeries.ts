import { cumulative } from '../statistics/cumulative';
import { type Stretch } from '../windows/stretches';

/**
 * A part counted within a whole, window by window: errors of logs, time of responses. Both summed up, as by
 * `cumulative`.
 */
export interface RatioSeries {
  readonly part: Float64Array;
  readonly whole: Float64Array;
}

/** The share that one column has of another in a service's windows, which begin with the cell `offset`. */
export function ratioSeries(
  part: Uint32Array | Float64Array,
  whole: Uint32Array | Float64Array,
  offset: number,
  windows: number
): RatioSeries {
  return { part: cumulative(part, offset, offset + windows), whole: cumulative(whole, offset, offset + windows) };
}

/** Sums over a stretch. */
export function sumsOver({ part, whole }: RatioSeries, { from, to }: Stretch): { part: number; whole: number } {
  return { part: part[to] - part[from], whole: whole[to] - whole[from] };
}

/**
 * A window belongs to a deviation if it is further than this share of the way from the usual to the deviation's mean.
 */
const EDGE = 1 / 3;

/**
 * The part of a stretch with the largest excess (Bentley's maximum segment sum): without the odd high window before and
 * after.
 */
export function standingOut(share: RatioSeries, stretch: Stretch, usual: number): Stretch {
  const { part, whole } = share;
  const all = sumsOver(share, stretch);
  const edge = usual + EDGE * (all.part / all.whole - usual);
  let best = stretch;
  let bestSum = -Infinity;
  let { from } = stretch;
  let sum = 0;
  for (let window = stretch.from; window < stretch.to; window++) {
    sum += part[window + 1] - part[window] - edge * (whole[window + 1] - whole[window]);
    if (sum > bestSum) {
      bestSum = sum;
      best = { from, to: window + 1 };
    }
    if (sum <= 0) {
      sum = 0;
      from = window + 1;
    }
  }
  return best;
}
