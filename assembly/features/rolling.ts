import { Column } from './column';
import { log1p } from './log1p';
import { isError, Logs } from './logs';

const WINDOW_MS: f64 = 5 * 60_000;

/**
 * Means over the 5 minutes up to and including each log, (t - 5 min, t], within its service, by row: the share of
 * errors, and the response time as ln(1 + ms) where there is one. One pass per service with two pointers.
 *
 * @param log ln(1 + ms) by place, at the service's median where there is none
 */
export function rollingMeans(logs: Logs, log: Column<f32>, errorRate: Column<f32>, meanResponse: Column<f32>): void {
  for (let service = 0; service < logs.services; service++) {
    let errors = 0;
    let responses = 0;
    let responseSum: f64 = 0;
    let oldest = logs.starts[service];
    for (let at = oldest; at < logs.starts[service + 1]; at++) {
      const row = logs.rows[at];
      const response = logs.responseTime[at];
      errors += i32(isError(logs, at));
      if (response === response) {
        responses++;
        responseSum += response;
      }
      for (const before = logs.time[at] - WINDOW_MS; logs.time[oldest] <= before; oldest++) {
        const gone = logs.responseTime[oldest];
        errors -= i32(isError(logs, oldest));
        if (gone === gone) {
          responses--;
          responseSum -= gone;
        }
      }
      errorRate[row] = f32(f64(errors) / f64(at - oldest + 1));
      if (responses === 0) {
        // What rounding left behind.
        responseSum = 0;
      }
      meanResponse[row] = responses > 0 ? f32(log1p(max(0, responseSum / f64(responses)))) : log[at];
    }
  }
}
