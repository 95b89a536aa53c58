import { binomialZ } from '../../statistics/likelihood';
import { leastDeviation, rateBaseline } from '../baseline';
import { type Finding, type IncidentRule } from '../rule';
import { scan, sumsOver } from '../scan';
import { percent, plural } from '../words';

/** Standard deviations over the baseline. About one chance finding in a service's month of minutes. */
const LEAST_Z = 5;

/** Points of error rate over the baseline, and errors: less is nobody's incident. */
const LEAST_RISE = 0.04;
const LEAST_ERRORS = 5;

const WIDTHS = [1, 3, 10, 30];

/**
 * Beside the fixed threshold: a service fails significantly more than it usually does. A likelihood ratio test on
 * sliding windows against the service's own robust error rate; upwards only, with least deviations.
 */
export const errorRise: IncidentRule = ({ windows, counts, options, gaps }) =>
  windows.services.flatMap((service, index) => {
    const offset = index * windows.windows;
    const baseline = rateBaseline(counts.errors, counts.logs, offset, windows.windows);
    if (!baseline) {
      return [];
    }
    const { rate } = baseline;
    const least = leastDeviation(LEAST_Z, baseline);
    const series = { part: counts.errors, whole: counts.logs, offset };
    const deviates = (errors: number, logs: number) =>
      errors >= LEAST_ERRORS &&
      logs >= options.minLogs &&
      errors - rate * logs >= LEAST_RISE * logs &&
      binomialZ(errors, logs, rate) >= least;
    return scan(windows, series, WIDTHS, options.errorRateWindowMinutes, gaps, { usual: rate, deviates }).map(
      (stretch): Finding => {
        const { part: errors, whole: logs } = sumsOver(series, stretch);
        return {
          type: 'High Error Rate',
          severity: errors / logs > options.errorRateThreshold && logs >= options.minLogs ? 'HIGH' : 'MEDIUM',
          services: [index],
          ...stretch,
          strength: binomialZ(errors, logs, rate),
          description: `Error rate of ${service} rose above what is usual for it`,
          recommendation: `Look at what changed at ${service} as it began: a release, its configuration, a dependency`,
          evidence: [
            {
              measure: 'errors',
              text: `${percent(errors / logs)} errors (${errors} of ${plural(logs, 'log')})`,
              against: [`usually ${percent(rate)}`],
            },
          ],
        };
      }
    );
  });
