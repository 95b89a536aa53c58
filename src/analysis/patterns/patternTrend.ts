import { mannKendall } from '../statistics/mannKendall';
import { type ErrorPattern } from '../model/analysis';

/** Chance that a trend is reported where there is none. */
const SIGNIFICANCE = 0.001;
/** A smaller change is no trend worth showing. */
const MIN_CHANGE = 1.25;
const MIN_LOGS = 12;

/** New: all of it in this last part of the range, or a shorter one. */
export const NEW_PART = 0.1;
/** Less than this share of chance that a pattern as frequent was only missed. */
const CHANCE = 0.011;
const VANISHED_CHANCE = 0.001;
/** Without so many logs before, nothing can be called new. */
const MIN_HISTORY = 100;

export type PatternTrend = Pick<ErrorPattern, 'trend' | 'isNew' | 'isVanished'>;

interface Seen {
  /** Per equal part of the range. */
  readonly counts: Uint32Array;
  readonly count: number;
  /** As shares of the range, 0 to 1. */
  readonly first: number;
  readonly last: number;
}

/**
 * How a pattern goes: rising or falling by a Mann-Kendall test on its counts, and whether it came or went.
 *
 * @param history logs of all patterns before the last part
 * @param part the last part, as a share of the range, in which what came first is new
 */
export function patternTrend(seen: Seen, history: number, part: number = NEW_PART): PatternTrend {
  return { trend: direction(seen.counts, seen.count), ...comeOrGone(seen, history, part) };
}

/**
 * New where it came only at the end, often enough not to have been missed before by chance; vanished where it was
 * regular and then stopped. Parameters as of `patternTrend`.
 */
export function comeOrGone(
  { counts, count, first, last }: Seen,
  history: number,
  part: number
): Pick<PatternTrend, 'isNew' | 'isVanished'> {
  const isNew = history >= MIN_HISTORY && first >= 1 - part && part ** count < CHANCE;
  return { isNew, isVanished: !isNew && isVanished(counts, count, first, last) };
}

function direction(counts: Uint32Array, count: number): ErrorPattern['trend'] {
  if (count < MIN_LOGS) {
    return 'STABLE';
  }
  const half = counts.length >> 1;
  const before = counts.subarray(0, half).reduce((sum, n) => sum + n, 0);
  const after = counts.subarray(counts.length - half).reduce((sum, n) => sum + n, 0);
  if (Math.max(before, after) < MIN_CHANGE * Math.min(before, after)) {
    return 'STABLE';
  }
  const { s, pValue } = mannKendall(Array.from(counts));
  return pValue >= SIGNIFICANCE || s === 0 || s > 0 !== after > before ? 'STABLE' : s > 0 ? 'RISING' : 'FALLING';
}

/** It was there from early on and in most parts until it stopped, and would hardly be silent for so long by chance. */
function isVanished(counts: Uint32Array, count: number, first: number, last: number): boolean {
  const silence = 1 - last;
  if (first > 0.25 || last - first < 0.25 || silence < NEW_PART || (1 - silence) ** count >= VANISHED_CHANCE) {
    return false;
  }
  const from = Math.floor(first * counts.length);
  const to = Math.floor(last * counts.length);
  let active = 0;
  for (let i = from; i <= to; i++) {
    active += counts[i] > 0 ? 1 : 0;
  }
  return active * 2 >= to - from + 1;
}
