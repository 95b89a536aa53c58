/** Windows from `from` to before `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
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
 * Stretches of the windows that are breached (1), joined where no more than `gap` windows lie between them.
 *
 * @param breaks 1: nothing is joined across this window
 */
export function stretchesOf(breached: Uint8Array, gap: number, breaks: Uint8Array = new Uint8Array(0)): Stretch[] {
  const stretches: Stretch[] = [];
  let from = breached.indexOf(1);
  let last = from;
  let nextBreak = indexOfOne(breaks, from + 1);
  for (let window = last; window >= 0; window = breached.indexOf(1, window + 1)) {
    if (nextBreak <= window || window - last > gap + 1) {
      stretches.push({ from, to: last + 1 });
      from = window;
    }
    if (nextBreak <= window) {
      nextBreak = indexOfOne(breaks, window + 1);
    }
    last = window;
  }
  return from < 0 ? [] : [...stretches, { from, to: last + 1 }];
}

/** The first 1 from a place on; Infinity: there is none. */
function indexOfOne(flags: Uint8Array, from: number): number {
  const index = flags.indexOf(1, from);
  return index < 0 ? Infinity : index;
}
