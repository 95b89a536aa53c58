import { BEYOND, beyondNow, queueHistory } from '../../messages/queueHistory';
import { FAILURE_SIGNATURES } from '../../messages/failureSignatures';
import { clipped, count } from '../../../format/format';
import { duration } from '../../../format/durations';
import { quantile } from '../../statistics/quantile';
import { type ForecastInput, MAX_SPAN_MS, type Indicator } from './indicator';
import { MINUTE } from '../../../time/units';

/** See Indicator. */
const PRIOR = 0.01;

/** What waits is worked off again more often than not: the higher it has come, the less so. */
const PERSISTENCE = 1;

/** What holds the queue may give way before, or after. */
const LIMIT_SIGMA = 0.15;

/** What is shown of a line. */
const SHOWN = 80;

const QUEUES = FAILURE_SIGNATURES.find(({ name }) => name === 'queues');

/**
 * Queues on their way far beyond their usual range, of those whose lines name no limit: where the rule on growing
 * queues is broken. What their limit may be nobody says; that so many times as much waits as ever is found out by those
 * who wait.
 */
export function queueIndicators({ lines, windows }: ForecastInput, nowMs: number): Indicator[] {
  return (lines.queues ?? []).flatMap((queue): Indicator[] => {
    const { service, template, unit, timeMs, lengths } = queue;
    const history = queueHistory(queue);
    const limit = beyondNow(queue, history);
    // What is far beyond already, or was and has not come back, is an incident.
    if (limit === undefined || history.beyond.some(({ to }) => timeMs[to - 1] >= nowMs - MAX_SPAN_MS)) {
      return [];
    }
    const from = timeMs.findIndex((time) => time >= nowMs - MAX_SPAN_MS);
    const text = clipped(template, SHOWN);
    return [
      {
        service,
        type: 'Resource Exhaustion',
        sign: 'queues',
        key: template,
        points: { minutes: timeMs.slice(from).map((time) => (time - nowMs) / MINUTE), values: lengths.subarray(from) },
        isExact: true,
        usual: quantile(history.smooth, 0.5),
        limit,
        limitSigma: LIMIT_SIGMA * limit,
        prior: PRIOR,
        persistence: PERSISTENCE,
        rule: `"${text}" reaches ${count(limit, unit)}, ${BEYOND} times its usual peak`,
        recommendation: QUEUES?.recommendation(windows.services[service], undefined) ?? '',
        evidence: ({ first, level, span }) =>
          `${count(Math.max(0, first), unit)} to ${count(level, unit)} in ${duration(span * MINUTE)}, usually up to ${count(limit / BEYOND, unit)}`,
      },
    ];
  });
}
