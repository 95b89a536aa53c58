import { sumEndingWith } from '../statistics/cumulative';
import { binomialZ } from '../statistics/likelihood';
import { type WindowGrid } from '../../logs/windowTable';
import { type IncidentOptions } from '../../query/options';
import { type RatioSeries } from './ratioSeries';
import { widthInWindows } from '../windows/widthInWindows';

/**
 * Errors of so few logs that chance may make them of the service's usual rate are
 * not judged; nor those that it may make of one in twenty, which a service may have that is well.
 */
const WELL = 0.05;
const MIN_Z = 3.5;

/**
 * Whether a service fails at each window, by a fixed threshold: the share of errors in the sliding window that ends
 * there is over the threshold. Only windows with errors of their own: the sliding window trails the trouble by its
 * width.
 *
 * @param share the service's errors of its logs
 * @param usual its usual rate; a higher one than the threshold excuses nothing; 0: not known
 */
export function failing(
  windows: WindowGrid,
  options: Pick<IncidentOptions, 'errorRateThreshold' | 'errorRateWindowMinutes' | 'minLogs'>,
  share: RatioSeries,
  usual: number
): Uint8Array {
  const { errorRateThreshold, errorRateWindowMinutes, minLogs } = options;
  const { part: errors, whole: logs } = share;
  const width = widthInWindows(errorRateWindowMinutes, windows);
  const well = Math.min(Math.max(WELL, usual), errorRateThreshold);
  const flags = new Uint8Array(windows.windowCount);
  for (let window = 0; window < flags.length; window++) {
    if (errors[window + 1] === errors[window]) {
      continue;
    }
    const errorSum = sumEndingWith(errors, window, width);
    const logSum = sumEndingWith(logs, window, width);
    if (
      logSum >= minLogs &&
      errorSum > errorRateThreshold * logSum &&
      (well === 0 || binomialZ(errorSum, logSum, well) >= MIN_Z)
    ) {
      flags[window] = 1;
    }
  }
  return flags;
}
