import { type IncidentOptions } from '../../../query/options';
import { type Analysis, type Forecast, type KeptForecast } from '../../model/analysis';
import { horizonOf, judgeForecasts, type Seen } from './judgeForecasts';
import { withTrust } from './trust';

/**
 * Keeps the forecasts of an analysis, and judges those whose time has come. A forecast that is said again before its
 * time is over is the same one: kept is what was said first.
 *
 * @param known those kept of the same logs
 * @returns the forecasts with the confidence that the record leaves them; all that are kept from now on, and those of
 * them that are new or newly judged
 */
export function recordForecasts(
  known: readonly KeptForecast[],
  analysis: Seen & Pick<Analysis, 'forecasts'>,
  options: IncidentOptions
): { forecasts: Forecast[]; record: KeptForecast[]; changes: KeptForecast[] } {
  const nowMs = analysis.range.toMs;
  const open = known.filter(({ outcome }) => outcome === undefined);
  const judged = judgeForecasts(open, analysis, options);
  const made = analysis.forecasts
    .map((forecast) => toKept(forecast, nowMs))
    .filter((kept) => !known.some((other) => isSame(other, kept)));
  const changes = [...judged, ...made];
  const changed = new Set(changes.map(keyOf));
  const record = [...known.filter((kept) => !changed.has(keyOf(kept))), ...changes];
  return { forecasts: withTrust(analysis.forecasts, record, nowMs), record, changes };
}

/** A forecast, to be kept and judged. */
export function toKept(forecast: Forecast, madeMs: number): KeptForecast {
  const { id, type, service, sign, expectedMs, earliestMs, latestMs, confidence } = forecast;
  return { id, type, service, sign, madeMs, expectedMs, earliestMs, latestMs, confidence };
}

/** Whether both say that the same will come, and about the same time: one is the other, said again. */
export function isSame(a: KeptForecast, b: KeptForecast): boolean {
  return a.id === b.id && a.madeMs <= horizonOf(b) && b.madeMs <= horizonOf(a);
}

function keyOf({ id, madeMs }: KeptForecast): string {
  return `${id} ${madeMs}`;
}
