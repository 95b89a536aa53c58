import { type WindowGrid } from '../../logs/windowTable';
import { type RatioSeries, standingOut, sumsOver } from './ratioSeries';
import { type Stretch, stretchesOf } from '../windows/stretches';
import { widthInWindows } from '../windows/widthInWindows';

/** What makes a deviation: the least that it has of the part, of the whole, as a share, and in standard deviations. */
export interface Deviation {
  /** The usual share or mean: part / whole. */
  readonly usual: number;
  readonly minPart: number;
  readonly minWhole?: number;
  readonly minShare: number;
  /** How far above the usual the sums over some windows are, in standard deviations. */
  readonly z: (part: number, whole: number) => number;
  readonly leastZ: number;
  /**
   * Whether some windows that come before a deviation are its beginning: less is asked of them, for they are looked at
   * only once; left out: as of any.
   */
  readonly leads?: (part: number, whole: number) => boolean;
}

/**
 * Looks at one service through sliding windows of several widths (minutes): a sudden deviation shows in the narrow
 * ones, a slight or sparse one in the wide ones. Where they deviate, the part that stands out is cut out.
 *
 * @param breaks 1: no deviation goes on across this window
 */
export function elevatedStretches(
  windows: WindowGrid,
  share: RatioSeries,
  minutes: readonly number[],
  gapMinutes: number,
  breaks: Uint8Array,
  deviation: Deviation
): Stretch[] {
  // How many sliding windows that deviate begin at a window, less those that ended before it.
  const change = new Int32Array(share.part.length);
  const { leads = (part, whole) => deviates(part, whole, deviation) } = deviation;
  const widths = [...new Set(minutes.map((width) => widthInWindows(width, windows)))].sort((a, b) => b - a);
  // What is too little in the widest windows is too little in all.
  if (!markDeviating(share, widths[0], deviation, change)) {
    return [];
  }
  widths.slice(1).forEach((width) => markDeviating(share, width, deviation, change));
  return stretchesOf(standingOutWindows(share, change, deviation.usual), widthInWindows(gapMinutes, windows), breaks)
    .map((stretch) => withBuildUp(share, stretch, deviation.usual, leads))
    .filter((stretch) => {
      const { part, whole } = sumsOver(share, stretch);
      return deviates(part, whole, deviation);
    });
}

/** Whether so much of the part among the whole is a deviation. */
export function deviates(
  part: number,
  whole: number,
  { minPart, minWhole = 0, minShare, z, leastZ }: Deviation
): boolean {
  return part >= minPart && whole >= minWhole && part >= minShare * whole && z(part, whole) >= leastZ;
}

/** Marks where sliding windows that deviate begin and end; whether any has enough of the part for it. */
function markDeviating({ part, whole }: RatioSeries, width: number, deviation: Deviation, change: Int32Array): boolean {
  const { minPart, minShare } = deviation;
  let enough = false;
  for (let to = 1; to < part.length; to++) {
    const from = to > width ? to - width : 0;
    const partSum = part[to] - part[from];
    // Nearly every window is spared the rest.
    if (partSum >= minPart) {
      enough = true;
      const wholeSum = whole[to] - whole[from];
      if (partSum >= minShare * wholeSum && deviates(partSum, wholeSum, deviation)) {
        change[from]++;
        change[to]--;
      }
    }
  }
  return enough;
}

/** 1 for the windows above the usual in sliding windows that deviate. */
function standingOutWindows({ part, whole }: RatioSeries, change: Int32Array, usual: number): Uint8Array {
  const marked = new Uint8Array(change.length - 1);
  let open = 0;
  for (let window = 0; window < marked.length; window++) {
    open += change[window];
    if (open > 0 && part[window + 1] - part[window] > usual * (whole[window + 1] - whole[window])) {
      marked[window] = 1;
    }
  }
  return marked;
}

/**
 * The part of a stretch that stands out, and what comes before it and stands out too: what begins slightly and grows
 * begins with what is slight, which the worst of it would hide.
 */
export function withBuildUp(
  share: RatioSeries,
  stretch: Stretch,
  usual: number,
  leads: (part: number, whole: number) => boolean
): Stretch {
  const worst = standingOut(share, stretch, usual);
  let { from } = worst;
  while (from > stretch.from) {
    const before = standingOut(share, { from: stretch.from, to: from }, usual);
    const { part, whole } = sumsOver(share, before);
    if (!leads(part, whole)) {
      break;
    }
    from = before.from;
  }
  return { from, to: worst.to };
}
