import { leastDeviation, rateBaseline } from '../incidents/baseline';
import { slidingSums, stretchesOf } from '../incidents/stretches';
import { widthInWindows } from '../incidents/words';
import { binomialZ } from '../statistics/likelihood';
import { type WindowCounts } from '../summary/windowCounts';
import { type WindowTable } from '../windows';

/** Standard deviations over the service's usual error rate, over so many minutes, and errors. */
const LEAST_Z = 4;
const WIDTH_MINUTES = 3;
const LEAST_ERRORS = 3;

/** What is no further apart is one failure. */
const GAP_MINUTES = 30;

/** The windows in which each service began to fail more than it usually does, ascending. */
export function failureOnsets(windows: WindowTable, { errors, logs }: WindowCounts): Uint32Array[] {
  const length = windows.windows;
  const width = widthInWindows(WIDTH_MINUTES, windows);
  return windows.services.map((_, service) => {
    const offset = service * length;
    const baseline = rateBaseline(errors, logs, offset, length);
    if (!baseline) {
      return new Uint32Array(0);
    }
    const least = leastDeviation(LEAST_Z, { ...baseline, habit: 0 });
    const errorSums = slidingSums(errors, offset, length, width);
    const logSums = slidingSums(logs, offset, length, width);
    const failing = (window: number) =>
      errorSums[window] >= LEAST_ERRORS && binomialZ(errorSums[window], logSums[window], baseline.rate) >= least;
    return Uint32Array.from(stretchesOf(length, widthInWindows(GAP_MINUTES, windows), failing), ({ from }) => {
      // The sliding window trails: it began with the first error in it.
      let first = Math.max(0, from - width + 1);
      while (errors[offset + first] === 0) {
        first++;
      }
      return first;
    });
  });
}
