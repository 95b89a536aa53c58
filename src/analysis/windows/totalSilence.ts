import { type WindowTable } from '../../logs/windowTable';
import { sumBetween } from '../statistics/sum';
import { AROUND, logsPerWindow } from './dataGaps';
import { minSurprise, onOtherDays } from './silences';
import { stretchesOf, type Stretch } from './stretches';
import { type WindowCounts } from './windowCounts';
import { MINUTE } from '../../time/units';

/** What ships logs may hold them back for some minutes. */
const MIN_MS = 5 * MINUTE;
const MIN_WINDOWS = 3;

/** Fewer windows with logs say nothing about the next ones. */
const MIN_SPOKEN = 10;

/** Windows at the end of the range in which nobody logged anything, where logs were usual. */
export interface TotalSilence extends Stretch {
  /** Logs that should have come. */
  readonly expected: number;
}

/**
 * The silence of everything that lasts to the end of the range, if chance does not account for it. There is nobody left
 * to compare with: what should have come is known from the windows before, how many of them had no log, and by the logs
 * that they had - all and the last ones, whichever are fewer, for a day that dies down ends quietly - and by the same
 * time on other days. Where silences are a habit, between one batch and the next, it takes one far longer than these.
 *
 * @param untilMs what came later was not there to be read yet: the time of reading, where the range reaches beyond it
 */
export function findTotalSilence(
  windows: WindowTable,
  counts: WindowCounts,
  untilMs = Infinity
): TotalSilence | undefined {
  const logs = logsPerWindow(windows, counts);
  const first = logs.findIndex((count) => count > 0);
  const from = logs.findLastIndex((count) => count > 0) + 1;
  const to = Math.min(windows.windowCount, Math.floor((untilMs - windows.startMs) / windows.windowMs));
  const before = logs.subarray(Math.max(0, first), from);
  const empty = Uint8Array.from(before, (count) => (count === 0 ? 1 : 0));
  const silent = sumBetween(empty);
  const isShort = to - from < Math.max(MIN_WINDOWS, MIN_MS / windows.windowMs);
  if (isShort || before.length - silent < MIN_SPOKEN) {
    return undefined;
  }
  const surprise = surpriseByLength(silent, before.length, to - first);
  const surprises = Float64Array.from(stretchesOf(empty, 0), (stretch) => surprise[stretch.to - stretch.from]);
  const min = minSurprise(surprises, to - first);
  if (surprise[to - from] < min) {
    return undefined;
  }
  const recent = before.subarray(-AROUND);
  const rate = Math.min(sumBetween(before) / before.length, sumBetween(recent) / recent.length);
  const last = { from, to };
  const expected = Math.min(rate * (to - from), onOtherDays(last, logs, windows));
  return expected >= minSurprise(new Float64Array(), to - first) ? { ...last, expected } : undefined;
}

/**
 * The negative logarithm of the probability that so many windows on end have no log, by their number, where `silent` of
 * `windows` had none: the predictive distribution of a beta-binomial, with a uniform prior, so that little history
 * makes little surprise.
 */
function surpriseByLength(silent: number, windows: number, longest: number): Float64Array {
  const surprise = new Float64Array(longest + 1);
  for (let length = 0; length < longest; length++) {
    surprise[length + 1] = surprise[length] + Math.log((windows + 2 + length) / (silent + 1 + length));
  }
  return surprise;
}
