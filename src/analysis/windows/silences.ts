import { cumulative } from '../statistics/cumulative';
import { quantileInPlace } from '../statistics/quantile';
import { type WindowCounts } from './windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { gapsIn, logsPerWindow } from './dataGaps';
import { stretchesOf, type Stretch } from './stretches';
import { sumBetween } from '../statistics/sum';
import { DAY } from '../../time/units';

/**
 * How often a range may have a silence by chance: each gap between two logs is a chance for one, and a week has very
 * many.
 */
const BY_CHANCE = 0.001;

/** Windows in which others log: one minute without a log may lie between two bursts. */
const MIN_WINDOWS = 3;

/** From this many silences on, being silent is a habit, and only one far longer than the usual ones counts. */
const HABIT = 10;
const HABIT_RATIO = 3;

/** Half of the silences, and a tenth of them, are longer than these: their difference gives their spread. */
const [MIDDLE, LONG] = [0.5, 0.9];

/** Fewer other days don't say what is usual at a time of day. */
const MIN_DAYS = 2;

/** Windows in which a service that normally logs said nothing while others did. */
export interface Silence extends Stretch {
  /** Index into the windows' services. */
  readonly service: number;
  /** Logs that should have come. */
  readonly expected: number;
}

/**
 * Silences that chance does not account for. What should have come is the service's share of what the others logged
 * meanwhile, or what it logged itself at that time on other days, if that is less: a shop that is closed at night is
 * not down. Nothing is said of the time before a service's first log, and silences before and after a gap in all logs
 * are two.
 */
export function findSilences(windows: WindowTable, counts: WindowCounts): Silence[] {
  const others = logsPerWindow(windows, counts);
  const upTo = cumulative(others);
  const all = upTo[windows.windowCount];
  const gaps = gapsIn(others);
  return windows.services.flatMap((_, service) => {
    const offset = service * windows.windowCount;
    const own = counts.logs.subarray(offset, offset + windows.windowCount);
    const logs = sumBetween(own);
    if (logs === all) {
      return [];
    }
    const ofOthers = all - logs;
    const meanwhile = ({ from, to }: Stretch) => upTo[to] - upTo[from];
    // The chance that all of its logs fall among what was logged outside: of a few logs nothing can be said.
    const surpriseOf = (silence: Stretch) => -logs * Math.log(1 - meanwhile(silence) / (ofOthers + 1));
    const silences = stretchesOf(silentWindows(own, gaps), 0);
    const least = minSurprise(Float64Array.from(silences, surpriseOf), all, clumpOf(own, gaps));
    return silences
      .filter(
        (silence) =>
          surpriseOf(silence) >= least &&
          others.subarray(silence.from, silence.to).filter((count) => count > 0).length >= MIN_WINDOWS &&
          onOtherDays(silence, own, windows) >= least
      )
      .sort((a, b) => surpriseOf(a) - surpriseOf(b))
      .map((silence) => {
        const logsMeanwhile = meanwhile(silence);
        const expected = (logs * logsMeanwhile) / Math.max(1, ofOthers - logsMeanwhile);
        return { service, ...silence, expected: Math.min(expected, onOtherDays(silence, own, windows)) };
      });
  });
}

/** 1 for the windows after a service's first log in which it said nothing; none in a gap in all logs. */
function silentWindows(own: Uint32Array, gaps: Uint8Array): Uint8Array {
  const silent = new Uint8Array(own.length);
  let began = false;
  for (let window = 0; window < own.length; window++) {
    began ||= own[window] > 0;
    silent[window] = began && own[window] === 0 && gaps[window] === 0 ? 1 : 0;
  }
  return silent;
}

/**
 * The negative logarithm of a probability from which on a silence is none by chance: about the logs that should have
 * come. Gaps between independent logs have an exponential distribution in units of these; where logs come in clusters,
 * gaps are longer by the size of these, which the longer silences show, or where there are few, `clump`.
 *
 * @param surprises of all silences
 * @param logs of all services
 */
export function minSurprise(surprises: Float64Array, logs: number, clump = 1): number {
  const byChance = Math.log(logs / BY_CHANCE);
  if (surprises.length < HABIT) {
    return byChance * clump;
  }
  const ascending = surprises.toSorted();
  const [middle, long] = [MIDDLE, LONG].map((share) => ascending[Math.floor(ascending.length * share)]);
  const cluster = (long - middle) / Math.log((1 - MIDDLE) / (1 - LONG));
  return Math.max(byChance * Math.max(1, cluster), HABIT_RATIO * long);
}

/** The mean distance of two values of a normal distribution, in standard deviations. */
const MEAN_DISTANCE = 2 / Math.sqrt(Math.PI);

/**
 * How many logs come together, on average: each request may write several. By the variance of windows that follow each
 * other, over their mean, which is 1 for independent logs; by how far they are apart, that a burst weighs little.
 */
export function clumpOf(own: Uint32Array, gaps: Uint8Array): number {
  let distance = 0;
  let sum = 0;
  let pairs = 0;
  for (let window = 1 + own.findIndex((count) => count > 0); window > 0 && window < own.length; window++) {
    if (gaps[window] === 0 && gaps[window - 1] === 0) {
      distance += Math.abs(own[window] - own[window - 1]);
      sum += own[window - 1];
      pairs++;
    }
  }
  return sum > 0 ? Math.max(1, (distance / pairs / MEAN_DISTANCE) ** 2 / (sum / pairs)) : 1;
}

/** The median of the logs at the same time on other days; Infinity where there are too few of these. */
export function onOtherDays(
  { from, to }: Stretch,
  own: Uint32Array | Float64Array,
  { windowMs, windowCount }: WindowTable
): number {
  const day = Math.round(DAY / windowMs);
  const counts: number[] = [];
  for (let start = from % day; day > 0 && start + (to - from) <= windowCount; start += day) {
    if (start !== from) {
      counts.push(sumBetween(own.subarray(start, start + (to - from))));
    }
  }
  return counts.length < MIN_DAYS ? Infinity : quantileInPlace(Float64Array.from(counts), 0.5);
}
