import { BEYOND, queueHistory } from '../../messages/queueHistory';
import { type Finding, type IncidentRule } from '../rule';
import { FAILURE_SIGNATURES } from '../../messages/failureSignatures';
import { count } from '../../../format/format';

const QUEUES = FAILURE_SIGNATURES.find(({ name }) => name === 'queues');

/** Resource exhaustion: several times as much waits in a queue as ever did before it began to grow. */
export const queueGrowth: IncidentRule = ({ windows, lines }) =>
  (lines.queues ?? []).flatMap((queue): Finding[] => {
    const { service, template, timeMs, unit } = queue;
    const { smooth, beyond } = queueHistory(queue);
    const windowAt = (point: number) => Math.floor((timeMs[point] - windows.startMs) / windows.windowMs);
    return beyond.map(({ from, to, peak }): Finding => {
      const most = smooth.subarray(from, to).reduce((high, length) => Math.max(high, length), 0);
      const name = windows.services[service];
      return {
        type: 'Resource Exhaustion',
        kind: QUEUES?.name,
        severity: most >= 2 * BEYOND * peak ? 'HIGH' : 'MEDIUM',
        services: [service],
        from: windowAt(from),
        to: windowAt(to - 1) + 1,
        description: `${name} has a queue that grew far beyond its usual range`,
        recommendation: QUEUES?.recommendation(name, undefined) ?? '',
        evidence: [{ text: `"${template}" up to ${count(most, unit)}`, against: [`usual peak ${count(peak, unit)}`] }],
      };
    });
  });
