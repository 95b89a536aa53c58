import { SIGNALS, signalOfMessage } from '../../messages/failureSignatures';
import { duration, plural } from '../../../format/format';
import { type Figure } from '../../messages/gauges';
import { type ForecastInput, type Sign } from './indicator';
import { LEAST_EXACT_POINTS } from '../fit/fitTrend';

/** A figure that was named no more for so many times its usual gap is gone: it was mended, or failed. */
const GONE = 5;
const LEAST_GONE_MINUTES = 3;
const NEWEST = 14;

/** So many errors, and hardly anything else, since the figure was last named: the service fails. */
const LEAST_ERRORS = 2;

/** In percent. What is nearly full fails before it is quite full, and whole numbers are often rounded down. */
const FULL = 99;
const FULL_SIGMA = 0.5;

/** See Sign. */
const PRIOR = 0.01;

/** What is shown of a line. */
const SHOWN = 80;

/** Figures on their way to the limit that their lines name: memory, disks, pools, queues. */
export function figureSigns(input: ForecastInput, nowMs: number): Sign[] {
  return input.figures
    .filter(({ timeMs }) => timeMs.length >= LEAST_EXACT_POINTS)
    .filter((figure) => isCurrent(figure, nowMs))
    .filter((figure) => !hasFailedSince(figure, input))
    .map((figure) => signOf(figure, input.windows.services[figure.service], nowMs));
}

/** Whether the figure is still being named. */
function isCurrent({ timeMs }: Figure, nowMs: number): boolean {
  const newest = timeMs.subarray(-NEWEST);
  const last = newest[newest.length - 1];
  const gap = (last - newest[0]) / (newest.length - 1);
  return nowMs - last <= Math.max(GONE * gap, LEAST_GONE_MINUTES * 60_000);
}

/** Whether the service has failed since the figure was last named: what was to come has come. */
function hasFailedSince({ service, timeMs }: Figure, { windows, counts, series, options }: ForecastInput): boolean {
  const last = Math.floor((timeMs[timeMs.length - 1] - windows.startMs) / windows.windowMs);
  const offset = service * windows.windows;
  let logs = 0;
  let errors = 0;
  for (let window = last; window < windows.windows; window++) {
    logs += counts.logs[offset + window];
    errors += counts.errors[offset + window];
  }
  // The rule on error rates needs minutes of errors to notice.
  const fails = errors >= LEAST_ERRORS && errors > options.errorRateThreshold * logs;
  return fails || series[service].failing.indexOf(1, last) >= 0;
}

function signOf({ service, template, example, timeMs, percent }: Figure, serviceName: string, nowMs: number): Sign {
  const signal = SIGNALS[signalOfMessage(example)];
  const name = signal?.type === 'Resource Exhaustion' ? signal.name : 'a resource';
  const text = template.length > SHOWN ? `${template.slice(0, SHOWN)}…` : template;
  return {
    service,
    type: 'Resource Exhaustion',
    key: template,
    points: { minutes: timeMs.map((time) => (time - nowMs) / 60_000), values: percent },
    isExact: true,
    limit: FULL,
    limitSigma: FULL_SIGMA,
    prior: PRIOR,
    rule: `${name} used up: "${text}" reaches its limit`,
    recommendation:
      signal?.type === 'Resource Exhaustion'
        ? signal.recommendation(serviceName, undefined)
        : 'Find what uses it up, and free some or raise the limit before it is reached',
    evidence: ({ first, level, span, slope }) =>
      `${Math.round(first)}% to ${Math.round(level)}% of its limit in ${duration(span * 60_000)}, ` +
      `${(slope * 60).toFixed(1)} points an hour (${plural(timeMs.length, 'line')})`,
  };
}
