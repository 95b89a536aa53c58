import { binomialZ } from '../../statistics/likelihood';
import { minDeviation } from '../../series/baselines';
import { errorsText } from '../errorsText';
import { type Finding, type IncidentRule } from '../rule';
import { elevatedStretches } from '../../series/elevatedStretches';
import { sumsOver } from '../../series/ratioSeries';
import { percent } from '../../../format/format';

/** Standard deviations over the baseline. About one chance finding in a service's month of minutes. */
const MIN_Z = 5;

/** Points of error rate over the baseline, and errors: less is nobody's incident. */
const MIN_RISE = 0.04;
const MIN_ERRORS = 5;

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
    const deviation = {
      usual: rate,
      minPart: MIN_ERRORS,
      minWhole: options.minLogs,
      minShare: rate + MIN_RISE,
      z: (errors: number, logs: number) => binomialZ(errors, logs, rate),
      leastZ: minDeviation(MIN_Z, errorRate),
    };
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
