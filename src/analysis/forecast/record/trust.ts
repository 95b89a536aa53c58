import { type Forecast, type ForecastSign, type KeptForecast } from '../../model/analysis';
import { horizonOf } from './judgeForecasts';

/** Of a sign: what was wrong long ago may be mended by now. */
const LATEST = 20;

/** Hits that are taken to have been foreseen, and to have come, before anything is known. */
const WEIGHT = 5;

type Judged = Pick<KeptForecast, 'confidence' | 'outcome'>;

/**
 * The part, above 0 and at most 1, of what was said that is to be believed: of how many hits there were and how many
 * were to be expected, drawn to 1 by a prior. It is the posterior mean of the ratio where hits are Poisson-distributed
 * and the ratio has a gamma distribution of mean 1 (Clayton and Kaldor 1987); what came more often than was said makes
 * nothing surer.
 */
export function trustIn(judged: readonly Judged[]): number {
  const expected = judged.reduce((sum, { confidence }) => sum + confidence, 0);
  return Math.min(1, (WEIGHT + hitsOf(judged)) / (WEIGHT + expected));
}

/**
 * Forecasts with the confidence that the record of their sign leaves them.
 *
 * @param nowMs when the forecasts are made: what came later is not known then
 */
export function withTrust(forecasts: readonly Forecast[], record: readonly KeptForecast[], nowMs: number): Forecast[] {
  const judgedOf = new Map<ForecastSign, KeptForecast[]>();
  const known = record
    .filter((kept) => kept.outcome !== undefined && (kept.cameMs ?? horizonOf(kept)) <= nowMs)
    .sort((a, b) => b.madeMs - a.madeMs);
  for (const kept of known) {
    judgedOf.set(kept.sign, [...(judgedOf.get(kept.sign) ?? []), kept].slice(0, LATEST));
  }
  return forecasts.map((forecast) => {
    const judged = judgedOf.get(forecast.sign);
    return judged ? lowered(forecast, judged) : forecast;
  });
}

function lowered(forecast: Forecast, judged: readonly KeptForecast[]): Forecast {
  const { confidence } = forecast;
  const record = { judged: judged.length, hits: hitsOf(judged), saidConfidence: confidence };
  return { ...forecast, confidence: confidence * trustIn(judged), record };
}

function hitsOf(judged: readonly Judged[]): number {
  return judged.filter(({ outcome }) => outcome === 'hit').length;
}
