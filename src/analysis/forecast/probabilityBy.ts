import { errorFunction } from 'simple-statistics';
import { type Forecast } from '../model/analysis';

/** The 90th percentile of a normal distribution: where the end of an 80% interval lies. */
const Z80 = 1.2816;

/**
 * The probability, 0 to 1, that the rule is broken by then: the forecast's confidence, and how much of its interval
 * lies before.
 */
export function probabilityBy({ expectedMs, earliestMs, latestMs, confidence }: Forecast, timeMs: number): number {
  const away = timeMs - expectedMs;
  const sigma = (away < 0 ? expectedMs - earliestMs : latestMs - expectedMs) / Z80;
  const z = sigma > 0 ? away / sigma : away < 0 ? -Infinity : Infinity;
  return confidence * 0.5 * (1 + errorFunction(Math.max(-6, Math.min(6, z)) / Math.SQRT2));
}
