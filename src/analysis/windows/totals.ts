import { ERROR, LEVELS, UNKNOWN } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type ResponseTimeStatistics, type Totals } from '../model/analysis';
import { servicesByName } from './countLogs';
import { quantilesInPlace } from '../statistics/quantile';

/** The totals of all logs, and of each service, by name. */
export interface Summary {
  readonly totals: Totals;
  readonly services: ReadonlyArray<Totals & { readonly service: string }>;
}

/**
 * Counts and exact quantiles over all logs of a table, as a whole and per service. Linear in the logs.
 * @param also services that are there without logs, too
 */
export function summarise(table: LogTable, also?: ReadonlySet<string>): Summary {
  const { names, codeToIndex } = servicesByName(table, also);
  const levels = LEVELS.length;
  const byLevel = new Float64Array(names.length * levels);
  const failures = new Float64Array(names.length);
  const responses = new Uint32Array(names.length);
  const { codes } = table.service;
  const { level, statusCode, responseTime } = table;
  for (let row = 0; row < table.length; row++) {
    const service = codeToIndex[codes[row]];
    byLevel[service * levels + level[row]]++;
    if (level[row] >= ERROR || statusCode[row] >= 500) {
      failures[service]++;
    }
    if (responseTime[row] === responseTime[row]) {
      responses[service]++;
    }
  }

  const ends = new Uint32Array(names.length);
  let gatheredCount = 0;
  for (let service = 0; service < names.length; service++) {
    ends[service] = gatheredCount;
    gatheredCount += responses[service];
  }
  const gathered = new Float64Array(gatheredCount);
  for (let row = 0; row < table.length; row++) {
    if (responseTime[row] === responseTime[row]) {
      gathered[ends[codeToIndex[codes[row]]]++] = responseTime[row];
    }
  }

  const services = names.map((service, index) => ({
    service,
    ...totalsOf(
      Array.from(byLevel.subarray(index * levels, (index + 1) * levels)),
      failures[index],
      responses[index],
      responseTimeStatistics(gathered, ends[index] - responses[index], ends[index])
    ),
  }));
  const allLevels = LEVELS.map((_, code) => services.reduce((sum, service) => sum + service.byLevel[code], 0));
  const allFailures = failures.reduce((sum, count) => sum + count, 0);
  return { totals: totalsOf(allLevels, allFailures, gatheredCount, responseTimeStatistics(gathered)), services };
}

/** The 95th percentile that is usual for each service of a summary (ms; NaN: none). */
export function usualP95({ services }: Pick<Summary, 'services'>): Float64Array {
  return Float64Array.from(services, ({ responseTime }) => responseTime?.p95 ?? NaN);
}

/** Rates from counts: an absent numerator is 0; of nothing known there is no rate. */
export function totalsOf(
  byLevel: number[],
  failures: number,
  responses: number,
  responseTime?: ResponseTimeStatistics
): Totals {
  const logs = byLevel.reduce((sum, count) => sum + count, 0);
  const known = logs - byLevel[UNKNOWN];
  const errors = byLevel.slice(ERROR).reduce((sum, count) => sum + count, 0);
  return {
    logs,
    known: { levels: shareOf(known, logs), responseTimes: shareOf(responses, logs) },
    byLevel,
    errors,
    ...(known > 0 && { errorRate: errors / known, successRate: 1 - failures / known }),
    ...(responseTime && { responseTime }),
  };
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** Reorders that part of `values`. Undefined where it is empty. */
function responseTimeStatistics(
  values: Float64Array,
  from = 0,
  to = values.length
): ResponseTimeStatistics | undefined {
  if (to <= from) {
    return undefined;
  }
  let sum = 0;
  let max = -Infinity;
  for (let i = from; i < to; i++) {
    sum += values[i];
    max = values[i] > max ? values[i] : max;
  }
  const [p50, p95, p99] = quantilesInPlace(values, [0.5, 0.95, 0.99], from, to);
  return { count: to - from, mean: sum / (to - from), p50, p95, p99, max };
}
