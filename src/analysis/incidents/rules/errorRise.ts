import { binomialZ } from '../../statistics/likelihood';
import { errorsText } from '../errorsText';
import { type Finding, type IncidentRule } from '../rule';
import { elevatedStretches } from '../../series/elevatedStretches';
import { rateDeviation } from '../../series/rateDeviation';
import { sumsOver } from '../../series/ratioSeries';
import { percent } from '../../../format/format';

/**
 * Over the baseline: 5 standard deviations are about one chance finding in a service's month of minutes, less of a rise
 * or fewer errors nobody's incident.
 */
const LEAST = { minZ: 5, minRise: 0.04, minPart: 5 };

const WIDTHS = [1, 3, 10, 30];

/**
 * Beside the fixed threshold: a service fails significantly more than it usually does. A likelihood ratio test on
 * sliding windows against the service's own robust error rate; upwards only, with least deviations.
 */
export const errorRise: IncidentRule = ({ windows, series, options, gaps }) =>
  windows.services.flatMap((service, index) => {
    const { errors: share, errorRate } = series[index];
    if (!errorRate) {
      return [];
    }
    const { rate } = errorRate;
    const deviation = rateDeviation(errorRate, { ...LEAST, minWhole: options.minLogs });
    return elevatedStretches(windows, share, WIDTHS, options.errorRateWindowMinutes, gaps, deviation).map(
      (stretch): Finding => {
        const { part: errors, whole: logs } = sumsOver(share, stretch);
        return {
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
              against: [`usually ${percent(rate)}`],
            },
          ],
        };
      }
    );
  });
