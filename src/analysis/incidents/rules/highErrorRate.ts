import { errorsText } from '../errorsText';
import { type Finding, type IncidentRule } from '../rule';
import { standingOut, sumsOver } from '../../series/ratioSeries';
import { slidingStart, stretchesOf } from '../../windows/stretches';
import { perService } from '../../../query/serviceOptions';
import { percent } from '../../../format/format';
import { widthInWindows } from '../../windows/widthInWindows';

/** More errors than the threshold among the logs of a service within a sliding window. */
export const highErrorRate: IncidentRule = ({ windows, series, options, gaps }) => {
  const width = widthInWindows(options.errorRateWindowMinutes, windows);
  const optionsOf = perService(options);
  return windows.services.flatMap((service, index) => {
    const { errors, failing } = series[index];
    const { errorRateThreshold } = optionsOf(service);
    return stretchesOf(failing, width, gaps).map((stretch): Finding => {
      // The sliding window trails: the trouble began before the first one that broke the rule ended.
      const span = standingOut(errors, { from: slidingStart(stretch.from, width, gaps), to: stretch.to }, 0);
      const { part: errorCount, whole: logCount } = sumsOver(errors, span);
      const rate = errorCount / logCount;
      return {
        type: 'High Error Rate',
        severity: rate >= Math.min(0.9, errorRateThreshold * 2) ? 'CRITICAL' : 'HIGH',
        services: [index],
        ...span,
        description: `Error rate of ${service} exceeded the ${percent(errorRateThreshold)} threshold`,
        recommendation: `Look at the errors of ${service} and at what it depends on`,
        evidence: [
          {
            measure: 'errors',
            text: errorsText(series[index], span),
            against: [`threshold ${percent(errorRateThreshold)}`],
          },
        ],
      };
    });
  });
};
