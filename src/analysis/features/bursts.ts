import { type LogTable } from '../../logs/logTable';
import { quantileInPlace } from '../statistics/quantile';
import { clumpSize } from './dispersion';
import { LEAST_SURPRISE } from './evidence';
import { groupRows, type RowGroups } from './groupRows';
import { highPeriods } from './highPeriods';
import { type Kinds } from './kinds';

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

/** Of each log the most surprising burst of its kind that it is part of; all 0 where it is part of none. */
export interface Bursts {
  /**
   * -ln of the probability that chance brings so many of the kind so close together, by Chernoff's bound for a binomial
   * count, over the number of logs of the kind that usually come at once.
   */
  readonly surprise: Float32Array;
  /** Logs of the kind in the burst, how many are usual in as many logs of the service, and the burst's length in minutes. */
  readonly count: Float32Array;
  readonly expected: Float32Array;
  readonly minutes: Float32Array;
}

/** The place of each row among its service's. */
export function placesInService({ rows, starts }: RowGroups): Uint32Array {
  const places = new Uint32Array(rows.length);
  for (let service = 0; service + 1 < starts.length; service++) {
    for (let i = starts[service]; i < starts[service + 1]; i++) {
      places[rows[i]] = i - starts[service];
    }
  }
  return places;
}

/**
 * Looks for stretches of a service's logs that have far more of a kind than the rest: the periods in which the log-likelihood
 * ratio of larger odds adds up, each then judged as a scan statistic is (Kulldorff, Communications in Statistics 1997), by how
 * many of all logs of the kind fall into so small a part of the service's logs, and of the time. So what comes with requests is no
 * burst in busy hours, what comes by the clock none at night, and a kind that was never seen before needs no history. What there is at the same time on other days is usual too: a nightly job is no burst.
 * Linear in the logs.
 */
export function findBursts(
  { timeMs, service, length }: LogTable,
  services: RowGroups,
  places: Uint32Array,
  kinds: Kinds
): Bursts {
  const bursts = {
    surprise: new Float32Array(length),
    count: new Float32Array(length),
    expected: new Float32Array(length),
    minutes: new Float32Array(length),
  };
  const drop = Math.log(length);
  const { rows, starts } = groupRows(kinds.codes, kinds.count + 1);
  for (let kind = 0; kind < kinds.count; kind++) {
    const own = rows.subarray(starts[kind], starts[kind + 1]);
    const logs = own.length > 0 ? sizeOf(services, service.codes[own[0]]) : 0;
    if (own.length < 2 || own.length === logs) {
      continue;
    }
    const times = Float64Array.from(own, (row) => timeMs[row]);
    const spread = clumpSize(times);
    for (const oddsRatio of ODDS_RATIOS) {
      for (const { from, to } of highPeriods(likelihoods(own, places, logs, oddsRatio), spread * drop)) {
        const [first, last] = [from / 2, (to - 1) / 2];
        const count = last - first + 1;
        const span = places[own[last]] - places[own[first]] + 1;
        if (count < 2 || span > MOST_SHARE * logs) {
          continue;
        }
        const ofLogs = (span - 1) / (logs - 1);
        const ofTime = (times[last] - times[first]) / (timeMs[length - 1] - timeMs[0]);
        const onOtherDays = usualOnOtherDays(times, times[first], times[last], timeMs) / own.length;
        const share = Math.max(ofLogs, ofTime, onOtherDays);
        // The first is given: the others fall into the part of the service's logs, or of the time, after it.
        const [others, all] = [count - 1, own.length - 1];
        const surprise = others > all * share ? binomialSurprise(others, all, share) / spread - Math.log(count) : 0;
        const usual = Math.max(
          ((own.length - count) * Math.max(ofLogs, ofTime)) / (1 - Math.max(ofLogs, ofTime)),
          onOtherDays * own.length
        );
        if (surprise < LEAST_SURPRISE || count < LEAST_RATIO * usual) {
          continue;
        }
        for (let i = first; i <= last; i++) {
          const row = own[i];
          if (surprise > bursts.surprise[row]) {
            bursts.surprise[row] = surprise;
            bursts.count[row] = count;
            bursts.expected[row] = usual;
            bursts.minutes[row] = (times[last] - times[first]) / MINUTE;
          }
        }
      }
    }
  }
  return bursts;
}

/** By turns, how much likelier larger odds make a log of the kind, and (below 0) the other logs of the service before the next. */
function likelihoods(own: Uint32Array, places: Uint32Array, logs: number, oddsRatio: number): Float64Array {
  const usual = own.length / logs;
  const more = (oddsRatio * usual) / (1 - usual + oddsRatio * usual);
  const gain = Math.log(more / usual);
  const loss = Math.log((1 - more) / (1 - usual));
  const scores = new Float64Array(2 * own.length - 1);
  for (let i = 0; i < own.length; i++) {
    scores[2 * i] = gain;
    if (i > 0) {
      scores[2 * i - 1] = loss * (places[own[i]] - places[own[i - 1]] - 1);
    }
  }
  return scores;
}

/** -ln of Chernoff's bound for so many hits, more than expected, in trials that each hit with probability p. */
function binomialSurprise(hits: number, trials: number, p: number): number {
  const misses = trials - hits;
  return hits * Math.log(hits / (trials * p)) + (misses > 0 ? misses * Math.log(misses / (trials * (1 - p))) : 0);
}

/** The median count at the same time on other days, 0 where there are fewer than three. */
function usualOnOtherDays(times: Float64Array, fromMs: number, toMs: number, allTimes: Float64Array): number {
  const counts: number[] = [];
  for (let days = -MOST_DAYS; days <= MOST_DAYS; days++) {
    const from = fromMs + days * DAY - PUNCTUAL_MS;
    const to = toMs + days * DAY + PUNCTUAL_MS;
    if (days !== 0 && from >= allTimes[0] && to <= allTimes[allTimes.length - 1]) {
      counts.push(firstAtOrAfter(times, to) - firstAtOrAfter(times, from));
    }
  }
  return counts.length < LEAST_DAYS ? 0 : quantileInPlace(Float64Array.from(counts), 0.5);
}

function firstAtOrAfter(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function sizeOf({ starts }: RowGroups, group: number): number {
  return starts[group + 1] - starts[group];
}
