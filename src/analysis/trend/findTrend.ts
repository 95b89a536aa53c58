import { linearRegression } from 'simple-statistics';
import { type Trend } from '../analysis';
import { trendTest } from '../statistics/trendTest';
import { type WindowCounts } from '../summary/windowCounts';
import { type WindowTable } from '../windows';

const HOUR = 3_600_000;

/** The test compares each pair of buckets. */
const MAX_BUCKETS = 1000;

const SIGNIFICANT = 0.05;

const DAY_HOURS = 24;

/**
 * Whether errors become more frequent: the seed's slope of a fitted line, believed only where a Mann-Kendall test on the
 * hourly error rates finds it unlikely to be chance. Rates and not counts, so that more traffic is not a trend.
 */
export function findTrend(windows: WindowTable, counts: WindowCounts): Trend {
  const perBucket = Math.max(1, Math.round(HOUR / windows.windowMs), Math.ceil(windows.windows / MAX_BUCKETS));
  const buckets = Math.ceil(windows.windows / perBucket);
  const logs = new Float64Array(buckets);
  const errors = new Float64Array(buckets);
  for (let cell = 0; cell < counts.logs.length; cell++) {
    const bucket = Math.floor((cell % windows.windows) / perBucket);
    logs[bucket] += counts.logs[cell];
    errors[bucket] += counts.errors[cell];
  }
  const spoken = Array.from(logs.keys()).filter((bucket) => logs[bucket] > 0);
  const bucketHours = (perBucket * windows.windowMs) / HOUR;
  const line = linearRegression(spoken.map((bucket) => [bucket * bucketHours, errors[bucket] / bucketHours]));
  const rates = errors.map((count, bucket) => (logs[bucket] > 0 ? count / logs[bucket] : NaN));
  const { s, pValue } = trendTest(rates, Math.round(DAY_HOURS / bucketHours));
  return {
    direction: pValue >= SIGNIFICANT ? 'STABLE' : s > 0 ? 'DEGRADING' : 'IMPROVING',
    errorsPerHour: Number.isFinite(line.m) ? line.m : 0,
    pValue,
  };
}
