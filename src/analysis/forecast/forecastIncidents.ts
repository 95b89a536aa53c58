import { type Forecast } from '../model/analysis';
import { type TimeRange } from '../windows/grid';
import { hash } from '../statistics/hash';
import { confidenceOf, goingOn, UNSEEN_MINUTES } from './confidence';
import { type Crossing, crossingOf } from './fit/crossing';
import { figureSigns } from './indicators/gaugeIndicators';
import { rateRise } from './indicators/rateRise';
import { type RateSign, rateSigns } from './indicators/rateIndicators';
import { responseSigns } from './indicators/responseIndicators';
import { queueSigns } from './indicators/queueIndicators';
import { type ForecastInput, LONGEST_MS, type Sign, type Signpost } from './indicators/indicator';
import { risingTrend } from './fit/fitTrend';
import { turnsBefore } from './fit/turns';

/** Less likely ones are not worth a word. */
const LEAST_CONFIDENCE = 0.3;

/** A trend is not followed further than so many times the time that it was seen for. */
const FURTHEST = 4;

/** Of the way from what is usual to the limit: what rises and falls by the day does not come so far. */
const LEAST_WAY = 0.5;

/** The same of shares of logs, of which more is known. */
const LEAST_RATE_WAY = 0.3;

/** In minutes: what began so shortly ago may have jumped, whatever few counts look like. */
const LEAST_RATE_SPAN = 30;

/** A service that was in trouble so shortly ago tells of that trouble, and not of what comes. */
const AFTERMATH_MS = 30 * 60_000;

/**
 * Which rules will be broken, where and when, told at the end of the range from what was logged before it. What builds up
 * is foreseen: a disk that fills, response times that grow, errors that become more. What comes suddenly is not, nor is a
 * rule forecast that is broken already.
 *
 * A trend must be unlikely by chance (Mann-Kendall), straight, and current; it is a line by Theil and Sen, followed to the
 * limit that the rule has.
 *
 * @returns the soonest first
 */
export function forecastIncidents(input: ForecastInput, { toMs }: TimeRange): Forecast[] {
  const { services } = input.windows;
  const trends = [...figureSigns(input, toMs), ...queueSigns(input, toMs), ...responseSigns(input, toMs)]
    .flatMap((sign) => sinceTrouble(sign, toMs) ?? [])
    .flatMap((sign) => forecastOf(sign, services[sign.service], toMs) ?? []);
  const rates = rateSigns(input, toMs).flatMap((sign) => forecastOfRate(sign, services[sign.service], toMs) ?? []);
  return [...trends, ...rates].sort((a, b) => a.expectedMs - b.expectedMs || (a.id < b.id ? -1 : 1));
}

/** The sign with what was measured since the service was last in trouble; undefined where that is too short ago. */
function sinceTrouble(sign: Sign, nowMs: number): Sign | undefined {
  const { troubleMs } = sign;
  if (troubleMs === undefined) {
    return sign;
  }
  if (troubleMs >= nowMs - AFTERMATH_MS) {
    return undefined;
  }
  const { minutes, values } = sign.points;
  const fromMinute = (Math.max(troubleMs, nowMs - LONGEST_MS) - nowMs) / 60_000;
  const from = minutes.findIndex((minute) => minute >= fromMinute);
  return from < 0 ? undefined : { ...sign, points: { minutes: minutes.subarray(from), values: values.subarray(from) } };
}

function forecastOf(sign: Sign, service: string, nowMs: number): Forecast | undefined {
  const { points, usual, limit, limitSigma } = sign;
  const trend = risingTrend(points, sign);
  if (!trend || (usual !== undefined && trend.level < usual + LEAST_WAY * (limit - usual))) {
    return undefined;
  }
  const crossing = crossingOf(trend, limit, limitSigma);
  const confidence = crossing ? confidenceOf(trend, crossing, sign, turnsBefore(points, trend, limit)) : 0;
  return crossing && told(sign, service, nowMs, crossing, confidence, trend.span, sign.evidence(trend));
}

function forecastOfRate(sign: RateSign, service: string, nowMs: number): Forecast | undefined {
  const { counts, usual, limits, troubleMs = -Infinity, lagMinutes, persistence = 0, trust = 1 } = sign;
  if (troubleMs >= nowMs - AFTERMATH_MS) {
    return undefined;
  }
  const from = Math.max(
    0,
    counts.minutes.findIndex((minute) => minute >= (troubleMs - nowMs) / 60_000)
  );
  const rise = rateRise(
    {
      minutes: counts.minutes.subarray(from),
      part: counts.part.subarray(from),
      whole: counts.whole.subarray(from),
    },
    sign
  );
  if (!rise || rise.span < LEAST_RATE_SPAN || rise.level < usual + LEAST_RATE_WAY * (limits[0] - usual)) {
    return undefined;
  }
  const { expected, earliest, latest } = rise.crossing;
  const crossing = { expected: expected + lagMinutes, earliest, latest: latest + 2 * lagMinutes };
  const confidence =
    trust *
    rise.probability *
    goingOn(rise.span, expected, persistence) *
    (crossing.expected / (crossing.expected + UNSEEN_MINUTES));
  return told(sign, service, nowMs, crossing, confidence, rise.span, sign.evidence(rise));
}

/** The forecast, where it is sure enough and does not follow the sign too far. */
function told(
  { type, key, rule, recommendation }: Signpost,
  service: string,
  nowMs: number,
  { expected, earliest, latest }: Crossing,
  confidence: number,
  span: number,
  sign: string
): Forecast | undefined {
  if (confidence < LEAST_CONFIDENCE || expected > FURTHEST * span) {
    return undefined;
  }
  const at = (minutes: number) => Math.round(nowMs + minutes * 60_000);
  return {
    id: hash(`${type}|${service}|${key}`),
    type,
    service,
    rule,
    expectedMs: at(expected),
    earliestMs: at(earliest),
    latestMs: at(latest),
    confidence,
    sign,
    recommendation,
  };
}
