import { isSame, toKept } from '../../src/analysis/forecast/record/recordForecasts';
import { withTrust } from '../../src/analysis/forecast/record/trust';
import { type KeptForecast } from '../../src/analysis/model/analysis';
import { WEEK } from '../../src/time/units';
import { byKind } from './byKind';
import { type ForecastVerdict } from './forecasts';
import { brierScore } from './foresight';

/**
 * What the record is worth: of each sign, Brier's score of the forecasts as they are computed, and with the confidence
 * that the record of the weeks before, and of the week so far, leaves them; of all, and of each as it was first said,
 * which is what the record is of. The weeks count as following each other.
 */
export function summariseRecord(weeks: ReadonlyArray<{ fromMs: number; verdicts: readonly ForecastVerdict[] }>) {
  const record: KeptForecast[] = [];
  const judged: Array<{ type: string; isFirst: boolean; before: ForecastVerdict; after: ForecastVerdict }> = [];
  weeks.forEach(({ fromMs, verdicts }, index) => {
    const shiftMs = index * WEEK - fromMs;
    for (const verdict of verdicts.filter(({ outcome }) => outcome !== 'open')) {
      const { madeMs, forecast } = shifted(verdict, shiftMs);
      const [said] = withTrust([forecast], record, madeMs);
      const kept = settled(toKept(forecast, madeMs), verdict, shiftMs);
      const isFirst = !record.some((other) => isSame(other, kept));
      judged.push({ type: forecast.sign, isFirst, before: verdict, after: { ...verdict, forecast: said } });
      if (isFirst) {
        record.push(kept);
      }
    }
  });
  return byKind(judged).map(([kind, own]) => ({
    kind,
    ...columnsOf(own, ''),
    ...columnsOf(
      own.filter(({ isFirst }) => isFirst),
      ', first said'
    ),
  }));
}

function columnsOf(
  own: ReadonlyArray<{ before: ForecastVerdict; after: ForecastVerdict }>,
  which: string
): Record<string, number> {
  return {
    [`forecasts${which}`]: own.length,
    [`Brier${which}`]: brierScore(own.map(({ before }) => before)),
    [`by the record${which}`]: brierScore(own.map(({ after }) => after)),
  };
}

function shifted({ madeMs, forecast }: ForecastVerdict, byMs: number): Pick<ForecastVerdict, 'madeMs' | 'forecast'> {
  const { expectedMs, earliestMs, latestMs } = forecast;
  return {
    madeMs: madeMs + byMs,
    forecast: {
      ...forecast,
      expectedMs: expectedMs + byMs,
      earliestMs: earliestMs + byMs,
      latestMs: latestMs + byMs,
    },
  };
}

/** As logs show it: that something came suddenly they do not say. */
function settled(kept: KeptForecast, { outcome, breachMs }: ForecastVerdict, shiftMs: number): KeptForecast {
  return outcome === 'right' || outcome === 'chance'
    ? { ...kept, outcome: 'hit', ...(breachMs !== undefined && { cameMs: breachMs + shiftMs }) }
    : { ...kept, outcome: 'miss' };
}
