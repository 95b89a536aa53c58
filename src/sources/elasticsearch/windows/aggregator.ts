import { QueryError, StoreError } from '../../../errors';
import { type JsonObject, objectOf } from '../../../logs/json';
import { HttpError } from '../../http/httpError';
import { createLimiter, type Limiter } from '../../windows/limiter';
import { type PointInTime } from '../pointInTime';
import { countOf } from '../searchAnswer';
import { matching, type TimeSpan } from '../searchBody';
import { isObject } from '../../../objects';

export interface AggregatorOptions {
  readonly snapshot: PointInTime;
  readonly expr: string;
  readonly timeField: string;
  /** search.max_buckets */
  readonly maxBuckets: number;
  readonly signal: AbortSignal;
}

/** One combination of values, and what was asked of its documents. */
export interface Bucket extends JsonObject {
  readonly key: JsonObject;
  readonly doc_count: number;
}

/** Documents by the combinations of some values. */
export interface Composite {
  /** Values by name: `{ service: { terms: {...} } }`. */
  readonly sources: readonly JsonObject[];
  /** What to ask of each combination. */
  readonly aggs?: JsonObject;
  /** Buckets that these aggregations make within each. Default: none. */
  readonly inner?: number;
  readonly filters?: readonly JsonObject[];
  /**
   * An answer that is too much is asked for in parts that begin on multiples of this (ms), so that buckets of different
   * parts add up.
   */
  readonly partMs: number;
}

/** The key of a bucket's window. */
export const WINDOW = 'window';

/** Requests at once: aggregations keep all of the store's shards busy by themselves. */
const CONCURRENCY = 4;
const PARTS = 4;
/** Combinations an answer: a megabyte or two, and well under the usual limit. */
const PAGE = 10_000;

/**
 * Asks aggregations of a snapshot within the store's limits: what is too much at once is asked for in smaller pages, or
 * in parts of time.
 */
export class Aggregator {
  /** Requests so far. */
  requests = 0;
  private readonly limit: Limiter = createLimiter(CONCURRENCY);
  private maxBuckets: number;

  constructor(private readonly options: AggregatorOptions) {
    this.maxBuckets = options.maxBuckets;
  }

  /** Combinations that fit into an answer. @param inner buckets within each */
  pageSize(inner = 0): number {
    return Math.max(1, Math.min(PAGE, Math.floor(this.maxBuckets / (1 + inner))));
  }

  /** Buckets within one combination at most. */
  mostInner(): number {
    return Math.max(1, Math.floor(this.maxBuckets / 2));
  }

  /** Groups by windows that lie on multiples of their width since the epoch; a bucket's key is its start. */
  windowSource(windowMs: number): JsonObject {
    return { [WINDOW]: { date_histogram: { field: this.options.timeField, fixed_interval: `${windowMs}ms` } } };
  }

  /**
   * The buckets of a span, page by page (after_key); a bucket may come several times where the span was too much at
   * once.
   *
   * @throws HttpError, CancelledError, StoreError for a partial answer; QueryError where the smallest part is still too
   *   much
   */
  async composite(span: TimeSpan, wanted: Composite): Promise<Bucket[]> {
    try {
      return await this.pages(span, wanted);
    } catch (error) {
      const parts = isTooMuch(error) ? splitSpan(span, wanted.partMs) : [];
      if (parts.length < 2) {
        throw isTooManyBuckets(error) ? tooManyBuckets(this.maxBuckets, error) : error;
      }
      const buckets: Bucket[] = [];
      for (const part of parts) {
        buckets.push(...(await this.composite(part, wanted)));
      }
      return buckets;
    }
  }

  private async pages(span: TimeSpan, { sources, aggs, inner, filters }: Composite): Promise<Bucket[]> {
    const { expr, timeField } = this.options;
    const query = matching(expr, timeField, span, filters);
    const buckets: Bucket[] = [];
    let after: unknown;
    const ends = new Set<string>();
    for (;;) {
      const size = this.pageSize(inner);
      const composite = { size, sources, ...(after !== undefined && { after }) };
      let page: JsonObject;
      try {
        page = await this.ask({ query, aggs: { cells: { composite, ...(aggs && { aggs }) } } });
      } catch (error) {
        this.lowerLimit(error, size);
        continue;
      }
      const found = bucketsIn(page);
      for (const bucket of found) {
        buckets.push(bucket);
      }
      after = page.after_key;
      if (found.length < size || after === undefined) {
        return buckets;
      }
      const { size: pages } = ends;
      if (ends.add(JSON.stringify(found.at(-1)?.key)).size === pages) {
        throw repeated();
      }
    }
  }

  private async ask(body: JsonObject): Promise<JsonObject> {
    const { snapshot, signal } = this.options;
    const { aggregations } = await this.limit(() => {
      this.requests++;
      return snapshot.search({ size: 0, track_total_hits: false, ...body }, signal);
    });
    return objectOf(aggregations.cells);
  }

  /** @throws the error itself where smaller pages don't help */
  private lowerLimit(error: unknown, size: number): void {
    if (!isTooManyBuckets(error) || size === 1) {
      throw error;
    }
    const allowed = Number(/less than or equal to: \[(\d+)\]/.exec(error.said)?.[1]);
    this.maxBuckets = allowed > 0 && allowed < this.maxBuckets ? allowed : Math.ceil(this.maxBuckets / PARTS);
  }
}

/** @throws StoreError for an answer without buckets, or with what are none */
function bucketsIn({ buckets }: JsonObject): Bucket[] {
  if (!Array.isArray(buckets)) {
    throw notCounted();
  }
  return buckets.map((bucket: unknown) => {
    if (!isObject(bucket) || !isObject(bucket.key) || !Object.values(bucket.key).every(isKey)) {
      throw notCounted();
    }
    return { ...bucket, key: bucket.key, doc_count: countOf(bucket.doc_count) };
  });
}

function isKey(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

function notCounted(): StoreError {
  return new StoreError(
    'The store answered an aggregation with something else. Check whether a proxy between changes its answers.'
  );
}

function repeated(): StoreError {
  return new StoreError(
    'The store contradicts the question: it gave the same page of an aggregation twice. Check whether a proxy between drops "after" from requests, or answers from a cache.'
  );
}

function isTooManyBuckets(error: unknown): error is HttpError {
  return error instanceof HttpError && /too_many_buckets|too many buckets/i.test(error.said);
}

/** Out of time - ours, a proxy's, or its own -, of memory, or more than we take. */
function isTooMuch(error: unknown): boolean {
  const isMemory = error instanceof HttpError && /circuit_breaking/.test(error.said);
  const isTooLarge = error instanceof HttpError && error.failure === 'tooLarge';
  const isTime = error instanceof HttpError && /time exceeded|timed out|search_timeout/i.test(error.said);
  return isMemory || isTooLarge || isTime || (error instanceof StoreError && error.status === 504);
}

/** Parts of a span that begin on multiples of `partMs`; fewer than two where it can't be split. */
function splitSpan({ fromMs, toMs }: TimeSpan, partMs: number): TimeSpan[] {
  const length = Math.ceil((toMs - fromMs) / PARTS / partMs) * partMs;
  const parts: TimeSpan[] = [];
  for (let start = fromMs; start < toMs; start = parts[parts.length - 1].toMs) {
    const end = Math.floor((start + length) / partMs) * partMs;
    parts.push({ fromMs: start, toMs: Math.min(toMs, end) });
  }
  return parts;
}

function tooManyBuckets(most: number, cause: unknown): QueryError {
  return new QueryError(
    `The store gives at most ${most} buckets in one answer (search.max_buckets), which is too few even for one service at a time. ` +
      'Raise that setting of the cluster, or choose the mode "entries".',
    { cause }
  );
}
