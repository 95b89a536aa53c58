import { type Forecast } from '../model/analysis';
import { type TimeRange } from '../windows/grid';
import { hash } from '../statistics/hash';
import { confidenceOf, goingOn, UNSEEN_MINUTES } from './confidence';
import { type Crossing, crossingOf } from './fit/crossing';
import { gaugeIndicators } from './indicators/gaugeIndicators';
import { rateRise } from './indicators/rateRise';
import { type RateIndicator, rateIndicators } from './indicators/rateIndicators';
import { responseIndicators } from './indicators/responseIndicators';
import { queueIndicators } from './indicators/queueIndicators';
import { type ForecastInput, MAX_SPAN_MS, type Indicator, type IndicatorFacts } from './indicators/indicator';
import { risingTrend } from './fit/fitTrend';
import { turnsBefore } from './fit/turns';
import { MINUTE } from '../../time/units';

/** Less likely ones are not worth a word. */
const MIN_CONFIDENCE = 0.3;

/** A trend is not followed further than so many times the time that it was seen for. */
const FURTHEST = 4;

/** Of the way from what is usual to the limit: what rises and falls by the day does not come so far. */
const MIN_WAY = 0.5;

/** The same of shares of logs, of which more is known. */
const MIN_RATE_WAY = 0.3;

/** In minutes: what began so shortly ago may have jumped, whatever few counts look like. */
const MIN_RATE_SPAN = 30;

/** A service that was in trouble so shortly ago shows that trouble, not what comes. */
const AFTERMATH_MS = 30 * MINUTE;

/**
 * Which rules will be broken, where and when, said at the end of the range from what was logged before it. What builds
 * up is foreseen: a disk that fills, response times that grow, errors that become more. What comes suddenly is not, nor
 * is a rule forecast that is broken already.
 *
 * A trend must be unlikely by chance (Mann-Kendall), straight, and current; it is a line by Theil and Sen, followed to
 * the limit that the rule has.
 *
 * @returns the soonest first
 */
export function forecastIncidents(input: ForecastInput, { toMs }: TimeRange): Forecast[] {
  const { services } = input.windows;
  const trends = [...gaugeIndicators(input, toMs), ...queueIndicators(input, toMs), ...responseIndicators(input, toMs)]
    .flatMap((indicator) => sinceTrouble(indicator, toMs) ?? [])
    .flatMap((indicator) => forecastOf(indicator, services[indicator.service], toMs) ?? []);
  const rates = rateIndicators(input, toMs).flatMap(
    (indicator) => forecastOfRate(indicator, services[indicator.service], toMs) ?? []
  );
  return [...trends, ...rates].sort((a, b) => a.expectedMs - b.expectedMs || (a.id < b.id ? -1 : 1));
}

/**
 * The indicator with what was measured since the service was last in trouble; undefined where that is too short ago.
 */
function sinceTrouble(indicator: Indicator, nowMs: number): Indicator | undefined {
  const { troubleMs } = indicator;
  if (troubleMs === undefined) {
    return indicator;
  }
  if (troubleMs >= nowMs - AFTERMATH_MS) {
    return undefined;
  }
  const { minutes, values } = indicator.points;
  const fromMinute = (Math.max(troubleMs, nowMs - MAX_SPAN_MS) - nowMs) / MINUTE;
  const from = minutes.findIndex((minute) => minute >= fromMinute);
  return from < 0
    ? undefined
    : { ...indicator, points: { minutes: minutes.subarray(from), values: values.subarray(from) } };
}

function forecastOf(indicator: Indicator, service: string, nowMs: number): Forecast | undefined {
  const { points, usual, limit, limitSigma } = indicator;
  const trend = risingTrend(points, indicator);
  if (!trend || (usual !== undefined && trend.level < usual + MIN_WAY * (limit - usual))) {
    return undefined;
  }
  const crossing = crossingOf(trend, limit, limitSigma);
  const confidence = crossing ? confidenceOf(trend, crossing, indicator, turnsBefore(points, trend, limit)) : 0;
  return crossing && toForecast(indicator, service, nowMs, crossing, confidence, trend.span, indicator.evidence(trend));
}

function forecastOfRate(indicator: RateIndicator, service: string, nowMs: number): Forecast | undefined {
  const { counts, usual, limits, troubleMs = -Infinity, lagMinutes, persistence = 0, trust = 1 } = indicator;
  if (troubleMs >= nowMs - AFTERMATH_MS) {
    return undefined;
  }
  const from = Math.max(
    0,
    counts.minutes.findIndex((minute) => minute >= (troubleMs - nowMs) / MINUTE)
  );
  const rise = rateRise(
    {
      minutes: counts.minutes.subarray(from),
      part: counts.part.subarray(from),
      whole: counts.whole.subarray(from),
    },
    indicator
  );
  if (!rise || rise.span < MIN_RATE_SPAN || rise.level < usual + MIN_RATE_WAY * (limits[0] - usual)) {
    return undefined;
  }
  const { expected, earliest, latest } = rise.crossing;
  const crossing = { expected: expected + lagMinutes, earliest, latest: latest + 2 * lagMinutes };
  const confidence =
    trust *
    rise.probability *
    goingOn(rise.span, expected, persistence) *
    (crossing.expected / (crossing.expected + UNSEEN_MINUTES));
  return toForecast(indicator, service, nowMs, crossing, confidence, rise.span, indicator.evidence(rise));
}

/** The forecast, where it is sure enough and does not follow the indicator too far. */
function toForecast(
  { type, sign, key, rule, recommendation }: IndicatorFacts,
  service: string,
  nowMs: number,
  { expected, earliest, latest }: Crossing,
  confidence: number,
  span: number,
  indicatorText: string
): Forecast | undefined {
  if (confidence < MIN_CONFIDENCE || expected > FURTHEST * span) {
    return undefined;
  }
  const at = (minutes: number) => Math.round(nowMs + minutes * MINUTE);
  return {
    id: hash(`${type}|${service}|${key}`),
    type,
    service,
    sign,
    rule,
    expectedMs: at(expected),
    earliestMs: at(earliest),
    latestMs: at(latest),
    confidence,
    indicator: indicatorText,
    recommendation,
  };
}
