import { horizonOf } from '../analysis/forecast/record/judgeForecasts';
import { type Analysis, type KeptForecast } from '../analysis/model/analysis';
import { quantile } from '../analysis/statistics/quantile';
import { VIEWS } from '../query/views';
import { frame, numberField, stringField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { metricOf } from './metric';
import { isWanted } from './services';
import { type ViewRequest } from './view';

const { label: NAME, metrics: METRICS } = VIEWS.forecastRecord;

/** Confidences from each of these to the next are told of together. */
const BUCKETS = [0.3, 0.5, 0.7, 0.9, 1];

const COUNT: FieldConfig = { unit: 'locale', decimals: 0, min: 0 };
const SHARE: FieldConfig = { unit: 'percentunit', decimals: 0, min: 0, max: 1 };

interface Row {
  readonly names: readonly string[];
  readonly own: readonly KeptForecast[];
}

/**
 * What came of earlier forecasts: a row for each service and sign, or for each range of confidence. A hit is one whose
 * rule was broken in its time. No value where none has been judged.
 */
export function forecastRecord({ forecastRecord: all, range }: Analysis, request: ViewRequest): Frame[] {
  const by = metricOf(request.metric, METRICS) ?? 'rule';
  const own = (all ?? []).filter(({ service, madeMs }) => isWanted(request, service) && madeMs <= range.toMs);
  const headers: Readonly<Record<string, string>> =
    by === 'rule' ? { service: 'Service', sign: 'Foreseen by' } : { confidence: 'Said with' };
  return [tableOf(headers, by === 'rule' ? byRule(own) : byConfidence(own), range.toMs)];
}

function byRule(forecasts: readonly KeptForecast[]): Row[] {
  const rows = new Map<string, KeptForecast[]>();
  for (const forecast of forecasts) {
    const key = JSON.stringify([forecast.service, forecast.sign]);
    rows.set(key, [...(rows.get(key) ?? []), forecast]);
  }
  return [...rows.keys()].sort().map((key) => ({ names: JSON.parse(key), own: rows.get(key) ?? [] }));
}

function byConfidence(forecasts: readonly KeptForecast[]): Row[] {
  return BUCKETS.slice(1)
    .map((to, index) => {
      const from = BUCKETS[index];
      const own = forecasts.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
      return { names: [`${100 * from}% to ${100 * to}%`], own };
    })
    .filter(({ own }) => own.length > 0);
}

function tableOf(headers: Readonly<Record<string, string>>, rows: readonly Row[], nowMs: number): Frame {
  const judged = rows.map(({ own }) => own.filter(({ outcome }) => outcome !== undefined));
  const hits = judged.map((own) => own.filter(({ outcome }) => outcome === 'hit'));
  const open = rows.map(({ own }) => own.filter((kept) => kept.outcome === undefined));
  const counts = (lists: ReadonlyArray<readonly KeptForecast[]>) => lists.map(({ length }) => length);
  const means = (of: (kept: KeptForecast) => number) =>
    judged.map((own) => own.reduce((sum, kept) => sum + of(kept), 0) / own.length);
  const number = (name: string, displayName: string, values: readonly number[], config: FieldConfig) =>
    numberField(name, values, { displayName, ...config });
  const isHit = ({ outcome }: KeptForecast) => (outcome === 'hit' ? 1 : 0);
  return frame(NAME, 'table', [
    ...Object.entries(headers).map(([name, displayName], column) =>
      stringField(
        name,
        rows.map(({ names }) => names[column]),
        { displayName }
      )
    ),
    number('hits', 'Hits', counts(hits), COUNT),
    number('misses', 'Misses', counts(judged.map((own) => own.filter(({ outcome }) => outcome === 'miss'))), COUNT),
    number('open', 'Time not come', counts(open.map((own) => own.filter((kept) => horizonOf(kept) > nowMs))), COUNT),
    number('unknown', 'Not judged', counts(open.map((own) => own.filter((kept) => horizonOf(kept) <= nowMs))), COUNT),
    number(
      'said',
      'Mean confidence',
      means(({ confidence }) => confidence),
      SHARE
    ),
    number('cameTrue', 'Came true', means(isHit), SHARE),
    number(
      'brier',
      'Brier score',
      means((kept) => (kept.confidence - isHit(kept)) ** 2),
      { decimals: 2, min: 0, max: 1 }
    ),
    number('lead', 'Median lead', hits.map(leadOf), { unit: 'ms', min: 0 }),
  ]);
}

/** From when the forecast was made to when the rule was broken, ms: the median. NaN where there is no hit. */
function leadOf(hits: readonly KeptForecast[]): number {
  const leads = hits.map(({ madeMs, cameMs = NaN }) => cameMs - madeMs);
  return quantile(Float64Array.from(leads), 0.5);
}
