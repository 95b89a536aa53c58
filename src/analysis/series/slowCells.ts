import { type WindowTable } from '../../logs/windowTable';
import { cumulative } from '../statistics/cumulative';
import { quantile } from '../statistics/quantile';
import { medianDeviation } from '../statistics/robust';
import { sumBetween } from '../statistics/sum';

/** So far above its service's usual a window is far slower than its others, in standard deviations. */
const FAR = 2;

/** Looked at together with so many windows before and after, for trouble lasts. */
const REACH = 2;

/** In more of the responses it is how the service is. */
const MAX_SHARE = 0.25;

/**
 * 1 for the windows that say nothing of how fast their service usually is; undefined: there are none.
 *
 * @param scores of the responses, summed up, cells as in the windows
 */
export function slowCells(scores: Float64Array, windows: WindowTable): Uint8Array | undefined {
  const { services, windowCount, responses } = windows;
  const isSlow = new Uint8Array(scores.length);
  let found = false;
  services.forEach((_, service) => {
    const from = service * windowCount;
    if (sumBetween(responses, from, from + windowCount) === 0) {
      return;
    }
    const counts = cumulative(responses, from, from + windowCount);
    const sums = cumulative(scores, from, from + windowCount);
    const used = Array.from({ length: windowCount }, (__, window) => window).filter(
      (window) => responses[from + window]
    );
    const around = (column: Float64Array, window: number) =>
      column[Math.min(windowCount, window + REACH + 1)] - column[Math.max(0, window - REACH)];
    const means = Float64Array.from(used, (window) => around(sums, window) / around(counts, window));
    const usual = quantile(means, 0.5);
    const z = means.map((mean, i) => (mean - usual) * Math.sqrt(around(counts, used[i])));
    const limit = FAR * Math.max(1, medianDeviation(z));
    const slow = used.filter((__, i) => z[i] > limit);
    const slowResponses = slow.reduce((sum, window) => sum + responses[from + window], 0);
    if (slow.length > 0 && slowResponses <= MAX_SHARE * counts[windowCount]) {
      slow.forEach((window) => (isSlow[from + window] = 1));
      found = true;
    }
  });
  return found ? isSlow : undefined;
}
