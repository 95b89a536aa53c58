import { StoreError } from '../../errors';
import { isObject } from '../../logs/json';

/** One series of an answer to a metric query: its labels, and its values at some moments (seconds since the epoch). */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: ReadonlyArray<readonly [seconds: number, value: string]>;
}

/**
 * Checks what Loki sent.
 *
 * @param result of type matrix or vector
 * @throws StoreError for an answer that is no set of series
 */
export function seriesOf(result: unknown): Series[] {
  const series = Array.isArray(result) ? result.map(oneSeries) : [undefined];
  if (!series.every((one) => one !== undefined)) {
    throw new StoreError(
      "Loki answered with something other than series of numbers. Check whether a proxy between changes its answers, and Loki's version (2.9 or later)."
    );
  }
  return series;
}

function oneSeries(value: unknown): Series | undefined {
  if (!isObject(value) || !isLabels(value.metric)) {
    return undefined;
  }
  const points = Array.isArray(value.values) ? value.values : [value.value];
  return points.every(isPoint) ? { labels: value.metric, points } : undefined;
}

function isLabels(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((label) => typeof label === 'string');
}

function isPoint(value: unknown): value is [number, string] {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string';
}
