import { gather } from '../../logs/gather';
import { type LogFigures } from './logFigures';
import { quantileInPlace } from '../statistics/quantile';
import { robustVariance } from './dispersion';
import { type RowGroups } from './groupRows';
import { usualByHour } from './usualByHour';

/** Under this, a deviation is put down to rounding: 5% of a response time. */
const LEAST_SIGMA = 0.05;

export interface ResponseFeatures {
  /** ln(1 + ms); a log without a response time stands at its service's median, a service without any at that of all. */
  readonly log: Float32Array;
  /**
   * How many robust standard deviations `log` is off what is usual for the service at that time of day; 0 without a
   * response time.
   */
  readonly deviation: Float32Array;
  /** The median of `log` per service. */
  readonly usual: Float64Array;
}

/** @returns undefined where no log has a response time */
export function responseFeatures(
  { responseTime, timeMs, length }: LogFigures,
  { rows, starts }: RowGroups
): ResponseFeatures | undefined {
  const log = new Float32Array(length);
  const known = new Float64Array(length);
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
  const deviation = new Float32Array(length);
  const usual = new Float64Array(starts.length - 1).fill(overall);
  for (let service = 0; service + 1 < starts.length; service++) {
    const own = rows.subarray(starts[service], starts[service + 1]);
    const timed = own.filter((row) => log[row] === log[row]);
    if (timed.length > 0) {
      const values = new Float64Array(timed.length);
      for (let i = 0; i < timed.length; i++) {
        values[i] = log[timed[i]];
      }
      const off = usualByHour(gather(timeMs, timed, new Float64Array(timed.length)), values);
      for (let i = 0; i < timed.length; i++) {
        off[i] = values[i] - off[i];
        deviation[timed[i]] = off[i];
      }
      usual[service] = quantileInPlace(values, 0.5);
      const sigma = Math.max(LEAST_SIGMA, Math.sqrt(robustVariance(off)));
      for (let i = 0; i < timed.length; i++) {
        deviation[timed[i]] /= sigma;
      }
    }
    for (let i = 0; i < own.length; i++) {
      if (log[own[i]] !== log[own[i]]) {
        log[own[i]] = usual[service];
      }
    }
  }
  return { log, deviation, usual };
}
