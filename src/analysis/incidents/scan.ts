import { slidingSums, type Stretch, stretchesOf } from './stretches';
import { widthInWindows } from './words';
import { type WindowTable } from '../windows';

/** A part counted within a whole: errors of logs, summed time of responses. */
export interface Series {
  readonly part: ArrayLike<number>;
  readonly whole: ArrayLike<number>;
  /** The service's first cell. */
  readonly offset: number;
}

/**
 * Looks at one service through sliding windows of several widths (minutes): a sudden deviation shows in the narrow ones, a slight or
 * sparse one in the wide ones. Windows that are part of a breach and are high themselves are joined into stretches.
 *
 * @param breached tells from the sums over a sliding window
 * @param high tells whether a single window, of a breach, is part of it
 */
export function scan(
  windows: WindowTable,
  { part, whole, offset }: Series,
  minutes: readonly number[],
  gapMinutes: number,
  breached: (part: number, whole: number) => boolean,
  high: (part: number, whole: number) => boolean
): Stretch[] {
  const length = windows.windows;
  // How many breaches begin at a window, less those that ended before it.
  const change = new Int32Array(length + 1);
  const widths = [...new Set(minutes.map((width) => widthInWindows(width, windows)))];
  for (const width of widths) {
    const parts = slidingSums(part, offset, length, width);
    const wholes = slidingSums(whole, offset, length, width);
    for (let window = 0; window < length; window++) {
      if (breached(parts[window], wholes[window])) {
        change[Math.max(0, window - width + 1)]++;
        change[window + 1]--;
      }
    }
  }
  let open = 0;
  const marked = Uint8Array.from({ length }, (_, window) => {
    open += change[window];
    return open > 0 && high(part[offset + window], whole[offset + window]) ? 1 : 0;
  });
  return stretchesOf(length, widthInWindows(gapMinutes, windows), (window) => marked[window] === 1);
}

/** Sums over a stretch. */
export function sumsOver({ part, whole, offset }: Series, { from, to }: Stretch): { part: number; whole: number } {
  let partSum = 0;
  let wholeSum = 0;
  for (let window = from; window < to; window++) {
    partSum += part[offset + window];
    wholeSum += whole[offset + window];
  }
  return { part: partSum, whole: wholeSum };
}
