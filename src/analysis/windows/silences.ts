import { cumulative } from '../statistics/cumulative';
import { quantileInPlace } from '../statistics/quantile';
import { type WindowCounts } from './windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { gapsIn, logsPerWindow } from './dataGaps';
import { stretchesOf, type Stretch } from './stretches';
import { sumBetween } from '../statistics/sum';
import { DAY, HOUR } from '../../time/units';

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

/**
 * What began within the span may be a job, which ends. It is missed if it logged for so long, and for this share of the
 * time that it is silent. It began there if so many of its logs should have come before.
 */
const LEAST_LIFE = HOUR;
const LIFE_SHARE = 0.25;
const BEGAN = 5;

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
 * not down. That one other service is flooded says nothing of the rest. Nothing is said of the time before a service's
 * first log, and silences before and after a gap in all logs are two.
 */
export function findSilences(windows: WindowTable, counts: WindowCounts): Silence[] {
  const others = logsPerWindow(windows, counts);
  const upTo = cumulative(others);
  const all = upTo[windows.windowCount];
  const gaps = gapsIn(others);
  const columns = windows.services.map((_, service) =>
    counts.logs.subarray(service * windows.windowCount, (service + 1) * windows.windowCount)
  );
  const totals = columns.map((column) => sumBetween(column));
  return columns.flatMap((own, service) => {
    const logs = totals[service];
    if (logs === all) {
      return [];
    }
    const ofOthers = all - logs;
    const meanwhile = ({ from, to }: Stretch) => upTo[to] - upTo[from];
    const surpriseOf = (silence: Stretch) => surpriseIn(meanwhile(silence), ofOthers, logs);
    const first = own.findIndex((count) => count > 0);
    const last = own.findLastIndex((count) => count > 0);
    const began = logs * upTo[first] >= BEGAN * (upTo[last + 1] - upTo[first]) ? first : 0;
    const silences = stretchesOf(silentWindows(own, gaps), 0);
    const least = minSurprise(Float64Array.from(silences, surpriseOf), all, clumpOf(own, gaps));
    return silences
      .filter(
        (silence) =>
          surpriseOf(silence) >= least &&
          others.subarray(silence.from, silence.to).filter((count) => count > 0).length >= MIN_WINDOWS &&
          onOtherDays(silence, own, windows) >= least &&
          (began === 0 || isMissed(silence, began, windows)) &&
          Math.max(
            surpriseWithoutFlood(silence, service, columns, totals, meanwhile(silence)),
            -logs * Math.log(1 - (silence.to - silence.from) / windows.windowCount)
          ) >= least
      )
      .sort((a, b) => surpriseOf(a) - surpriseOf(b))
      .map((silence) => {
        const logsMeanwhile = meanwhile(silence);
        const expected = (logs * logsMeanwhile) / Math.max(1, ofOthers - logsMeanwhile);
        return { service, ...silence, expected: Math.min(expected, onOtherDays(silence, own, windows)) };
      });
  });
}

/**
 * The negative logarithm of the chance that all logs of a service fall among what was logged outside a silence: of a few
 * logs nothing can be said.
 *
 * @param meanwhile what was logged in it
 * @param all in it and outside
 */
function surpriseIn(meanwhile: number, all: number, logs: number): number {
  return -logs * Math.log(1 - meanwhile / (all + 1));
}

/** Whether a service that began in the span logged long enough to be missed. */
function isMissed({ from, to }: Stretch, began: number, { windowMs }: WindowTable): boolean {
  return (from - began) * windowMs >= LEAST_LIFE && from - began >= LIFE_SHARE * (to - from);
}

/**
 * How surprising a silence is by the other services but the one that logged most beyond its share of the time.
 * @param columns the logs of each service by window, @param totals in all
 * @param meanwhile what the others logged in it
 */
function surpriseWithoutFlood(
  { from, to }: Stretch,
  silent: number,
  columns: readonly Uint32Array[],
  totals: readonly number[],
  meanwhile: number
): number {
  let flood = { beyond: -Infinity, meanwhile: 0, all: 0 };
  for (let service = 0; service < columns.length; service++) {
    if (service !== silent) {
      const [own, all] = [sumBetween(columns[service], from, to), totals[service]];
      const beyond = own - ((to - from) / columns[service].length) * all;
      flood = beyond > flood.beyond ? { beyond, meanwhile: own, all } : flood;
    }
  }
  const all = totals.reduce((sum, total) => sum + total, 0) - totals[silent];
  return surpriseIn(meanwhile - flood.meanwhile, all - flood.all, totals[silent]);
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
