import { type JsonObject, numberOf, objectOf } from '../../../logs/json';
import { UNKNOWN } from '../../../logs/level';
import { type WindowGrid } from '../../../logs/windowTable';
import { statusClass } from '../../windows/chooseLocations';
import { StoreError } from '../../../errors';
import { AllColumns } from '../../windows/serviceColumns';
import { countOf } from '../searchAnswer';
import { type TimeSpan } from '../searchBody';
import { type Aggregator, type Bucket, type Composite, WINDOW } from './aggregator';
import { measuredAt } from './conditions';
import { type Kind, sourcesOf, valuesOf, withStatus } from './kinds';
import { type CountedLocation, type CountPlan } from './plan';

/** The class of statuses below 400. */
const OK = 2;

/** Percentiles take more memory in the store than counts do. */
const MEASURED_CELLS = 4;

/** A span on a grid. */
export interface Windows {
  readonly grid: WindowGrid;
  readonly span: TimeSpan;
}

/** Counts logs per service and window. @param onCount is called with the logs counted so far */
export async function countLogs(
  aggregator: Aggregator,
  plan: CountPlan,
  kinds: readonly Kind[],
  windows: Windows,
  onCount: (logs: number) => void
): Promise<AllColumns> {
  const columns = new AllColumns(windows.grid);
  const { services, levels } = plan;
  const groups = [...services, ...levels];
  // That a request went well says something only of a log that names no level.
  const saysOk = kinds.some(({ level, statusCode }) => level === UNKNOWN && statusClass(statusCode) === OK);
  const classes = (saysOk ? ([OK, 4, 5] as const) : ([4, 5] as const)).flatMap((wanted) => {
    const condition = withStatus(plan, kinds, wanted);
    return condition ? [{ name: `status${wanted}`, statusCode: wanted * 100, condition }] : [];
  });
  const aggs = Object.fromEntries(classes.map(({ name, condition }) => [name, { filter: condition }]));
  const wanted = { groups, ...(classes.length > 0 && { aggs, inner: classes.length }) };
  const combinations = distinct(kinds, (kind) => [kind.services, kind.levels]);
  let total = 0;
  await perWindow(aggregator, windows, wanted, combinations, (window, bucket) => {
    const values = valuesOf(bucket.key, groups);
    const own = columns.of(plan.service(values.slice(0, services.length)));
    const level = plan.level(values.slice(services.length));
    let rest = bucket.doc_count;
    for (const { name, statusCode } of classes) {
      const count = countOf(objectOf(bucket[name]).doc_count);
      own.addLogs(window, level, statusCode, count);
      rest -= count;
    }
    own.addLogs(window, level, 0, Math.max(0, rest));
    total += bucket.doc_count;
    onCount(total);
  });
  return columns;
}

/** Adds how many response times there are, their sums, and their 95th percentiles. */
export async function measureResponses(
  aggregator: Aggregator,
  plan: CountPlan,
  kinds: readonly Kind[],
  windows: Windows,
  columns: AllColumns
): Promise<void> {
  const { services, measures, units } = plan;
  const combinations = MEASURED_CELLS * distinct(kinds, (kind) => kind.services);
  const reads = measures.map(({ field }, index) => {
    const aggs = { sum: { sum: { field } }, p95: percentile(field) };
    const wanted = { groups: services, aggs, filters: measuredAt(measures, index) };
    return perWindow(aggregator, windows, wanted, combinations, (window, bucket) => {
      const service = plan.service(valuesOf(bucket.key, services));
      const own = columns.of(service);
      const unitMs = units.of(index, service);
      own.addResponses(window, bucket.doc_count);
      own.responseSum[window] += sumIn(bucket.sum) * unitMs;
      own.addP95(window, percentileIn(bucket.p95) * unitMs);
    });
  });
  await Promise.all(reads);
}

/** The 95th percentile. @param compression of the t-digest; left out: as the store has it */
export function percentile(field: string, compression?: number): JsonObject {
  return { percentiles: { field, percents: [95], ...(compression && { tdigest: { compression } }) } };
}

/** NaN where there is none. */
export function percentileIn(answer: unknown): number {
  const value = objectOf(objectOf(answer).values)['95.0'];
  return typeof value === 'number' ? numberOf(value) : NaN;
}

/** @throws StoreError for what is no sum */
function sumIn(answer: unknown): number {
  const sum = numberOf(objectOf(answer).value);
  if (Number.isNaN(sum)) {
    throw new StoreError(
      'The store summed response times to something other than a number. Check the field of the response time, and whether a proxy between changes its answers.'
    );
  }
  return sum;
}

interface Wanted extends Pick<Composite, 'aggs' | 'inner' | 'filters'> {
  readonly groups: readonly CountedLocation[];
}

/**
 * Calls `visit` for each bucket of each window; a bucket may come in several parts.
 *
 * @param combinations of values that a window may have: it says how many windows fit into one answer
 */
async function perWindow(
  aggregator: Aggregator,
  { grid, span }: Windows,
  { groups, ...wanted }: Wanted,
  combinations: number,
  visit: (window: number, bucket: Bucket) => void
): Promise<void> {
  const { startMs, windowMs, windowCount } = grid;
  const sources = [aggregator.windowSource(windowMs), ...sourcesOf(groups)];
  const atOnce = Math.max(1, Math.floor(aggregator.pageSize(wanted.inner) / Math.max(1, combinations)));
  const reads = Array.from({ length: Math.ceil(windowCount / atOnce) }, async (_, part) => {
    const first = startMs + part * atOnce * windowMs;
    const fromMs = Math.max(span.fromMs, first);
    const toMs = Math.min(span.toMs, first + atOnce * windowMs);
    if (fromMs < toMs) {
      for (const bucket of await aggregator.composite({ fromMs, toMs }, { ...wanted, sources, partMs: windowMs })) {
        visit(windowOf(bucket, grid), bucket);
      }
    }
  });
  await Promise.all(reads);
}

/** @throws StoreError for a bucket that is none of the grid's windows */
function windowOf({ key }: Bucket, { startMs, windowMs, windowCount }: WindowGrid): number {
  const window = (numberOf(key[WINDOW]) - startMs) / windowMs;
  if (!Number.isInteger(window) || window < 0 || window >= windowCount) {
    throw new StoreError(
      'The store contradicts the question: it counted documents of a window that was not asked for. Check whether a proxy between changes requests, or answers from a cache.'
    );
  }
  return window;
}

function distinct(kinds: readonly Kind[], values: (kind: Kind) => unknown): number {
  return new Set(kinds.map((kind) => JSON.stringify(values(kind)))).size;
}
