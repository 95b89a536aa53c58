import { binomialZ } from '../../statistics/likelihood';
import { errorsText } from '../errorsText';
import { type Finding, type IncidentRule } from '../rule';
import { deviates, elevatedStretches } from '../../series/elevatedStretches';
import { rateDeviation } from '../../series/rateDeviation';
import { sumsOver } from '../../series/ratioSeries';
import { usualThen } from '../../series/usualThen';
import { percent } from '../../../format/format';

/**
 * Over the baseline: 5 standard deviations are about one chance finding in a service's month of minutes, less of a rise
 * or fewer errors nobody's incident.
 */
const LEAST = { minZ: 5, minRise: 0.04, minPart: 5 };

const WIDTHS = [1, 3, 10, 30];

/** A higher rate is not distinguished from all. */
const MAX_RATE = 0.95;

/**
 * Beside the fixed threshold: a service fails significantly more than it usually does. A likelihood ratio test on
 * sliding windows against the service's own robust error rate, and against its rate at that time on other days or weeks
 * where that is higher; upwards only, with least deviations.
 */
export const errorRise: IncidentRule = ({ windows, series, options, gaps, sameTime }) =>
  windows.services.flatMap((service, index) => {
    const { errors: share, errorRate } = series[index];
    if (!errorRate) {
      return [];
    }
    const least = { ...LEAST, minWhole: options.minLogs };
    const stretches = elevatedStretches(
      windows,
      share,
      WIDTHS,
      options.errorRateWindowMinutes,
      gaps,
      rateDeviation(errorRate, least)
    );
    return stretches.flatMap((stretch): Finding[] => {
      const { part: errors, whole: logs } = sumsOver(share, stretch);
      const then = usualThen(share, stretch, sameTime);
      const isHigherThen = then !== undefined && then.usual > errorRate.rate;
      const rate = isHigherThen ? Math.min(MAX_RATE, then.usual) : errorRate.rate;
      if (isHigherThen && !deviates(errors, logs, rateDeviation({ ...errorRate, rate }, least))) {
        return [];
      }
      return [
        {
          type: 'High Error Rate',
          severity: errors / logs > options.errorRateThreshold && logs >= options.minLogs ? 'HIGH' : 'MEDIUM',
          services: [index],
          ...stretch,
          strength: binomialZ(errors, logs, rate),
          description: `Error rate of ${service} rose above what is usual for it`,
          recommendation: `Find out what changed at ${service} when it began: a release, its configuration, a dependency`,
          evidence: [
            {
              measure: 'errors',
              text: errorsText(series[index], stretch),
              against: [`usually ${percent(rate)}${isHigherThen ? ` at this time of the ${then.by}` : ''}`],
            },
          ],
        },
      ];
    });
  });
