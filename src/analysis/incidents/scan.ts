import { type Stretch, stretchesOf } from './stretches';
import { widthInWindows } from './words';
import { type WindowTable } from '../windows';

/** A part counted within a whole: errors of logs, summed time of responses. */
export interface Series {
  readonly part: ArrayLike<number>;
  readonly whole: ArrayLike<number>;
  /** The service's first cell. */
  readonly offset: number;
}

/** What makes a deviation. */
export interface Deviation {
  /** The usual share or mean: part / whole. */
  readonly usual: number;
  /** Tells from the sums over some windows whether they deviate. */
  readonly deviates: (part: number, whole: number) => boolean;
  /** Whether some windows that come before a deviation are its beginning: less is asked of them, for they are looked at only once; left out: as of any. */
  readonly leads?: (part: number, whole: number) => boolean;
}

/** A window belongs to a deviation if it is further than this share of the way from the usual to the deviation's mean. */
const EDGE = 1 / 3;

/**
 * Looks at one service through sliding windows of several widths (minutes): a sudden deviation shows in the narrow ones, a slight or
 * sparse one in the wide ones. Where they deviate, the part that stands out is cut out.
 *
 * @param breaks 1: no deviation goes on across this window
 */
export function scan(
  windows: WindowTable,
  series: Series,
  minutes: readonly number[],
  gapMinutes: number,
  breaks: Uint8Array,
  deviation: Deviation
): Stretch[] {
  const { usual, deviates } = deviation;
  const { part, whole, offset } = series;
  const length = windows.windows;
  // How many sliding windows that deviate begin at a window, less those that ended before it.
  const change = new Int32Array(length + 1);
  const widths = [...new Set(minutes.map((width) => widthInWindows(width, windows)))];
  for (const width of widths) {
    let partSum = 0;
    let wholeSum = 0;
    for (let window = 0; window < length; window++) {
      partSum += part[offset + window];
      wholeSum += whole[offset + window];
      if (window >= width) {
        partSum -= part[offset + window - width];
        wholeSum -= whole[offset + window - width];
      }
      // Nearly every window is spared the rest.
      if (partSum > usual * wholeSum && deviates(partSum, wholeSum)) {
        change[Math.max(0, window - width + 1)]++;
        change[window + 1]--;
      }
    }
  }
  let open = 0;
  const marked = new Uint8Array(length);
  for (let window = 0; window < length; window++) {
    open += change[window];
    marked[window] = open > 0 && part[offset + window] > usual * whole[offset + window] ? 1 : 0;
  }
  return stretchesOf(length, widthInWindows(gapMinutes, windows), (window) => marked[window] === 1, breaks)
    .map((stretch) => withBuildUp(series, stretch, deviation))
    .filter((stretch) => {
      const sums = sumsOver(series, stretch);
      return deviates(sums.part, sums.whole);
    });
}

/**
 * The part of a stretch that stands out, and what comes before it and stands out too: what begins slightly and grows begins with what is
 * slight, which the worst of it would hide.
 */
function withBuildUp(series: Series, stretch: Stretch, { usual, deviates, leads = deviates }: Deviation): Stretch {
  const worst = standingOut(series, stretch, usual);
  let { from } = worst;
  while (from > stretch.from) {
    const before = standingOut(series, { from: stretch.from, to: from }, usual);
    const { part, whole } = sumsOver(series, before);
    if (!leads(part, whole)) {
      break;
    }
    from = before.from;
  }
  return { from, to: worst.to };
}

/** The part of a stretch with the largest excess (Bentley's maximum segment sum): without the odd high window before and after. */
export function standingOut(series: Series, stretch: Stretch, usual: number): Stretch {
  const { part, whole, offset } = series;
  const all = sumsOver(series, stretch);
  const edge = usual + EDGE * (all.part / all.whole - usual);
  let best = stretch;
  let bestSum = -Infinity;
  let from = stretch.from;
  let sum = 0;
  for (let window = stretch.from; window < stretch.to; window++) {
    sum += part[offset + window] - edge * whole[offset + window];
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
