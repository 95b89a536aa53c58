import { type Stretch } from '../windows/stretches';
import { type RuleInput } from './rule';

/** In this many responses the 95th percentile lies under the largest but one. */
const P95_OF_TWO = 21;

/**
 * Whether at least two answers of a stretch were slower than `limit`, by their traces or else as far as windows can
 * show: in a window whose mean is over it there was one, in one of many responses whose P95 is over it there were two.
 */
export function slowMoreThanOnce(
  { windows, lines }: RuleInput,
  service: number,
  { from, to }: Stretch,
  limit: number
): boolean {
  const { responses, responseSum, responseP95, services, startMs, windowMs } = windows;
  const traces = lines.slowTraces?.(services[service], startMs + from * windowMs, startMs + to * windowMs, limit);
  if (traces !== undefined) {
    return traces >= 2;
  }
  const offset = service * windows.windowCount;
  let slow = 0;
  for (let cell = offset + from; cell < offset + to; cell++) {
    if (responseSum[cell] > limit * responses[cell]) {
      slow += responses[cell] >= P95_OF_TWO && responseP95[cell] > limit ? 2 : 1;
    }
  }
  return slow >= 2;
}
