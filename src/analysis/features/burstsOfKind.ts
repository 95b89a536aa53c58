import { quantileInPlace } from '../statistics/quantile';
import { LEAST_SURPRISE } from './evidence';
import { firstAtOrAfter } from '../../logs/firstAtOrAfter';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const MOST_DAYS = 7;
const LEAST_DAYS = 3;
/** A job that comes every day comes within so many minutes of the same time. */
const PUNCTUAL_MS = 30 * MINUTE;

/** How many times the usual odds of its kind a burst is looked for with: what lies between two is found with either. */
const ODDS_RATIOS = [2, 6, 20, 100];

/** A burst has at least this many times the usual share of its kind... */
const LEAST_RATIO = 2;
/** ...and at most this share of its service's logs: what goes on for longer is what is usual. */
const MOST_SHARE = 0.5;

/** The logs of a kind, in order of time. */
export interface KindLogs {
  readonly timeMs: Float64Array;
  /** Among those of the service, from 0. */
  readonly places: Uint32Array;
  /** All of the service. */
  readonly logsOfService: number;
  /** How many usually come at once. */
  readonly clump: number;
  /** The time that the service could have logged in. */
  readonly range: { readonly fromMs: number; readonly toMs: number };
}

export interface Burst {
  /** Indices into the logs of the kind, both inclusive. */
  readonly first: number;
  readonly last: number;
  readonly surprise: number;
  /** How many are usual in as many logs of the service, or in as long a time, whichever is more. */
  readonly usual: number;
}

/**
 * The stretches that have far more of a kind than the rest. Where some are beyond doubt, others are looked for against what is
 * usual outside them: a burst must not be hidden by itself.
 *
 * @param doubtless the surprise from which on there is no doubt
 */
export function burstsOfKind(kind: KindLogs, doubtless: number): Burst[] {
  const { timeMs, places, logsOfService } = kind;
  const bursts = lookForBursts(kind, timeMs.length / logsOfService, doubtless);
  let next = 0;
  let outside = timeMs.length;
  let logsOutside = logsOfService;
  for (const { first, last } of bursts
    .filter(({ surprise }) => surprise >= doubtless)
    .sort((a, b) => a.first - b.first)) {
    if (last >= next) {
      const from = Math.max(first, next);
      outside -= last - from + 1;
      logsOutside -= places[last] - places[from] + 1;
      next = last + 1;
    }
  }
  return next === 0
    ? bursts
    : [...bursts, ...lookForBursts(kind, (outside + 0.5) / (logsOutside + 1), doubtless, ODDS_RATIOS.slice(2))];
}

/**
 * The periods in which the log-likelihood ratio of larger odds adds up: each log of the kind is more to be expected, each other log
 * of the service less. They begin and end as `highPeriods` has it.
 */
function lookForBursts(kind: KindLogs, usual: number, drop: number, ratios = ODDS_RATIOS): Burst[] {
  const { places, clump } = kind;
  const bursts: Burst[] = [];
  for (const ratio of ratios) {
    const more = (ratio * usual) / (1 - usual + ratio * usual);
    const gain = Math.log(more / usual);
    const loss = Math.log((1 - more) / (1 - usual));
    for (let first = 0, last = 0; first < places.length; first = last + 1) {
      last = first;
      let sum = gain;
      let peak = gain;
      for (let next = first + 1; next < places.length; next++) {
        sum += loss * (places[next] - places[next - 1] - 1);
        if (sum < 0 || peak - sum > drop * clump) {
          break;
        }
        sum += gain;
        if (sum > peak) {
          peak = sum;
          last = next;
        }
      }
      const burst = last > first ? judge(kind, first, last) : undefined;
      if (burst) {
        bursts.push(burst);
      }
    }
  }
  return bursts;
}

/** As a scan statistic is judged: by how many of all logs of the kind fall into so small a part of the logs, and of the time. */
function judge(
  { timeMs, places, logsOfService, clump, range }: KindLogs,
  first: number,
  last: number
): Burst | undefined {
  const count = last - first + 1;
  const all = timeMs.length;
  const span = places[last] - places[first] + 1;
  if (span > MOST_SHARE * logsOfService) {
    return undefined;
  }
  const ofLogs = (span - 1) / (logsOfService - 1);
  const ofTime = (timeMs[last] - timeMs[first]) / (range.toMs - range.fromMs);
  const part = Math.max(ofLogs, ofTime);
  // The first is given: the others fall into the part after it. As many logs as it has are unusual at once.
  const surpriseIn = (share: number) => binomialSurprise(count - 1, all - 1, share) / clump - Math.log(count);
  if (!(surpriseIn(part) >= LEAST_SURPRISE)) {
    return undefined;
  }
  const onOtherDays = usualOnOtherDays(timeMs, timeMs[first], timeMs[last], range);
  const usual = Math.max(((all - count) * part) / (1 - part), onOtherDays);
  const surprise = surpriseIn(Math.max(part, onOtherDays / all));
  return surprise >= LEAST_SURPRISE && count >= LEAST_RATIO * usual ? { first, last, surprise, usual } : undefined;
}

/** -ln of Chernoff's bound for at least so many hits in trials that each hit with probability p; 0 if as many are to be expected. */
function binomialSurprise(hits: number, trials: number, p: number): number {
  if (hits <= trials * p) {
    return 0;
  }
  const misses = trials - hits;
  return hits * Math.log(hits / (trials * p)) + (misses > 0 ? misses * Math.log(misses / (trials * (1 - p))) : 0);
}

/** The median count at the same time on other days, 0 where there are fewer than three. */
function usualOnOtherDays(timeMs: Float64Array, fromMs: number, toMs: number, range: KindLogs['range']): number {
  const counts: number[] = [];
  for (let days = -MOST_DAYS; days <= MOST_DAYS; days++) {
    const from = fromMs + days * DAY - PUNCTUAL_MS;
    const to = toMs + days * DAY + PUNCTUAL_MS;
    if (days !== 0 && from >= range.fromMs && to <= range.toMs) {
      counts.push(firstAtOrAfter(timeMs, to) - firstAtOrAfter(timeMs, from));
    }
  }
  return counts.length < LEAST_DAYS ? 0 : quantileInPlace(Float64Array.from(counts), 0.5);
}
