import { type Random } from '../../random/random';
import { CRITICAL, DEBUG, ERROR, INFO, WARNING } from '../../logs/level';
import { CATALOGUE } from './catalogue';
import { type Draft, pick, say } from './draft';
import { PROFILES } from './services';

/** Of two logs of one request: how much of the spread of their response times they share. */
const SHARED_SPREAD = 0.5;
const OWN_SPREAD = Math.sqrt(1 - SHARED_SPREAD ** 2);
/** Now and then anything is slow: a cold cache, a pause of the garbage collector. */
const HICCUP_SHARE = 0.012;
/** Of the errors. */
const CRITICAL_SHARE = 0.04;
/** Of the INFO that belongs to no request. */
const BACKGROUND_SHARE = 0.6;
/** What is reported as slow is so many times slower than usual, at the least. */
const REPORTED_AS_SLOW = 4;
/** A failed call often fails its caller too. */
const FAILS_WITH_CALLED = 0.5;
const SLOWEST_MS = 30_000;

/** What a minute is like for all that is logged in it. */
export interface Conditions {
  /** See Traffic.load. */
  load: number;
  /** The log belongs to no request. */
  alone: boolean;
  /** Standard normal, shared by the logs of one request. */
  requestSpread: number;
  /** A service that was called for the same request has failed. */
  calledFailed: boolean;
}

/** Writes an ordinary log of the draft's service. */
export function drawOrdinary(draft: Draft, conditions: Conditions, random: Random): void {
  const profile = PROFILES[draft.service];
  const { byLevel, background } = CATALOGUE[draft.service];
  const { load } = conditions;
  const errorShare = conditions.calledFailed ? FAILS_WITH_CALLED : profile.error * (0.6 + 0.4 * load);
  const level = drawLevel(profile.debug, profile.warning, errorShare, random);
  const inBackground = conditions.alone && level === INFO && random.next() < BACKGROUND_SHARE;
  const message = pick(inBackground ? background : byLevel[level], random);

  const spread = profile.sigma * (SHARED_SPREAD * conditions.requestSpread + OWN_SPREAD * random.normal());
  let responseTime = profile.medianMs * (0.9 + 0.1 * load) * Math.exp(spread) * message.slowness;
  if (random.next() < HICCUP_SHARE) {
    responseTime *= 2.5 + 2.5 * random.next();
  }
  // The only variable part with so many values is a duration, and it is this one.
  const saysDuration = message.lastValues > SLOWEST_MS;
  if (saysDuration) {
    responseTime = Math.max(responseTime, REPORTED_AS_SLOW * profile.medianMs);
  }
  draft.responseTime = Math.min(responseTime, SLOWEST_MS);
  say(draft, message, random, saysDuration ? draft.responseTime : undefined);
}

function drawLevel(debug: number, warning: number, error: number, random: Random): number {
  let u = random.next();
  if (u < error) {
    return u < error * CRITICAL_SHARE ? CRITICAL : ERROR;
  }
  u -= error;
  if (u < warning) {
    return WARNING;
  }
  return u - warning < debug ? DEBUG : INFO;
}
