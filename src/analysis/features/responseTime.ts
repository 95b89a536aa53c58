import { type LogTable } from '../../logs/logTable';
import { quantileInPlace } from '../statistics/quantile';
import { type RowGroups } from './groupRows';

/** The standard deviation of a normal distribution over its median absolute deviation. */
const SIGMA_PER_MAD = 1.4826;

/** Under this, a deviation is put down to rounding: 5% of a response time. */
const LEAST_SIGMA = 0.05;

export interface ResponseFeatures {
  /** ln(1 + ms); a log without a response time stands at its service's median, a service without any at that of all. */
  readonly log: Float32Array;
  /** How many robust standard deviations `log` is off the service's median; 0 without a response time. */
  readonly deviation: Float32Array;
  /** The median of `log` per service. */
  readonly usual: Float64Array;
}

/**
 * Response times as ln(1 + ms), and how many robust standard deviations each is off its service's median.
 *
 * @returns undefined where no log has a response time
 */
export function responseFeatures(
  { responseTime }: LogTable,
  { rows, starts }: RowGroups
): ResponseFeatures | undefined {
  const length = responseTime.length;
  const log = new Float32Array(length);
  const deviation = new Float32Array(length);
  const known = new Float64Array(length);
  const usual = new Float64Array(starts.length - 1);
  let total = 0;
  for (let row = 0; row < length; row++) {
    log[row] = Math.log1p(Math.max(0, responseTime[row]));
    if (log[row] === log[row]) {
      known[total++] = log[row];
    }
  }
  if (total === 0) {
    return undefined;
  }
  const overall = quantileInPlace(known, 0.5, 0, total);
  for (let service = 0; service + 1 < starts.length; service++) {
    const end = starts[service + 1];
    let count = 0;
    for (let i = starts[service]; i < end; i++) {
      const value = log[rows[i]];
      if (value === value) {
        known[count++] = value;
      }
    }
    const median = count > 0 ? quantileInPlace(known, 0.5, 0, count) : overall;
    usual[service] = median;
    for (let i = 0; i < count; i++) {
      known[i] = Math.abs(known[i] - median);
    }
    const mad = count > 0 ? quantileInPlace(known, 0.5, 0, count) : 0;
    const sigma = Math.max(LEAST_SIGMA, mad * SIGMA_PER_MAD);
    for (let i = starts[service]; i < end; i++) {
      const row = rows[i];
      const value = log[row];
      if (value === value) {
        deviation[row] = (value - median) / sigma;
      } else {
        log[row] = median;
      }
    }
  }
  return { log, deviation, usual };
}
