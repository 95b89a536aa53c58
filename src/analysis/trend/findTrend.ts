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
 */
export function findTrend(windows: WindowTable, counts: WindowCounts): Trend | undefined {
  const perBucket = Math.max(1, Math.round(HOUR / windows.windowMs), Math.ceil(windows.windowCount / MAX_BUCKETS));
  const buckets = Math.ceil(windows.windowCount / perBucket);
  const allKnown = new Float64Array(buckets);
  const allErrors = new Float64Array(buckets);
  for (let service = 0, cell = 0; service < windows.services.length; service++) {
    for (let bucket = 0; bucket < buckets; bucket++) {
      const end = service * windows.windowCount + Math.min(windows.windowCount, (bucket + 1) * perBucket);
      for (; cell < end; cell++) {
        allKnown[bucket] += counts.known[cell];
        allErrors[bucket] += counts.errors[cell];
      }
    }
  }
  const spoken = Array.from(allKnown.keys()).filter((bucket) => allKnown[bucket] > 0);
  if (spoken.length < MIN_BUCKETS) {
    return undefined;
  }
  const logs = Float64Array.from(spoken, (bucket) => allKnown[bucket]);
  const errors = Float64Array.from(spoken, (bucket) => allErrors[bucket]);
  const bucketHours = (perBucket * windows.windowMs) / HOUR;
  const line = linearRegression(spoken.map((bucket, i) => [bucket * bucketHours, errors[i] / bucketHours]));
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
