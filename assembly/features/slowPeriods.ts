import { allocate, Column, mark, release } from '../column';
import { dispersion } from './dispersion';
import { Search } from './findings';
import { nextHighPeriod, Period } from './highPeriods';
import { slowPeriod } from './host';
import { hasFailed, Logs } from './logs';

/** One log says no more than this many standard deviations: it takes several to make a period. */
const MAX_DEVIATION: f64 = 3;
const MIN_LOGS: i32 = 3;

/**
 * Stretches of a service's logs that are slow as a whole, though each log may be within what is usual: the periods in
 * which there adds up the log-likelihood ratio of a shift by one standard deviation, z - 1/2 for a log that is z off
 * what is usual. How long a failure took says nothing: among answers as quick as ever it is a failure, not a slow
 * service.
 *
 * The surprise is ln of how many times likelier the period's response times are if they lie one standard deviation
 * higher, less that of its logs: it makes as many of them unusual at once. A period's number is from 1, as `slowPeriod`
 * is called.
 */
export function findSlowPeriods(
  logs: Logs,
  log: Column<f32>,
  deviation: Column<f32>,
  usual: Column<f64>,
  search: Search
): void {
  const free = mark();
  const timed = Column.of<i32>(logs.largest);
  const scores = Column.of<f64>(logs.largest);
  const period = changetype<Period>(allocate(offsetof<Period>()));
  let periods = 0;
  for (let service = 0; service < logs.services; service++) {
    const count = scoreTimed(logs, service, deviation, timed, scores);
    const spread = dispersion(logs.time, timed, scores, count);
    for (let i = 0; i < count; i++) {
      scores[i] -= 0.5;
    }
    period.to = 0;
    while (nextHighPeriod(scores, count, spread * Math.log(f64(logs.length)), period)) {
      const length = period.to - period.from;
      if (length < MIN_LOGS) {
        continue;
      }
      let sum: f64 = 0;
      for (let i = period.from; i < period.to; i++) {
        sum += log[timed[i]];
      }
      slowPeriod(sum / f64(length) - usual[service]);
      periods++;
      const surprise = f32(max(0, period.score / spread - Math.log(f64(length))));
      // Failures in between are part of it; a log that says nothing of how long it took is not.
      for (let at = timed[period.from]; at <= timed[period.to - 1]; at++) {
        if (isNaN(logs.responseTime[at]) && !hasFailed(logs, at)) {
          continue;
        }
        search.surprise[logs.rows[at]] = surprise;
        search.number[logs.rows[at]] = periods;
      }
    }
  }
  release(free);
}

/**
 * Lists the places of a service's logs that show how quick it is, and how many standard deviations each is off.
 * @returns how many
 */
function scoreTimed(logs: Logs, service: i32, deviation: Column<f32>, timed: Column<i32>, scores: Column<f64>): i32 {
  let count = 0;
  for (let at = logs.starts[service]; at < logs.starts[service + 1]; at++) {
    const response = logs.responseTime[at];
    timed[count] = at;
    scores[count] = max(-MAX_DEVIATION, min(MAX_DEVIATION, f64(deviation[at])));
    count += i32(response === response && !hasFailed(logs, at));
  }
  return count;
}
