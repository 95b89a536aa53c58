import { byKind, share } from './byKind';
import { type ForecastVerdict, judgeForecasts } from './forecasts';
import { brierScore, calibrationOf, coverageOf, type Foreseen, foreseenOf, warningsOf } from './foresight';
import { median } from './median';
import { printTable } from './print';
import { type Week } from './weeks';

/** The forecasts of a week, and what became of them. */
export interface Foresight {
  readonly forecasts: readonly ForecastVerdict[];
  readonly warnings: readonly ForecastVerdict[];
  readonly foreseen: readonly Foreseen[];
}

export function foresightOf(week: Week, everyMinutes: number): Foresight {
  const forecasts = judgeForecasts(week, everyMinutes);
  return { forecasts, warnings: warningsOf(forecasts), foreseen: foreseenOf(week, forecasts) };
}

const ofSign = (verdict: ForecastVerdict) => ({ ...verdict, type: verdict.forecast.sign });

/** The tables' rows. */
export function summariseForecasts(weeks: readonly Foresight[]) {
  const settled = weeks.flatMap(({ forecasts }) => forecasts).filter(({ outcome }) => outcome !== 'open');
  return {
    foreseen: byKind(weeks.flatMap(({ foreseen }) => foreseen)).map(([kind, own]) => ({
      kind,
      breaches: own.length,
      recall: share(own, ({ lead }) => lead > 0),
      'median lead, min': median(own.map(({ lead }) => lead)),
      'of visible, min': median(own.map(({ visible }) => visible)),
    })),
    warnings: byKind(weeks.flatMap(({ warnings }) => warnings).map(ofSign)).map(([kind, own]) => ({
      kind,
      warnings: own.length,
      precision: share(own, ({ outcome }) => outcome === 'right'),
      late: own.filter(({ outcome }) => outcome === 'late').length,
      'by chance': own.filter(({ outcome }) => outcome === 'chance').length,
    })),
    forecasts: byKind(settled.map(ofSign)).map(([kind, own]) => ({
      kind,
      forecasts: own.length,
      right: share(own, ({ outcome }) => outcome === 'right'),
      'mean confidence': own.reduce((sum, { forecast }) => sum + forecast.confidence, 0) / own.length,
      Brier: brierScore(own),
      'interval has it': coverageOf(own),
    })),
    calibration: byKind(settled.map(ofSign)).flatMap(([sign, own]) =>
      calibrationOf(own)
        .filter(({ forecasts }) => forecasts > 0)
        .map((bucket) => ({ sign, ...bucket }))
    ),
  };
}

export function printForecasts({
  foreseen,
  warnings,
  forecasts,
  calibration,
}: ReturnType<typeof summariseForecasts>): void {
  printTable('Breaches that build up, foreseen by a warning', foreseen);
  printTable('Warnings (the first forecast with a confidence of 0.5 and more)', warnings);
  printTable('Forecasts', forecasts);
  printTable('Calibration, by what a forecast goes by', calibration);
}
