import { perService } from '../../../query/serviceOptions';
import { rateBaseline } from '../../series/baselines';
import { percent } from '../../../format/format';
import { duration } from '../../../format/durations';
import { sumBetween } from '../../statistics/sum';
import { type WindowTable } from '../../../logs/windowTable';
import { type RateCounts, type RateRise } from './rateRise';
import { type ForecastInput, MAX_SPAN_MS, type IndicatorFacts } from './indicator';
import { MINUTE, HOUR } from '../../../time/units';

/** A share of a service's logs on its way to where a rule is broken. */
export interface RateIndicator extends IndicatorFacts {
  readonly counts: RateCounts;
  readonly usual: number;
  readonly dispersion: number;
  /** Where the rule is broken: each as likely. */
  readonly limits: readonly number[];
  /** By so many minutes the rule sees it later. */
  readonly lagMinutes: number;
  /** How often the rule is broken there; left out: always. */
  readonly trust?: number;
  evidence(rise: RateRise): string;
}

/** The longest stretch that the rule on rising errors looks at at once. */
const RISE_MINUTES = 30;

/** Bins of the longest time that is looked at. */
const BINS = 72;

/**
 * What retries hide shows when so many of the logs are retries: sooner where a call is tried twice, later where it is
 * tried five times.
 */
const RETRY_LIMITS = [0.2, 0.3, 0.4, 0.5, 0.6];

/** How readily errors, and retries, get fewer again by themselves: see goingOn. */
const ERROR_PERSISTENCE = 0.3;
const RETRY_PERSISTENCE = 2;

/**
 * Of the retries that rise as far as they would have to, so many end in failures: others are tried once more, and that
 * helps.
 */
const RETRY_TRUST = 0.7;

/**
 * Error rates on their way to the threshold, and retries on theirs to where calls fail for good. The rule on rising
 * errors is broken long before the threshold, as soon as a rise is certain: what it finds is followed here, to where
 * the service fails.
 */
export function rateIndicators(input: ForecastInput, nowMs: number): RateIndicator[] {
  const { windows, counts, series, lines, options, incidents } = input;
  const lagMinutes = options.errorRateWindowMinutes / 2;
  const optionsOf = perService(options);
  return windows.services.flatMap((name, service): RateIndicator[] => {
    const { errorRateThreshold: limit, minLogs } = optionsOf(name);
    const { errorRate: errors, failing } = series[service];
    const retries =
      lines.retries && isSeen(windows, counts.logs, service, RISE_MINUTES, minLogs)
        ? rateBaseline(lines.retries, counts.logs, service * windows.windowCount, windows.windowCount)
        : undefined;
    const failedMs = windows.startMs + (failing.lastIndexOf(1) + 1) * windows.windowMs;
    const indicators: RateIndicator[] = [];
    if (errors && isSeen(windows, counts.known, service, options.errorRateWindowMinutes, minLogs)) {
      indicators.push({
        usual: errors.rate,
        dispersion: errors.dispersion,
        service,
        type: 'High Error Rate',
        sign: 'error rate',
        key: 'error rate',
        counts: binsOf(windows, counts.errors, counts.known, service, nowMs),
        troubleMs: failedMs,
        limits: [limit],
        lagMinutes,
        persistence: ERROR_PERSISTENCE,
        rule: `error rate reaches ${percent(limit)}`,
        recommendation: `See which errors of ${name} grow, and what changed when they began to grow`,
        evidence: ({ level, span }) =>
          `error rate ${percent(errors.rate)} to ${percent(level)} in ${duration(span * MINUTE)}, usually ${percent(errors.rate)}`,
      });
    }
    if (retries && lines.retries) {
      indicators.push({
        usual: retries.rate,
        dispersion: retries.dispersion,
        service,
        type: 'High Error Rate',
        sign: 'retries',
        key: 'retries',
        counts: binsOf(windows, lines.retries, counts.logs, service, nowMs),
        troubleMs: incidents
          .filter(({ type, services }) => type !== 'Unusual Log Pattern' && services.includes(name))
          .reduce((latest, { endMs }) => Math.max(latest, endMs), failedMs),
        limits: RETRY_LIMITS,
        lagMinutes,
        persistence: RETRY_PERSISTENCE,
        trust: RETRY_TRUST,
        rule: 'error rate rises: retries no longer help',
        recommendation: `See what ${name} calls when it tries again: it fails more and more often. Mend it, or stop calling it, before retries add to its load`,
        evidence: ({ level, span }) =>
          `retries ${percent(retries.rate)} to ${percent(level)} of its logs in ${duration(span * MINUTE)}`,
      });
    }
    return indicators;
  });
}

/**
 * Whether a service logs enough, as it did in the last hour, for a rule that looks at so many minutes: a rule that
 * cannot see is not broken.
 */
function isSeen(
  { windowCount, windowMs }: WindowTable,
  logs: Uint32Array,
  service: number,
  minutes: number,
  least: number
): boolean {
  const end = (service + 1) * windowCount;
  const hour = Math.min(windowCount, Math.max(1, Math.round(HOUR / windowMs)));
  const found = sumBetween(logs, end - hour, end);
  return found * minutes * MINUTE >= least * hour * windowMs;
}

/** The newest hours of a service, in bins. */
function binsOf(
  { startMs, windowMs, windowCount }: WindowTable,
  part: Uint32Array,
  whole: Uint32Array,
  service: number,
  nowMs: number
): RateCounts {
  const offset = service * windowCount;
  const width = Math.max(1, Math.round(MAX_SPAN_MS / BINS / windowMs));
  const bins = Math.max(1, Math.min(BINS, Math.floor(windowCount / width)));
  const counts = {
    minutes: new Float64Array(bins),
    part: new Float64Array(bins),
    whole: new Float64Array(bins),
  };
  const from = windowCount - bins * width;
  for (let bin = 0; bin < bins; bin++) {
    const first = from + bin * width;
    counts.minutes[bin] = Math.min(0, (startMs + (first + width / 2) * windowMs - nowMs) / MINUTE);
    for (let window = offset + first; window < offset + first + width; window++) {
      counts.part[bin] += part[window];
      counts.whole[bin] += whole[window];
    }
  }
  return counts;
}
