import { quantileInPlace } from '../statistics/quantile';
import { type WindowCounts } from '../summary/windowCounts';
import { type WindowTable } from '../windows';
import { dataGaps, logsPerWindow } from './dataGaps';
import { stretchesOf, type Stretch } from './stretches';
import { sumBetween } from '../statistics/sum';

/** How often a range may have a silence by chance: each gap between two logs is a chance for one, and a week has very many. */
const BY_CHANCE = 0.001;

/** Windows in which others speak: one minute without a log may lie between two bursts. */
const LEAST_WINDOWS = 3;

/** From this many silences on, being silent is a habit, and only one far longer than the usual ones counts. */
const HABIT = 10;
const HABIT_RATIO = 3;

/** Half of the silences, and a tenth of them, are longer than these: told from their difference how they spread. */
const [MIDDLE, LONG] = [0.5, 0.9];

const DAY = 86_400_000;
/** Fewer other days don't tell what is usual at a time of day. */
const LEAST_DAYS = 2;

/** Windows in which a service that normally speaks said nothing while others did. */
export interface Silence extends Stretch {
  /** Index into the windows' services. */
  readonly service: number;
  /** Logs that should have come. */
  readonly expected: number;
}

/**
 * Silences that chance does not account for. What should have come is the service's share of what the others logged meanwhile, or
 * what it logged itself at that time on other days, if that is less: a shop that is closed at night is not down. Nothing is said
 * of the time before a service's first log, and silences before and after a gap in all logs are two.
 */
export function findSilences(windows: WindowTable, counts: WindowCounts): Silence[] {
  const others = logsPerWindow(windows, counts);
  const all = others.reduce((sum, count) => sum + count, 0);
  const gaps = dataGaps(windows, counts);
  return windows.services.flatMap((_, service) => {
    const offset = service * windows.windows;
    const own = counts.logs.subarray(offset, offset + windows.windows);
    const logs = sumBetween(own);
    const first = own.findIndex((count) => count > 0);
    if (logs === all) {
      return [];
    }
    const ofOthers = all - logs;
    const silences = stretchesOf(
      windows.windows,
      0,
      (window) => window > first && own[window] === 0 && gaps[window] === 0
    )
      .map(({ from, to }) => {
        const meanwhile = sumBetween(others.subarray(from, to));
        const expected = (logs * meanwhile) / Math.max(1, ofOthers - meanwhile);
        // The chance that all of its logs fall among what was logged outside: of a few logs nothing can be told.
        return { service, from, to, expected, surprise: -logs * Math.log(1 - meanwhile / (ofOthers + 1)) };
      })
      .sort((a, b) => a.surprise - b.surprise);
    const least = leastSurprise(
      silences.map(({ surprise }) => surprise),
      all
    );
    return silences
      .filter(
        ({ from, to, surprise }) =>
          surprise >= least && others.subarray(from, to).filter((count) => count > 0).length >= LEAST_WINDOWS
      )
      .map(({ surprise, ...silence }) => {
        const usual = onOtherDays(silence, own, windows);
        return { ...silence, expected: Math.min(silence.expected, usual), surprise: Math.min(surprise, usual) };
      })
      .filter(({ surprise }) => surprise >= least)
      .map(({ service: index, from, to, expected }) => ({ service: index, from, to, expected }));
  });
}

/**
 * The negative logarithm of a probability from which on a silence is none by chance: about the logs that should have come. Gaps
 * between independent logs have an exponential distribution in units of these; where logs come in clusters, gaps are longer by the
 * size of these, which the longer silences tell.
 *
 * @param silences surprises of all, ascending
 * @param logs of all services
 */
function leastSurprise(silences: readonly number[], logs: number): number {
  const byChance = Math.log(logs / BY_CHANCE);
  if (silences.length < HABIT) {
    return byChance;
  }
  const [middle, long] = [MIDDLE, LONG].map((share) => silences[Math.floor(silences.length * share)]);
  const cluster = (long - middle) / Math.log((1 - MIDDLE) / (1 - LONG));
  return Math.max(byChance * Math.max(1, cluster), HABIT_RATIO * long);
}

/** The median of the service's own logs at the same time on other days; Infinity where there are too few of these to tell. */
function onOtherDays({ from, to }: Stretch, own: Uint32Array, { windowMs, windows }: WindowTable): number {
  const day = Math.round(DAY / windowMs);
  const counts: number[] = [];
  for (let start = from % day; day > 0 && start + (to - from) <= windows; start += day) {
    if (start !== from) {
      counts.push(sumBetween(own.subarray(start, start + (to - from))));
    }
  }
  return counts.length < LEAST_DAYS ? Infinity : quantileInPlace(Float64Array.from(counts), 0.5);
}
