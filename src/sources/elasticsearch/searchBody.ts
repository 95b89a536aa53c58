import { type JsonObject } from '../../logs/json';

/** From `fromMs`, inclusive, to `toMs`, exclusive. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Which documents: those of a span, by a Lucene query. @param filters more that has to hold */
export function matching(
  expr: string,
  timeField: string,
  { fromMs, toMs }: TimeSpan,
  filters: readonly JsonObject[] = []
): JsonObject {
  const range = { range: { [timeField]: { gte: fromMs, lt: toMs, format: 'epoch_millis' } } };
  const query = { query_string: { query: expr, analyze_wildcard: true } };
  return { bool: { filter: [range, ...(expr.trim() === '' ? [] : [query]), ...filters] } };
}

/**
 * The newest first; of the same time that which `tie` counts last. Times are compared as milliseconds whatever the
 * resolution of the field, as nanoseconds since the epoch would lose their last digits in JSON.
 */
export function newestFirst(timeField: string, tie: string): JsonObject[] {
  return [
    { [timeField]: { order: 'desc', numeric_type: 'date', unmapped_type: 'date' } },
    { [tie]: { order: 'desc' } },
  ];
}
