import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { type Baseline } from '../model/analysis';
import { quantilesInPlace } from '../statistics/quantile';
import { sumBetween } from '../statistics/sum';
import { type Summary } from '../windows/totals';

interface Learned {
  /** Into the windows' services. */
  readonly index: number;
  /** 1 for the windows that were learned from. */
  readonly isLearned: Float64Array;
}

interface Input {
  readonly windows: WindowTable;
  readonly summary: Summary;
  readonly table?: LogTable;
}

/**
 * Percentiles of the windows that were learned from, of each service. Where logs were counted, of all windows: the
 * store gave no others. Linear in the logs.
 */
export function learnedResponseTimes(
  services: readonly Learned[],
  { windows, summary, table }: Input
): Array<Pick<Baseline, 'p50' | 'p95'>> {
  const { windowCount } = windows;
  const responsesOf = ({ index }: Learned) =>
    windows.responses.subarray(index * windowCount, (index + 1) * windowCount);
  const isPart = (one: Learned) => responsesOf(one).some((count, window) => count > 0 && one.isLearned[window] === 0);
  const parts = table ? services.filter(isPart) : [];
  const gathered = table ? gather(parts, windows, table, (one) => sumBetween(responsesOf(one))) : new Map();
  return services.map((one) => {
    const own = gathered.get(one);
    const all = summary.services[one.index].responseTime;
    if (own) {
      const [p50, p95] = quantilesInPlace(own, [0.5, 0.95]);
      return own.length > 0 ? { p50, p95 } : {};
    }
    return all ? { p50: all.p50, p95: all.p95 } : {};
  });
}

/** The response times of the windows that were learned from. @param most how many a service has at most */
function gather(
  services: readonly Learned[],
  { startMs, windowMs, services: names }: WindowTable,
  { service, timeMs, responseTime, length }: LogTable,
  most: (one: Learned) => number
): Map<Learned, Float64Array> {
  const byName = new Map(services.map((one, i) => [names[one.index], i]));
  const placeOf = Int32Array.from(service.values, (name) => byName.get(name) ?? -1);
  const columns = services.map((one) => new Float64Array(most(one)));
  const counts = new Uint32Array(services.length);
  for (let row = 0; row < length && services.length > 0; row++) {
    const place = placeOf[service.codes[row]];
    const value = responseTime[row];
    if (place >= 0 && value === value) {
      const { isLearned } = services[place];
      if (isLearned[Math.floor((timeMs[row] - startMs) / windowMs)] === 1) {
        columns[place][counts[place]++] = value;
      }
    }
  }
  return new Map(services.map((one, i) => [one, columns[i].subarray(0, counts[i])]));
}
