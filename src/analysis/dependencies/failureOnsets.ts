import { minDeviation } from '../series/baselines';
import { type ErrorSeries } from '../series/serviceSeries';
import { stretchesOf } from '../windows/stretches';
import { sumEndingWith } from '../statistics/cumulative';
import { widthInWindows } from '../windows/widthInWindows';
import { binomialZ } from '../statistics/likelihood';
import { type WindowTable } from '../../logs/windowTable';

/** Standard deviations over the service's usual error rate, over so many minutes, and errors. */
const MIN_Z = 4;
const WIDTH_MINUTES = 3;
const MIN_ERRORS = 3;

/** What is no further apart is one failure. */
const GAP_MINUTES = 30;

/** The windows in which each service began to fail more than it usually does, ascending. */
export function failureOnsets(windows: WindowTable, series: readonly ErrorSeries[]): Uint32Array[] {
  const length = windows.windowCount;
  const width = widthInWindows(WIDTH_MINUTES, windows);
  return series.map(({ errors: { part: errors, whole: logs }, errorRate }) => {
    if (!errorRate) {
      return new Uint32Array(0);
    }
    const least = minDeviation(MIN_Z, { ...errorRate, habit: 0 });
    const failing = new Uint8Array(length);
    for (let window = 0; window < length; window++) {
      const errorSum = sumEndingWith(errors, window, width);
      if (errorSum >= MIN_ERRORS && binomialZ(errorSum, sumEndingWith(logs, window, width), errorRate.rate) >= least) {
        failing[window] = 1;
      }
    }
    return Uint32Array.from(stretchesOf(failing, widthInWindows(GAP_MINUTES, windows)), ({ from }) => {
      // The sliding window trails: it began with the first error in it.
      let first = Math.max(0, from - width + 1);
      while (errors[first + 1] === errors[first]) {
        first++;
      }
      return first;
    });
  });
}
