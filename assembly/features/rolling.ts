import { Column, mark, release } from '../column';
import { log1p } from './log1p';
import { isError, isKnown, Logs } from './logs';

const WINDOW_MS: f64 = 5 * 60_000;

/**
 * Means over the 5 minutes up to and including each log, (t - 5 min, t], within its service, by row: the share of
 * errors of the logs whose level is known, that of all the service's logs where none is; and the response time as
 * ln(1 + ms) where there is one. One pass per service with two pointers.
 *
 * @param log ln(1 + ms) by place, at the service's median where there is none
 */
export function rollingMeans(logs: Logs, log: Column<f32>, errorRate: Column<f32>, meanResponse: Column<f32>): void {
  const free = mark();
  const usual = usualErrorRates(logs);
  for (let service = 0; service < logs.services; service++) {
    let errors = 0;
    let known = 0;
    let responses = 0;
    let responseSum: f64 = 0;
    let oldest = logs.starts[service];
    for (let at = oldest; at < logs.starts[service + 1]; at++) {
      const row = logs.rows[at];
      const response = logs.responseTime[at];
      errors += i32(isError(logs, at));
      known += i32(isKnown(logs, at));
      if (response === response) {
        responses++;
        responseSum += response;
      }
      for (const before = logs.time[at] - WINDOW_MS; logs.time[oldest] <= before; oldest++) {
        const gone = logs.responseTime[oldest];
        errors -= i32(isError(logs, oldest));
        known -= i32(isKnown(logs, oldest));
        if (gone === gone) {
          responses--;
          responseSum -= gone;
        }
      }
      errorRate[row] = known > 0 ? f32(f64(errors) / f64(known)) : f32(usual[service]);
      if (responses === 0) {
        // What rounding left behind.
        responseSum = 0;
      }
      meanResponse[row] = responses > 0 ? f32(log1p(max(0, responseSum / f64(responses)))) : log[at];
    }
  }
  release(free);
}

/**
 * Of each service the share of errors of its logs whose level is known; of one without any, that of all services; 0
 * where none is known at all.
 */
function usualErrorRates(logs: Logs): Column<f64> {
  const rates = Column.of<f64>(logs.services);
  let allErrors = 0;
  let allKnown = 0;
  for (let service = 0; service < logs.services; service++) {
    let errors = 0;
    let known = 0;
    for (let at = logs.starts[service]; at < logs.starts[service + 1]; at++) {
      errors += i32(isError(logs, at));
      known += i32(isKnown(logs, at));
    }
    rates[service] = f64(errors) / f64(known);
    allErrors += errors;
    allKnown += known;
  }
  for (let service = 0; service < logs.services; service++) {
    if (isNaN(rates[service])) {
      rates[service] = allKnown > 0 ? f64(allErrors) / f64(allKnown) : 0;
    }
  }
  return rates;
}
