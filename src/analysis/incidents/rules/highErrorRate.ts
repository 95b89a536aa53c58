import { type Finding, type IncidentRule } from '../rule';
import { standingOut, sumsOver } from '../scan';
import { slidingStart, stretchesOf } from '../stretches';
import { percent, plural, widthInWindows } from '../words';
import { failing } from './failing';

/** The seed's first rule: more errors than the threshold among the logs of a service within a sliding window. */
export const highErrorRate: IncidentRule = (input) => {
  const { windows, counts, options, gaps } = input;
  const width = widthInWindows(options.errorRateWindowMinutes, windows);
  return windows.services.flatMap((service, index) => {
    const offset = index * windows.windows;
    const breached = failing(input, index);
    return stretchesOf(windows.windows, width, (window) => breached[window] === 1, gaps).map((stretch): Finding => {
      const series = { part: counts.errors, whole: counts.logs, offset };
      // The sliding window trails: the trouble began before the first one that broke the rule ended.
      const span = standingOut(series, { from: slidingStart(stretch.from, width, gaps), to: stretch.to }, 0);
      const { part: errorCount, whole: logCount } = sumsOver(series, span);
      const rate = errorCount / logCount;
      return {
        type: 'High Error Rate',
        severity: rate >= Math.min(0.9, options.errorRateThreshold * 2) ? 'CRITICAL' : 'HIGH',
        services: [index],
        ...span,
        description: `Error rate of ${service} exceeded the ${percent(options.errorRateThreshold)} threshold`,
        recommendation: `Look at the errors of ${service} and at what it depends on`,
        evidence: [
          {
            measure: 'errors',
            text: `${percent(rate)} errors (${errorCount} of ${plural(logCount, 'log')})`,
            against: [`threshold ${percent(options.errorRateThreshold)}`],
          },
        ],
      };
    });
  });
};
