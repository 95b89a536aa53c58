import { linearRegression } from 'simple-statistics';
import { type Trend } from '../model/analysis';
import { mannKendall } from '../statistics/mannKendall';
import { partialMannKendall, type TrendTest } from '../statistics/partialMannKendall';
import { rankMemory } from '../statistics/rankMemory';
import { type WindowCounts } from '../windows/windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { changeBeyondLoad } from './changeBeyondLoad';
import { HOUR } from '../../time/units';

/** The tests compare each pair of buckets. */
const MAX_BUCKETS = 1000;

const SIGNIFICANT = 0.05;

/** One hour has no slope. */
const MIN_BUCKETS = 2;

/**
 * Whether errors become more frequent: the slope of a fitted line, believed only where a test on the hourly error rates
 * finds it unlikely to be chance, or to come of the traffic and so of the time of day. Undefined where levels are known
 * in too few hours.
 *
 * @param knownFromMs of the time before nothing is known: hours are counted from here on. Left out: all is known
 */
export function findTrend(
  windows: WindowTable,
  counts: WindowCounts,
  knownFromMs = windows.startMs
): Trend | undefined {
  const first = Math.min(
    windows.windowCount,
    Math.max(0, Math.floor((knownFromMs - windows.startMs) / windows.windowMs))
  );
  const known = windows.windowCount - first;
  const perBucket = Math.max(1, Math.round(HOUR / windows.windowMs), Math.ceil(known / MAX_BUCKETS));
  // What is left over makes an hour of its own from half of one on, else the last one is longer.
  const buckets = Math.max(1, Math.round(known / perBucket));
  const bucketOf = (window: number) => Math.min(buckets - 1, Math.floor((window - first) / perBucket));
  const allKnown = new Float64Array(buckets);
  const allErrors = new Float64Array(buckets);
  windows.services.forEach((_, service) => {
    for (let window = first; window < windows.windowCount; window++) {
      const cell = service * windows.windowCount + window;
      const bucket = bucketOf(window);
      allKnown[bucket] += counts.known[cell];
      allErrors[bucket] += counts.errors[cell];
    }
  });
  const spoken = Array.from(allKnown.keys()).filter((bucket) => allKnown[bucket] > 0);
  if (spoken.length < MIN_BUCKETS) {
    return undefined;
  }
  const logs = Float64Array.from(spoken, (bucket) => allKnown[bucket]);
  const errors = Float64Array.from(spoken, (bucket) => allErrors[bucket]);
  const hours = (count: number) => (count * windows.windowMs) / HOUR;
  const lengthOf = (bucket: number) => (bucket === buckets - 1 ? known - bucket * perBucket : perBucket);
  const line = linearRegression(
    spoken.map((bucket, i) => [hours(bucket * perBucket), errors[i] / hours(lengthOf(bucket))])
  );
  const { s, pValue } = trendBesideLoad(logs, errors);
  return {
    direction: pValue >= SIGNIFICANT ? 'STABLE' : s > 0 ? 'DEGRADING' : 'IMPROVING',
    errorsPerHour: Number.isFinite(line.m) ? line.m : 0,
    pValue,
  };
}

/**
 * The trend of error rates that the traffic does not explain. Where the traffic goes up or down all the time ranks
 * cannot separate the two apart; then a trend of the rates is believed that goes further than the traffic's.
 */
function trendBesideLoad(logs: Float64Array, errors: Float64Array): TrendTest {
  const rates = errors.map((count, i) => count / logs[i]);
  const beside = partialMannKendall(rates, logs);
  const beyond = changeBeyondLoad(logs, errors);
  if (beside.pValue < SIGNIFICANT || beyond.pValue >= SIGNIFICANT) {
    return beside;
  }
  const plain = mannKendall(Array.from(rates), rankMemory(rates));
  const pValue = Math.max(plain.pValue, beyond.pValue);
  return pValue < SIGNIFICANT && plain.s * beyond.s > 0 ? { s: plain.s, pValue } : beside;
}
