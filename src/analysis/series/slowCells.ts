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
    const { used, z } = deviations(counts, cumulative(scores, from, from + windowCount));
    const limit = FAR * Math.max(1, medianDeviation(z));
    const slow: number[] = [];
    let slowResponses = 0;
    for (let i = 0; i < z.length; i++) {
      if (z[i] > limit) {
        slow.push(used[i]);
        slowResponses += responses[from + used[i]];
      }
    }
    if (slow.length > 0 && slowResponses <= MAX_SHARE * counts[windowCount]) {
      slow.forEach((window) => (isSlow[from + window] = 1));
      found = true;
    }
  });
  return found ? isSlow : undefined;
}

/**
 * How far the mean score of each window that has responses is above its service's usual, together with the windows
 * around it, in standard deviations.
 *
 * @param counts of its responses, summed up, as are the scores
 */
function deviations(counts: Float64Array, scores: Float64Array): { used: Uint32Array; z: Float64Array } {
  const windowCount = counts.length - 1;
  const used = new Uint32Array(windowCount);
  const means = new Float64Array(windowCount);
  const roots = new Float64Array(windowCount);
  let count = 0;
  for (let window = 0; window < windowCount; window++) {
    if (counts[window + 1] > counts[window]) {
      const from = window < REACH ? 0 : window - REACH;
      const to = window + REACH < windowCount ? window + REACH + 1 : windowCount;
      const responses = counts[to] - counts[from];
      used[count] = window;
      means[count] = (scores[to] - scores[from]) / responses;
      roots[count++] = Math.sqrt(responses);
    }
  }
  const z = means.subarray(0, count);
  const usual = quantile(z, 0.5);
  for (let i = 0; i < count; i++) {
    z[i] = (z[i] - usual) * roots[i];
  }
  return { used: used.subarray(0, count), z };
}
