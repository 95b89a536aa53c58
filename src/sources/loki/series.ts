import { StoreError } from '../../errors';
import { isLabels } from './page';
import { isObject } from '../../objects';

/** One series of an answer to a metric query: its labels, and its values at some moments (seconds since the epoch). */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: ReadonlyArray<readonly [seconds: number, value: string]>;
}

/**
 * Checks what Loki sent.
 *
 * @param key where a series of this type of answer has its points: `values` of a matrix, `value` of a vector
 * @throws StoreError for an answer that is no set of series
 */
export function seriesOf(result: unknown, key: 'values' | 'value'): Series[] {
  const series = Array.isArray(result) ? result.map((one) => oneSeries(one, key)) : [undefined];
  if (!series.every((one) => one !== undefined)) {
    throw notSeries();
  }
  return series;
}

/** How many logs a point of a count says. @throws StoreError for what is no count */
export function countOf(value: string): number {
  const count = value.trim() === '' ? NaN : Number(value);
  if (!Number.isInteger(count) || count < 0) {
    throw notSeries();
  }
  return count;
}

function oneSeries(value: unknown, key: 'values' | 'value'): Series | undefined {
  if (!isObject(value) || !isLabels(value.metric)) {
    return undefined;
  }
  const points = key === 'value' ? [value.value] : value.values;
  return Array.isArray(points) && points.every(isPoint) ? { labels: value.metric, points } : undefined;
}

function isPoint(value: unknown): value is [number, string] {
  return Array.isArray(value) && Number.isFinite(value[0]) && typeof value[1] === 'string';
}

function notSeries(): StoreError {
  return new StoreError(
    "Loki answered with something other than series of numbers. Check whether a proxy between changes its answers, and Loki's version (2.9 or later)."
  );
}
