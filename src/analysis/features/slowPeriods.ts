import { gather } from '../../logs/gather';
import { type LogFigures } from './logFigures';
import { dispersion } from './dispersion';
import { type RowGroups } from './groupRows';
import { hasFailed } from './kinds';
import { type ResponseFeatures } from './responseTime';
import { highPeriods } from './highPeriods';

/** One log says no more than this many standard deviations: it takes several to make a period. */
const MOST = 3;
const LEAST_LOGS = 3;

export interface SlowPeriods {
  /**
   * ln of how many times likelier the period's response times are if they lie one standard deviation higher, less that of
   * its logs: it makes as many of them unusual at once. 0: in none.
   */
  readonly surprise: Float32Array;
  /** How many times the usual response time is exceeded in the period, by the geometric mean. */
  readonly factor: Float32Array;
}

/**
 * Stretches of a service's logs that are slow as a whole, though each log may be within what is usual: the periods in
 * which there adds up the log-likelihood ratio of a shift by one standard deviation, z - 1/2 for a log that is z off what is usual. How long a
 * failure took says nothing: among answers as quick as ever it is a failure, not a slow service.
 */
export function findSlowPeriods(
  table: LogFigures,
  { rows, starts }: RowGroups,
  { deviation, log, usual }: ResponseFeatures
): SlowPeriods {
  const { timeMs, responseTime } = table;
  const surprise = new Float32Array(deviation.length);
  const factor = new Float32Array(deviation.length).fill(1);
  for (let service = 0; service + 1 < starts.length; service++) {
    const own = rows.subarray(starts[service], starts[service + 1]);
    const telling = own.filter((row) => responseTime[row] === responseTime[row] && !hasFailed(table, row));
    const scores = new Float64Array(telling.length);
    for (let i = 0; i < telling.length; i++) {
      scores[i] = Math.max(-MOST, Math.min(MOST, deviation[telling[i]]));
    }
    const spread = dispersion(gather(timeMs, telling, new Float64Array(telling.length)), scores);
    for (let i = 0; i < telling.length; i++) {
      scores[i] -= 0.5;
    }
    let next = 0;
    for (const { from, to, score } of highPeriods(scores, spread * Math.log(timeMs.length))) {
      if (to - from < LEAST_LOGS) {
        continue;
      }
      let sum = 0;
      for (let i = from; i < to; i++) {
        sum += log[telling[i]];
      }
      const times = Math.exp(sum / (to - from) - usual[service]);
      const told = Math.max(0, score / spread - Math.log(to - from));
      // Failures in between are part of it.
      while (own[next] < telling[from]) {
        next++;
      }
      for (; own[next] <= telling[to - 1]; next++) {
        surprise[own[next]] = told;
        factor[own[next]] = times;
      }
    }
  }
  return { surprise, factor };
}
