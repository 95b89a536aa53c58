import { type Forecast } from '../analysis';
import { type TimeRange } from '../countWindows';
import { hash } from '../statistics/hash';
import { confidenceOf } from './confidence';
import { crossingOf } from './crossing';
import { errorSigns } from './errorSigns';
import { figureSigns } from './figureSigns';
import { responseSigns } from './responseSigns';
import { type ForecastInput, type Sign } from './sign';
import { risingTrend } from './trend';
import { turnsBefore } from './turns';

/** Less likely ones are not worth a word. */
const LEAST_CONFIDENCE = 0.3;

/** A trend is not followed further than so many times the time that it was seen for. */
const FURTHEST = 4;

/** Of the way from what is usual to the limit: what rises and falls by the day does not come so far. */
const LEAST_WAY = 0.5;

/** A service that was in trouble so shortly ago tells of that trouble, and not of what comes. */
const AFTERMATH_MS = 30 * 60_000;

/** What wanders by the time of day is followed for so long only. */
const LONGEST_MS = 6 * 60 * 60_000;

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
  return [...figureSigns(input, toMs), ...responseSigns(input, toMs), ...errorSigns(input, toMs)]
    .flatMap((sign) => sinceTrouble(sign, toMs) ?? [])
    .flatMap((sign) => forecastOf(sign, input.windows.services[sign.service], toMs) ?? [])
    .sort((a, b) => a.expectedMs - b.expectedMs || (a.id < b.id ? -1 : 1));
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
  const { type, key, points, usual, limit, limitSigma, rule, recommendation } = sign;
  const trend = risingTrend(points, sign);
  if (!trend || (usual !== undefined && trend.level < usual + LEAST_WAY * (limit - usual))) {
    return undefined;
  }
  const crossing = crossingOf(trend, limit, limitSigma);
  const confidence = crossing ? confidenceOf(trend, crossing, sign.prior, turnsBefore(points, trend, limit)) : 0;
  if (!crossing || confidence < LEAST_CONFIDENCE || crossing.expected > FURTHEST * trend.span) {
    return undefined;
  }
  const at = (minutes: number) => Math.round(nowMs + minutes * 60_000);
  return {
    id: hash(`${type}|${service}|${key}`),
    type,
    service,
    rule,
    expectedMs: at(crossing.expected),
    earliestMs: at(crossing.earliest),
    latestMs: at(crossing.latest),
    confidence,
    sign: sign.evidence(trend),
    recommendation,
  };
}
