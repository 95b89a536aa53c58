import { type Dependency } from '../model/analysis';
import { poissonZ } from '../statistics/likelihood';
import { type WindowTable } from '../../logs/windowTable';
import { percent, plural } from '../../format/format';
import { widthInWindows } from '../windows/widthInWindows';

/** How long after another a service may fail because of it. */
const LAG_MINUTES = 5;

/** Times that it did, how far above chance, and how many times more often than the other way round. */
const MIN_TIMES = 3;
const MIN_Z = 4;
const ONE_WAY = 3;

/**
 * Who fails right after whom, significantly more often than chance would have it: the one that fails later depends on
 * the other. Found from times, so that it needs no traces, and more than two incidents.
 *
 * @param onsets windows in which each service began to fail, ascending, by its index
 */
export function failureDependencies(onsets: readonly Uint32Array[], windows: WindowTable): Dependency[] {
  const { services, windowCount: length } = windows;
  const lag = widthInWindows(LAG_MINUTES, windows);
  const failing = [...services.entries()].filter(([service]) => onsets[service].length >= MIN_TIMES);
  return failing.flatMap(([later, from]) =>
    failing.flatMap(([earlier, to]): Dependency[] => {
      if (later === earlier) {
        return [];
      }
      const times = following(onsets[earlier], onsets[later], lag);
      const chance = onsets[earlier].length * Math.min(1, (onsets[later].length * lag) / length);
      const share = times / onsets[later].length;
      return times >= MIN_TIMES &&
        poissonZ(times, chance) >= MIN_Z &&
        times >= ONE_WAY * following(onsets[later], onsets[earlier], lag)
        ? [
            {
              from,
              to,
              weight: share,
              learnedFrom: 'failures',
              evidence: `failed within ${LAG_MINUTES} minutes after it ${plural(times, 'time')} of ${onsets[later].length} (${percent(share)})`,
            },
          ]
        : [];
    })
  );
}

/**
 * How many of `later` come within `lag` windows after one of `earlier`; not in the same window, which gives no order.
 */
function following(earlier: Uint32Array, later: Uint32Array, lag: number): number {
  let count = 0;
  let i = 0;
  for (const window of later) {
    while (i < earlier.length && earlier[i] < window - lag) {
      i++;
    }
    count += i < earlier.length && earlier[i] < window ? 1 : 0;
  }
  return count;
}
