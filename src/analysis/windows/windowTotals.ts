import { type ResponseTimeCounts, type WindowTable } from '../../logs/windowTable';
import { type ResponseTimeStatistics } from '../model/analysis';
import { type Summary, totalsOf } from './totals';
import { sumBetween } from '../statistics/sum';

/**
 * The totals of what a store counted, as a whole and per service: counts, rates and means are exact, P95 where the
 * store gives it; the other quantiles and the maximum are as exact as the values that response times were counted by.
 */
export function summariseWindows(windows: WindowTable, responseTimes: ResponseTimeCounts | undefined): Summary {
  const cells = windows.services.map((_, service) => service * windows.windowCount);
  const sums = (column: ArrayLike<number>) => cells.map((cell) => sumBetween(column, cell, cell + windows.windowCount));
  const byLevel = windows.byLevel.map(sums);
  const failures = sums(windows.failures);
  const responses = sums(windows.responses);
  const responseSums = sums(windows.responseSum);
  const statistics = (count: number, sum: number, counts: Float64Array, exactP95: number) =>
    responseTimes && count > 0 ? statisticsOf(count, sum, responseTimes.values, counts, exactP95) : undefined;

  const services = windows.services.map((service, index) => ({
    service,
    ...totalsOf(
      byLevel.map((level) => level[index]),
      failures[index],
      responses[index],
      responseTimes &&
        statistics(responses[index], responseSums[index], countsOf(responseTimes, index), responseTimes.p95[index])
    ),
  }));
  const all = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);
  const totals = totalsOf(
    byLevel.map(all),
    all(failures),
    all(responses),
    responseTimes && statistics(all(responses), all(responseSums), totalCounts(responseTimes), NaN)
  );
  return { totals, services };
}

/** How many responses of all services took about as long as each of the values. */
export function totalCounts(responseTimes: ResponseTimeCounts): Float64Array {
  const { values, counts } = responseTimes;
  const total = new Float64Array(values.length);
  counts.forEach((count, i) => (total[i % values.length] += count));
  return total;
}

function countsOf({ values, counts }: ResponseTimeCounts, service: number): Float64Array {
  return counts.subarray(service * values.length, (service + 1) * values.length);
}

function statisticsOf(
  count: number,
  sum: number,
  values: Float64Array,
  counts: Float64Array,
  exactP95: number
): ResponseTimeStatistics {
  const largest = counts.findLastIndex((n) => n > 0);
  const quantile = (q: number) => quantileOfCounts(values, counts, q);
  return {
    count,
    mean: sum / count,
    p50: quantile(0.5),
    p95: Number.isNaN(exactP95) ? quantile(0.95) : exactP95,
    p99: quantile(0.99),
    max: largest < 0 ? 0 : values[largest],
  };
}

/**
 * The quantile of values that were counted by two digits, taken to lie evenly within what rounds to the same.
 *
 * @param values ascending; `counts` has at least one that is not 0
 */
export function quantileOfCounts(values: Float64Array, counts: Float64Array, q: number): number {
  const rank = q * (sumBetween(counts, 0, counts.length) - 1);
  const lower = Math.floor(rank);
  const atLower = valueAtRank(values, counts, lower);
  return lower === rank ? atLower : atLower + (valueAtRank(values, counts, lower + 1) - atLower) * (rank - lower);
}

function valueAtRank(values: Float64Array, counts: Float64Array, rank: number): number {
  let before = 0;
  for (let i = 0; i < values.length; i++) {
    if (before + counts[i] > rank) {
      const value = values[i];
      const half = value > 0 ? 0.5 * 10 ** (Math.floor(Math.log10(value)) - 1) : 0;
      return value + half * (2 * ((rank - before + 0.5) / counts[i]) - 1);
    }
    before += counts[i];
  }
  return values.length > 0 ? values[values.length - 1] : 0;
}
