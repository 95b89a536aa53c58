import { type TimeRange } from '../windows/grid';
import { type Finding, type RuleInput } from './rule';
import { perService } from '../../query/serviceOptions';
import { MINUTE } from '../../time/units';

/**
 * Whether an incident is still under way: it lasts to the end of the range, or so little was logged since that nobody
 * can know. The last window is mostly a part of one, and an incident that is over whenever a minute begins would
 * flicker.
 */
export function isOngoing(
  { services, to, isOver }: Finding,
  { windows, counts, options }: RuleInput,
  range: TimeRange
): boolean {
  const endMs = windows.startMs + to * windows.windowMs;
  if (endMs >= range.toMs) {
    return true;
  }
  if (isOver || range.toMs - endMs > Math.max(windows.windowMs, options.errorRateWindowMinutes * MINUTE)) {
    return false;
  }
  const optionsOf = perService(options);
  return services.every((service) => {
    const offset = service * windows.windowCount;
    const since = counts.logs.subarray(offset + to, offset + windows.windowCount);
    return since.reduce((sum, logs) => sum + logs, 0) < optionsOf(windows.services[service]).minLogs;
  });
}
