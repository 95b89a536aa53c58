import { ERROR } from '../../logs/level';
import { type LogFigures } from './logFigures';
import { type RowGroups } from './groupRows';

const WINDOW_MS = 5 * 60_000;

/**
 * Means over the 5 minutes up to and including each log, (t - 5 min, t], within its service: the share of errors, and the
 * response time as ln(1 + ms) where there is one. One pass per service with two pointers.
 *
 * @param logResponse ln(1 + ms) of each log, at the service's median where there is none
 */
export function rollingFeatures(
  { timeMs, level, responseTime, length }: LogFigures,
  { rows, starts }: RowGroups,
  logResponse: Float32Array | undefined
): { errorRate: Float32Array; responseTime: Float32Array | undefined } {
  const errorRate = new Float32Array(length);
  const meanResponse = logResponse && new Float32Array(length);
  for (let service = 0; service + 1 < starts.length; service++) {
    let errors = 0;
    let responses = 0;
    let responseSum = 0;
    let oldest = starts[service];
    for (let i = oldest; i < starts[service + 1]; i++) {
      const row = rows[i];
      errors += level[row] >= ERROR ? 1 : 0;
      if (responseTime[row] === responseTime[row]) {
        responses++;
        responseSum += responseTime[row];
      }
      for (const before = timeMs[row] - WINDOW_MS; timeMs[rows[oldest]] <= before; oldest++) {
        const gone = rows[oldest];
        errors -= level[gone] >= ERROR ? 1 : 0;
        if (responseTime[gone] === responseTime[gone]) {
          responses--;
          responseSum -= responseTime[gone];
        }
      }
      errorRate[row] = errors / (i - oldest + 1);
      if (responses === 0) {
        // What rounding left behind.
        responseSum = 0;
      }
      if (meanResponse && logResponse) {
        meanResponse[row] = responses > 0 ? Math.log1p(Math.max(0, responseSum / responses)) : logResponse[row];
      }
    }
  }
  return { errorRate, responseTime: meanResponse };
}
