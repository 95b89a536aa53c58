import { type Finding, type IncidentRule } from '../rule';
import { stretchesOf } from '../stretches';
import { percent, plural, widthInWindows } from '../words';
import { failing } from './failing';

/** The seed's first rule: more errors than the threshold among the logs of a service within a sliding window. */
export const highErrorRate: IncidentRule = (input) => {
  const { windows, counts, options } = input;
  const width = widthInWindows(options.errorRateWindowMinutes, windows);
  return windows.services.flatMap((service, index) => {
    const offset = index * windows.windows;
    const breached = failing(input, index);
    return stretchesOf(windows.windows, width, (window) => breached[window] === 1).map((stretch): Finding => {
      const from = firstError(counts.errors, offset, stretch.from, width);
      let logCount = 0;
      let errorCount = 0;
      for (let window = from; window < stretch.to; window++) {
        logCount += counts.logs[offset + window];
        errorCount += counts.errors[offset + window];
      }
      const rate = errorCount / logCount;
      return {
        type: 'High Error Rate',
        severity: rate >= Math.min(0.9, options.errorRateThreshold * 2) ? 'CRITICAL' : 'HIGH',
        services: [index],
        from,
        to: stretch.to,
        description: `Error rate of ${service} exceeded the ${percent(options.errorRateThreshold)} threshold`,
        recommendation: `Look at the errors of ${service} and at what it depends on`,
        evidence: [
          `${percent(rate)} errors (${errorCount} of ${plural(logCount, 'log')}), threshold ${percent(options.errorRateThreshold)}`,
        ],
      };
    });
  });
};

/** The first window with errors among the `width` windows that ended with `window`. */
function firstError(errors: Uint32Array, offset: number, window: number, width: number): number {
  let first = Math.max(0, window - width + 1);
  while (first < window && errors[offset + first] === 0) {
    first++;
  }
  return first;
}
