import { perService } from '../../../query/serviceOptions';
import { FAILURE_SIGNATURES, signatureOfMessage } from '../../messages/failureSignatures';
import { clipped, plural } from '../../../format/format';
import { duration } from '../../../format/durations';
import { type Gauge } from '../../messages/gauges';
import { type ForecastInput, type Indicator } from './indicator';
import { MIN_EXACT_POINTS } from '../fit/fitTrend';
import { MINUTE } from '../../../time/units';

/** A gauge that was named no more for so many times its usual gap is gone: it was mended, or failed. */
const GONE = 5;
const MIN_GONE_MINUTES = 3;
const NEWEST = 14;

/** So many errors, and hardly anything else, since the gauge was last named: the service fails. */
const MIN_ERRORS = 2;

/** In percent. What is nearly full fails before it is quite full, and whole numbers are often rounded down. */
const FULL = 99;
const FULL_SIGMA = 0.5;

/** See Indicator. */
const PRIOR = 0.01;

/** What is shown of a line. */
const SHOWN = 80;

/** Figures on their way to the limit that their lines name: memory, disks, pools, queues. */
export function gaugeIndicators(input: ForecastInput, nowMs: number): Indicator[] {
  return input.gauges
    .filter(({ timeMs }) => timeMs.length >= MIN_EXACT_POINTS)
    .filter((gauge) => isCurrent(gauge, nowMs))
    .filter((gauge) => !hasFailedSince(gauge, input))
    .map((gauge) => signOf(gauge, input.windows.services[gauge.service], nowMs));
}

/** Whether the gauge is still being named. */
function isCurrent({ timeMs }: Gauge, nowMs: number): boolean {
  const newest = timeMs.subarray(-NEWEST);
  const last = newest[newest.length - 1];
  const gap = (last - newest[0]) / (newest.length - 1);
  return nowMs - last <= Math.max(GONE * gap, MIN_GONE_MINUTES * MINUTE);
}

/** Whether the service has failed since the gauge was last named: what was to come has come. */
function hasFailedSince({ service, timeMs }: Gauge, { windows, counts, series, options }: ForecastInput): boolean {
  const last = Math.floor((timeMs[timeMs.length - 1] - windows.startMs) / windows.windowMs);
  const offset = service * windows.windowCount;
  let known = 0;
  let errors = 0;
  for (let window = last; window < windows.windowCount; window++) {
    known += counts.known[offset + window];
    errors += counts.errors[offset + window];
  }
  // The rule on error rates needs minutes of errors to notice.
  const fails =
    errors >= MIN_ERRORS && errors > perService(options)(windows.services[service]).errorRateThreshold * known;
  return fails || series[service].failing.indexOf(1, last) >= 0;
}

function signOf({ service, template, example, timeMs, percent }: Gauge, serviceName: string, nowMs: number): Indicator {
  const signal = FAILURE_SIGNATURES[signatureOfMessage(example)];
  const name = signal?.type === 'Resource Exhaustion' ? signal.name : 'a resource';
  const text = clipped(template, SHOWN);
  return {
    service,
    type: 'Resource Exhaustion',
    sign: 'figures',
    key: template,
    points: { minutes: timeMs.map((time) => (time - nowMs) / MINUTE), values: percent },
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
      `${Math.round(first)}% to ${Math.round(level)}% of its limit in ${duration(span * MINUTE)}, ` +
      `${(slope * 60).toFixed(1)} points an hour (${plural(timeMs.length, 'line')})`,
  };
}
