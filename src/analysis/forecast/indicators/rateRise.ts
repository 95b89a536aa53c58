import { binomialZ } from '../../statistics/likelihood';
import { type Crossing } from '../fit/crossing';

/**
 * Counts in bins of time, ascending: `part` of `whole` in each, which ended around `minutes` (from now, so none is
 * above 0).
 */
export interface RateCounts {
  readonly minutes: Float64Array;
  readonly part: Float64Array;
  readonly whole: Float64Array;
}

export interface RateOptions {
  /** The rate before it rises, above 0. */
  readonly usual: number;
  /** 1: independent; above: what is counted comes in bursts, and each says less. */
  readonly dispersion: number;
  /** What it may break a rule at, each as likely. */
  readonly limits: readonly number[];
}

/** A rate that rises now, along a line. */
export interface RateRise {
  /** That it does, and neither jumped nor has stopped: 0 to 1. */
  readonly probability: number;
  readonly level: number;
  /** For how long, in minutes. */
  readonly span: number;
  readonly crossing: Crossing;
}

/** What is less sure than that to be more than usual is not looked into. */
const MIN_Z = 3.5;
const MIN_PART = 5;
const LOOKS_MINUTES = [15, 30, 60, 120];

/** Rates are distinguished in so many steps; rises may have begun so many times ago, evenly in the logarithm. */
const RATES = 64;
const AGES = 20;
const YOUNGEST = 20;
const HIGHEST_OF_LIMIT = 1.6;

/**
 * Where a rise that has ended may have done so, as a part of its age, and whether it then stayed or falls as fast as it
 * rose.
 */
const ENDS = [0.25, 0.5, 0.75];
const FALLS = [0, 1];

/** How likely each course is beforehand. */
const STEADY = 0.966;
const JUMPED = 0.02;
const ENDED = 0.006;
const RISES = 0.008;

/** Nothing goes on for long exactly as it did. */
const DRIFT = 0.07;

/**
 * Whether a rate rises along a line, and when it will be at the limit: by Bayes' rule over the courses that it may have
 * taken (steady, jumped, risen and stopped, rising still), each over a grid of when it began and how high it is, by the
 * binomial likelihood of the counts. Unlike a line through rates, it needs no bins that are full enough to have one:
 * few counts say little, and what they say.
 *
 * @returns undefined where nothing is more than usual
 */
export function rateRise(counts: RateCounts, { usual, dispersion, limits }: RateOptions): RateRise | undefined {
  if (!isMore(counts, usual, dispersion)) {
    return undefined;
  }
  const { minutes } = counts;
  const bins = minutes.length;
  const top = Math.min(0.95, HIGHEST_OF_LIMIT * limits[limits.length - 1]);
  const rateAt = (index: number) => usual + ((top - usual) * index) / (RATES - 1);
  const table = likelihoods(counts, dispersion, rateAt);
  const oldest = Math.max(2 * YOUNGEST, -minutes[0]);
  const ages = Float64Array.from({ length: AGES }, (_, i) => YOUNGEST * (oldest / YOUNGEST) ** (i / (AGES - 1)));
  const steady = sumAlong(table, bins, () => 0);
  const course = (age: number, highest: number, end: number, fall: number) =>
    sumAlong(table, bins, (bin) => {
      const sinceEnd = minutes[bin] + end;
      const share = sinceEnd < 0 ? (minutes[bin] + age) / (age - end) : 1 - (fall * sinceEnd) / (age - end);
      return Math.round(highest * Math.max(0, share));
    });
  const rising = new Float64Array(AGES * RATES).fill(-Infinity);
  const ended: number[] = [];
  for (let a = 0; a < AGES; a++) {
    for (let highest = 1; highest < RATES; highest++) {
      rising[a * RATES + highest] = course(ages[a], highest, 0, 0);
      for (const end of ENDS) {
        for (const fall of FALLS) {
          ended.push(course(ages[a], highest, end * ages[a], fall));
        }
      }
    }
  }
  const jumped = jumps(table, bins, steady);
  // Likelihoods relative to the largest: by themselves they are too small for a number.
  const most = [Array.from(rising), ended, jumped].flat().reduce((a, b) => Math.max(a, b), steady);
  const weights = rising.map((log) => Math.exp(log - most));
  const risingSum = weights.reduce((sum, weight) => sum + weight, 0);
  const meanOf = (logs: readonly number[]) => logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length;
  const rises = (RISES * risingSum) / (AGES * (RATES - 1));
  const others = STEADY * Math.exp(steady - most) + ENDED * meanOf(ended) + JUMPED * meanOf(jumped);
  let [level, span] = [0, 0];
  const crossings: Array<readonly [minutes: number, weight: number]> = [];
  weights.forEach((weight, i) => {
    if (weight > 1e-6 * risingSum) {
      const rate = rateAt(i % RATES);
      const age = ages[Math.floor(i / RATES)];
      level += (weight / risingSum) * rate;
      span += (weight / risingSum) * age;
      // It has not broken the rule yet, so that the limits below it are none.
      const ahead = limits.filter((limit) => limit > rate);
      ahead.forEach((limit) => crossings.push([(age * (limit - rate)) / (rate - usual), weight / ahead.length]));
      if (ahead.length === 0) {
        crossings.push([0, weight]);
      }
    }
  });
  return crossings.length === 0
    ? undefined
    : { probability: rises / (rises + others), level, span, crossing: crossingOf(crossings) };
}

function isMore({ minutes, part, whole }: RateCounts, usual: number, dispersion: number): boolean {
  let [parts, wholes] = [0, 0];
  let look = 0;
  for (let bin = minutes.length - 1; bin >= 0; bin--) {
    while (look < LOOKS_MINUTES.length && minutes[bin] < -LOOKS_MINUTES[look]) {
      look++;
      if (parts >= MIN_PART && binomialZ(parts, wholes, usual) >= MIN_Z * Math.sqrt(dispersion)) {
        return true;
      }
    }
    parts += part[bin];
    wholes += whole[bin];
  }
  return false;
}

/** The logarithm of the likelihood of each bin's counts at each rate, bins first. */
function likelihoods({ part, whole }: RateCounts, dispersion: number, rateAt: (index: number) => number): Float64Array {
  const table = new Float64Array(part.length * RATES);
  for (let index = 0; index < RATES; index++) {
    const yes = Math.log(rateAt(index)) / dispersion;
    const no = Math.log(1 - rateAt(index)) / dispersion;
    for (let bin = 0; bin < part.length; bin++) {
      table[bin * RATES + index] = part[bin] * yes + (whole[bin] - part[bin]) * no;
    }
  }
  return table;
}

function sumAlong(table: Float64Array, bins: number, indexAt: (bin: number) => number): number {
  let sum = 0;
  for (let bin = 0; bin < bins; bin++) {
    sum += table[bin * RATES + indexAt(bin)];
  }
  return sum;
}

/** The logarithms of the likelihoods of a rate that was usual and then is another, at once. */
function jumps(table: Float64Array, bins: number, steady: number): number[] {
  const since = new Float64Array(RATES);
  const logs: number[] = [];
  let before = steady;
  for (let bin = bins - 1; bin >= 0; bin--) {
    before -= table[bin * RATES];
    for (let index = 1; index < RATES; index++) {
      since[index] += table[bin * RATES + index];
      logs.push(before + since[index]);
    }
  }
  return logs;
}

/** The median of weighted times, and where four in five of them lie. */
function crossingOf(times: Array<readonly [minutes: number, weight: number]>): Crossing {
  times.sort(([a], [b]) => a - b);
  const all = times.reduce((sum, [, weight]) => sum + weight, 0);
  const at = (share: number) => {
    let rest = share * all;
    return times.find(([, weight]) => (rest -= weight) <= 0)?.[0] ?? times[times.length - 1][0];
  };
  return { expected: at(0.5), earliest: (1 - DRIFT) * at(0.1), latest: (1 + DRIFT) * at(0.9) };
}
