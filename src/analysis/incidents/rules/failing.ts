import { binomialZ } from '../../statistics/likelihood';
import { type RuleInput } from '../rule';
import { slidingSums } from '../stretches';
import { widthInWindows } from '../words';

/** Errors of so few logs that they may be the one in twenty of a service that is well are not judged. */
const WELL = 0.05;
const LEAST_Z = 3.5;

/**
 * Whether a service fails at each window, by the seed's rule: the share of errors in the sliding window that ends there is over
 * the threshold. Only windows with errors of their own: the sliding window trails the trouble by its width.
 */
export function failing({ windows, counts, options }: RuleInput, service: number): Uint8Array {
  const { errorRateThreshold, errorRateWindowMinutes, minLogs } = options;
  const offset = service * windows.windows;
  const width = widthInWindows(errorRateWindowMinutes, windows);
  const logs = slidingSums(counts.logs, offset, windows.windows, width);
  const errors = slidingSums(counts.errors, offset, windows.windows, width);
  const well = Math.min(WELL, errorRateThreshold);
  return new Uint8Array(windows.windows).map((_, window) =>
    counts.errors[offset + window] > 0 &&
    logs[window] >= minLogs &&
    errors[window] > errorRateThreshold * logs[window] &&
    (well === 0 || binomialZ(errors[window], logs[window], well) >= LEAST_Z)
      ? 1
      : 0
  );
}
