import { arrayOf, type JsonObject, numberOf, objectOf } from '../../../logs/json';
import { StoreError } from '../../../errors';
import { type CountedResponses } from '../../windows/responseTimes';
import { countOf } from '../searchAnswer';
import { type TimeSpan } from '../searchBody';
import { type Aggregator, type Bucket } from './aggregator';
import { measuredAt } from './conditions';
import { percentile, percentileIn } from './countWindows';
import { sourcesOf, valuesOf } from './kinds';
import { type CountPlan } from './plan';
import { MINUTE } from '../../../time/units';

/** A part of this is not what makes a query too much. */
const MIN_PART_MS = MINUTE;
/** Of the t-digest for a whole range: Elasticsearch then keeps up to 20 times as many values as they are. */
const COMPRESSION = 1000;
/** Milliseconds. What is shorter counts as 0, what is longer as the longest. */
const MIN_MS = 1e-3;
const MAX_MS = 1e9;

/** By service, how many responses took about as long, to two digits of their milliseconds. */
export async function countResponses(
  aggregator: Aggregator,
  plan: CountPlan,
  span: TimeSpan
): Promise<CountedResponses> {
  const counted = new Map<string, Map<number, number>>();
  const reads = plan.measures.map(async ({ field }, index) => {
    const wanted = {
      sources: sourcesOf(plan.services),
      filters: measuredAt(plan.measures, index),
      partMs: MIN_PART_MS,
    };
    const aggs = { least: { min: { field } }, most: { max: { field } } };
    const extremes = await aggregator.composite(span, { ...wanted, aggs });
    if (extremes.length === 0) {
      return;
    }
    const [least, most] = [extreme(extremes, 'least', Math.min), extreme(extremes, 'most', Math.max)];
    if (Number.isNaN(least) || Number.isNaN(most)) {
      throw new StoreError(
        `The store gives no least or largest value of ${field}. Check whether a proxy between changes its answers.`
      );
    }
    // All services are asked at once, each in its unit: two digits are two digits in any of them.
    const all = plan.units.all(index);
    const [finest, coarsest] = [Math.min(...all), Math.max(...all)];
    const values = twoDigitValues(least * finest, most * finest, (MIN_MS * finest) / coarsest);
    const ranges = rangesOf(values.slice(1).map((value, i) => (values[i] + value) / 2 / finest));
    const atOnce = aggregator.mostInner();
    for (let from = 0; from < ranges.length; from += atOnce) {
      const some = ranges.slice(from, from + atOnce);
      const durations = { durations: { range: { field, ranges: some } } };
      for (const bucket of await aggregator.composite(span, { ...wanted, aggs: durations, inner: some.length })) {
        const service = plan.service(valuesOf(bucket.key, plan.services));
        const own = counted.get(service) ?? new Map<number, number>();
        const unitMs = plan.units.of(index, service);
        counted.set(service, own);
        arrayOf(objectOf(bucket.durations).buckets)
          .slice(0, some.length)
          .forEach((range, i) => {
            const value = Number((values[from + i] * (unitMs / finest)).toPrecision(2));
            const count = countOf(objectOf(range).doc_count);
            if (count > 0) {
              own.set(value, (own.get(value) ?? 0) + count);
            }
          });
      }
    }
  });
  await Promise.all(reads);
  return counted;
}

/** By service, the 95th percentile (ms); NaN where it is not known. */
export async function readP95(aggregator: Aggregator, plan: CountPlan, span: TimeSpan): Promise<Map<string, number>> {
  const p95 = new Map<string, number>();
  for (const [index, { field }] of plan.measures.entries()) {
    const filters = measuredAt(plan.measures, index);
    const wanted = { sources: sourcesOf(plan.services), filters, partMs: MIN_PART_MS };
    const aggs = { p95: percentile(field, COMPRESSION) };
    for (const bucket of await aggregator.composite(span, { ...wanted, aggs })) {
      const service = plan.service(valuesOf(bucket.key, plan.services));
      // Percentiles of several kinds of a service, or parts of the range, make no percentile of all.
      p95.set(service, p95.has(service) ? NaN : percentileIn(bucket.p95) * plan.units.of(index, service));
    }
  }
  return p95;
}

function extreme(buckets: readonly Bucket[], name: string, of: (a: number, b: number) => number): number {
  return buckets.map((bucket) => numberOf(objectOf(bucket[name]).value)).reduce((a, b) => of(a, b));
}

/** Milliseconds of two digits, from about the shortest to about the longest, ascending; what is under `least` is 0. */
export function twoDigitValues(shortest: number, longest: number, least = MIN_MS): number[] {
  const values = shortest < least ? [0] : [];
  const from = Math.max(least, shortest);
  const to = Math.max(from, Math.min(MAX_MS, longest));
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
