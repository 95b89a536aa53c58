import { arrayOf, type JsonObject, objectOf } from '../../json';
import { type RangeResponses, responseTimeCounts } from '../../windows/responseTimes';
import { type TimeSpan } from '../searchBody';
import { type Aggregator, type Bucket } from './aggregator';
import { measuredAt } from './conditions';
import { percentile, percentileIn } from './countWindows';
import { sourcesOf, valuesOf } from './kinds';
import { type CountPlan } from './plan';

/** A part of this is not what makes a query too much. */
const MIN_PART_MS = 60_000;
/** Of the t-digest for a whole range: Elasticsearch then keeps up to 20 times as many values as they are. */
const COMPRESSION = 1000;
/** Milliseconds. What is shorter counts as 0, what is longer as the longest. */
const SHORTEST = 1e-3;
const LONGEST = 1e9;

/** Response times over the whole range by service: how many took about as long, to two digits, and the 95th percentile. */
export async function readResponseTimes(
  aggregator: Aggregator,
  plan: CountPlan,
  services: readonly string[],
  span: TimeSpan
): Promise<RangeResponses> {
  const counted = new Map<string, Map<number, number>>();
  const p95 = new Map<string, number>();
  for (const [index, { field, unitMs }] of plan.measures.entries()) {
    const wanted = { sources: sourcesOf(plan.services), filters: measuredAt(plan.measures, index) };
    const whole = await aggregator.composite(span, {
      ...wanted,
      partMs: MIN_PART_MS,
      aggs: { least: { min: { field } }, most: { max: { field } }, p95: percentile(field, COMPRESSION) },
    });
    for (const bucket of whole) {
      const service = plan.service(valuesOf(bucket.key, plan.services));
      // Percentiles of several kinds of a service, or parts of the range, make no percentile of all.
      p95.set(service, p95.has(service) ? NaN : percentileIn(bucket.p95) * unitMs);
    }
    const values = twoDigitValues(
      extreme(whole, 'least', Math.min) * unitMs,
      extreme(whole, 'most', Math.max) * unitMs
    );
    const ranges = rangesOf(values.slice(1).map((value, i) => (values[i] + value) / 2 / unitMs));
    const atOnce = aggregator.mostInner();
    for (let from = 0; whole.length > 0 && from < ranges.length; from += atOnce) {
      const some = ranges.slice(from, from + atOnce);
      const aggs = { durations: { range: { field, ranges: some } } };
      const buckets = await aggregator.composite(span, { ...wanted, aggs, inner: some.length, partMs: MIN_PART_MS });
      for (const bucket of buckets) {
        const service = plan.service(valuesOf(bucket.key, plan.services));
        const own = counted.get(service) ?? new Map<number, number>();
        counted.set(service, own);
        arrayOf(objectOf(bucket.durations).buckets).forEach((range, i) => {
          const value = values[from + i];
          const count = Number(objectOf(range).doc_count);
          if (count > 0) {
            own.set(value, (own.get(value) ?? 0) + count);
          }
        });
      }
    }
  }
  return { counts: responseTimeCounts(services, counted, p95), isExact: false };
}

function extreme(buckets: readonly Bucket[], name: string, of: (a: number, b: number) => number): number {
  const values = buckets.map((bucket) => Number(objectOf(bucket[name]).value));
  return values.length > 0 ? values.reduce((a, b) => of(a, b)) : NaN;
}

/** Milliseconds of two digits, from about the shortest to about the longest, ascending. */
export function twoDigitValues(shortest: number, longest: number): number[] {
  const values = shortest < SHORTEST ? [0] : [];
  const from = Math.max(SHORTEST, shortest);
  const to = Math.max(from, Math.min(LONGEST, longest));
  for (let decade = Math.floor(Math.log10(from)); decade <= Math.log10(to); decade++) {
    for (let digits = 10; digits < 100; digits++) {
      // As text is read: without what arithmetic leaves behind.
      const value = Number(`${digits}e${decade - 1}`);
      if (value >= from * 0.9 && value <= to * 1.1) {
        values.push(value);
      }
    }
  }
  return values;
}

/** What lies between the edges, before the first, and from the last on. */
function rangesOf(edges: readonly number[]): JsonObject[] {
  if (edges.length === 0) {
    return [{ from: 0 }];
  }
  return [{ to: edges[0] }, ...edges.map((from, i) => (i + 1 < edges.length ? { from, to: edges[i + 1] } : { from }))];
}
