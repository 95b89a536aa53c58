import { leastDeviation, usualRate } from '../incidents/baseline';
import { shareOf } from '../incidents/share';
import { stretchesOf } from '../incidents/stretches';
import { sumEndingWith } from '../statistics/cumulative';
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
    const share = shareOf(errors, logs, offset, length);
    const baseline = usualRate(share);
    if (!baseline) {
      return new Uint32Array(0);
    }
    const least = leastDeviation(LEAST_Z, { ...baseline, habit: 0 });
    const failing = new Uint8Array(length);
    for (let window = 0; window < length; window++) {
      const errorSum = sumEndingWith(share.part, window, width);
      if (
        errorSum >= LEAST_ERRORS &&
        binomialZ(errorSum, sumEndingWith(share.whole, window, width), baseline.rate) >= least
      ) {
        failing[window] = 1;
      }
    }
    return Uint32Array.from(stretchesOf(failing, widthInWindows(GAP_MINUTES, windows)), ({ from }) => {
      // The sliding window trails: it began with the first error in it.
      let first = Math.max(0, from - width + 1);
      while (errors[offset + first] === 0) {
        first++;
      }
      return first;
    });
  });
}
