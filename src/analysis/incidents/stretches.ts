/** Windows from `from` to before `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Sums of the last `width` windows of one service, ending with each window. */
export function slidingSums(column: ArrayLike<number>, offset: number, windows: number, width: number): Float64Array {
  const sums = new Float64Array(windows);
  let sum = 0;
  for (let window = 0; window < windows; window++) {
    sum += column[offset + window];
    if (window >= width) {
      sum -= column[offset + window - width];
    }
    sums[window] = sum;
  }
  return sums;
}

/**
 * Where what a sliding window sees may have begun: its first window, or the one after the last break in it.
 *
 * @param window the one that the sliding window of `width` ends with
 */
export function slidingStart(window: number, width: number, breaks: Uint8Array): number {
  const first = Math.max(0, window - width + 1);
  return Math.max(first, breaks.subarray(0, window + 1).lastIndexOf(1) + 1);
}

/**
 * Stretches of windows for which `breached` holds, joined where no more than `gap` windows lie between them.
 *
 * @param breaks 1: nothing is joined across this window
 */
export function stretchesOf(
  windows: number,
  gap: number,
  breached: (window: number) => boolean,
  breaks?: Uint8Array
): Stretch[] {
  const stretches: Stretch[] = [];
  let from = -1;
  let last = -1;
  let broken = false;
  for (let window = 0; window < windows; window++) {
    broken ||= breaks?.[window] === 1;
    if (!breached(window)) {
      continue;
    }
    if (from >= 0 && (broken || window - last > gap + 1)) {
      stretches.push({ from, to: last + 1 });
      from = window;
    }
    from = from < 0 ? window : from;
    last = window;
    broken = false;
  }
  if (from >= 0) {
    stretches.push({ from, to: last + 1 });
  }
  return stretches;
}
