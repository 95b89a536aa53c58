import { type Episode } from '../../src/sources/generated/truth';
import { type ForecastVerdict } from './forecasts';
import { type Week } from './weeks';
import { MINUTE, HOUR } from '../../src/time/units';

/** From this confidence on a forecast is a warning. */
const WARNING_CONFIDENCE = 0.5;

const BUCKETS = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1];

/** Forecasts of so much confidence, what they promised, and what share of them came true. */
export type Bucket = {
  readonly from: number;
  readonly to: number;
  readonly forecasts: number;
  readonly meanConfidence: number;
  readonly right: number;
};

/**
 * Of a gradual episode that breaks a rule: how long before, in minutes, the first right warning came. NaN: none did.
 */
export interface Foreseen {
  readonly type: Episode['type'];
  readonly lead: number;
  /** From when it shows to the breach, in minutes. */
  readonly visible: number;
}

export function foreseenOf({ episodes, range }: Week, verdicts: readonly ForecastVerdict[]): Foreseen[] {
  return episodes.flatMap(({ type, services, breachMs, onsetMs = 0, startMs }) => {
    if (breachMs === undefined || breachMs > range.toMs) {
      return [];
    }
    const warnings = verdicts.filter(
      ({ forecast, madeMs, outcome }) =>
        services.includes(forecast.service) &&
        madeMs >= startMs &&
        madeMs < breachMs &&
        outcome === 'right' &&
        forecast.confidence >= WARNING_CONFIDENCE
    );
    const lead = warnings.length > 0 ? (breachMs - warnings[0].madeMs) / MINUTE : NaN;
    return [{ type, lead, visible: (breachMs - onsetMs) / MINUTE }];
  });
}

/** Warnings one by one: the first forecast of enough confidence of a run of forecasts with the same id. */
export function warningsOf(verdicts: readonly ForecastVerdict[]): ForecastVerdict[] {
  const last = new Map<string, number>();
  return verdicts.filter(({ forecast: { id, confidence }, madeMs, outcome }) => {
    if (confidence < WARNING_CONFIDENCE || outcome === 'open') {
      return false;
    }
    const isFirst = madeMs - (last.get(id) ?? -Infinity) > HOUR;
    last.set(id, madeMs);
    return isFirst;
  });
}

export function calibrationOf(verdicts: readonly ForecastVerdict[]): Bucket[] {
  return BUCKETS.slice(1).map((to, i) => {
    const own = verdicts.filter(
      ({ forecast: { confidence } }) => confidence >= BUCKETS[i] && (confidence < to || to === 1)
    );
    return {
      from: BUCKETS[i],
      to,
      forecasts: own.length,
      meanConfidence: own.reduce((sum, { forecast }) => sum + forecast.confidence, 0) / own.length,
      right: own.filter(({ outcome }) => outcome === 'right').length / own.length,
    };
  });
}

/** The mean squared difference of confidence and outcome: 0 is perfect. */
export function brierScore(verdicts: readonly ForecastVerdict[]): number {
  const squares = verdicts.map(({ forecast, outcome }) => (forecast.confidence - (outcome === 'right' ? 1 : 0)) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / squares.length;
}

/** Of the forecasts that came true, the share whose interval has the breach: 80% are meant to. */
export function coverageOf(verdicts: readonly ForecastVerdict[]): number {
  const right = verdicts.filter(({ outcome }) => outcome === 'right');
  const inside = right.filter(
    ({ forecast: { earliestMs, latestMs }, breachMs = NaN }) => earliestMs <= breachMs && breachMs <= latestMs
  );
  return inside.length / right.length;
}
