import { gather } from '../../logs/gather';
import { type LogTable } from '../../logs/logTable';
import { dispersion } from './dispersion';
import { type RowGroups } from './groupRows';
import { type ResponseFeatures } from './responseTime';
import { highPeriods } from './highPeriods';

/** One log says no more than this many standard deviations: it takes several to make a period. */
const MOST = 3;
const LEAST_LOGS = 3;

export interface SlowPeriods {
  /** ln of how many times likelier the period's response times are if they lie one standard deviation higher. 0: in none. */
  readonly surprise: Float32Array;
  /** How many times the usual response time is exceeded in the period, by the geometric mean. */
  readonly factor: Float32Array;
}

/**
 * Stretches of a service's logs that are slow as a whole, though each log may be within what is usual: the periods in
 * which there adds up the log-likelihood ratio of a shift by one standard deviation, z - 1/2 for a log that is z off what is usual.
 */
export function findSlowPeriods(
  { timeMs }: LogTable,
  { rows, starts }: RowGroups,
  { deviation, log, usual }: ResponseFeatures
): SlowPeriods {
  const surprise = new Float32Array(deviation.length);
  const factor = new Float32Array(deviation.length).fill(1);
  for (let service = 0; service + 1 < starts.length; service++) {
    const own = rows.subarray(starts[service], starts[service + 1]);
    const scores = new Float64Array(own.length);
    for (let i = 0; i < own.length; i++) {
      scores[i] = Math.max(-MOST, Math.min(MOST, deviation[own[i]]));
    }
    const spread = dispersion(gather(timeMs, own, new Float64Array(own.length)), scores);
    for (let i = 0; i < own.length; i++) {
      scores[i] -= 0.5;
    }
    for (const { from, to, score } of highPeriods(scores, spread * Math.log(timeMs.length))) {
      if (to - from < LEAST_LOGS) {
        continue;
      }
      let sum = 0;
      for (let i = from; i < to; i++) {
        sum += log[own[i]];
      }
      const times = Math.exp(sum / (to - from) - usual[service]);
      for (let i = from; i < to; i++) {
        surprise[own[i]] = Math.max(0, score / spread - Math.log(to - from));
        factor[own[i]] = times;
      }
    }
  }
  return { surprise, factor };
}
