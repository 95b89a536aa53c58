import { StoreError } from '../../errors';
import { type JsonObject } from '../../logs/json';
import { HttpError } from '../http/httpError';
import { type PointInTime } from './pointInTime';
import { type Product } from './product';
import { type Hit } from './searchAnswer';
import { newestFirst, type TimeSpan } from './searchBody';

/**
 * Half of what an index gives in one answer by default (index.max_result_window): larger answers are hardly faster, but
 * take memory.
 */
export const PAGE_SIZE = 5000;

/** What to read of a snapshot. */
export interface PageQuery {
  readonly timeField: string;
  /** Which documents of a span. */
  of(span: TimeSpan): JsonObject;
  /** Documents a page at most. */
  readonly size?: number;
  /** Fields to give as they are indexed, beside the documents. */
  readonly indexed?: readonly string[];
}

export interface Pages {
  /**
   * The documents of a span, the newest first, a page at a time: each exactly once. @throws QueryError, StoreError,
   * CancelledError
   */
  of(span: TimeSpan, signal: AbortSignal): AsyncGenerator<readonly Hit[]>;
}

/**
 * Reads pages of a snapshot by search_after. Elasticsearch has a tie-breaker that no two documents share
 * (`_shard_doc`), so that a page begins where the last one ended. OpenSearch before 3.3 has not: there documents are
 * distinguished by `_doc`, which one of each shard may share, so a page begins with the last location of the one
 * before, and what came already is left out.
 */
export function pagesOf(snapshot: PointInTime, product: Product, wanted: PageQuery): Pages {
  const overlaps = product.name === 'OpenSearch';
  const sort = newestFirst(wanted.timeField, overlaps ? '_doc' : '_shard_doc');
  const fields = wanted.indexed && { docvalue_fields: wanted.indexed.map((field) => ({ field })) };
  /** What was too large once is not tried again. */
  let size = Math.min(PAGE_SIZE, wanted.size ?? PAGE_SIZE);

  /** The first documents of a span, or those from a location on, and whether there may be more. */
  async function fetchPage(span: TimeSpan, after: readonly number[] | undefined, signal: AbortSignal) {
    const query = wanted.of(span);
    for (;;) {
      const asked = size;
      try {
        const body = {
          query,
          sort,
          size: asked,
          track_total_hits: false,
          ...fields,
          ...(after && { search_after: after }),
        };
        const { hits } = await snapshot.search(body, signal);
        checkPage(hits, span, asked);
        checkOrder(hits, after);
        return { hits, isFull: hits.length >= asked };
      } catch (error) {
        size = Math.min(size, smallerSize(error, asked));
      }
    }
  }

  return {
    async *of(span, signal) {
      let after: readonly number[] | undefined;
      let isFull = true;
      let seen = new Set<string>();
      while (isFull) {
        const page = await fetchPage(span, after, signal);
        const hits = seen.size > 0 ? page.hits.filter(({ key }) => !seen.has(key)) : page.hits;
        ({ isFull } = page);
        const last = page.hits.at(-1);
        if (last && isFull) {
          if (hits.length === 0) {
            throw new StoreError(
              'A page of the store holds nothing new: its shards are more than its pages can be long.'
            );
          }
          const [timeMs, tie] = last.sort;
          after = overlaps ? [timeMs, tie + 1] : last.sort;
          seen = overlaps ? keysAt(page.hits, last.sort) : seen;
        }
        yield hits;
      }
    },
  };
}

/** Checks that a page holds what was asked for, and no more. @throws StoreError that says what contradicts what */
function checkPage(hits: readonly Hit[], { fromMs, toMs }: TimeSpan, size: number): void {
  if (hits.length > size) {
    throw contradiction(`it gave ${hits.length} documents, and at most ${size} were asked for`, '"size"');
  }
  const stray = hits.find(({ sort: [timeMs] }) => timeMs < fromMs || timeMs >= toMs);
  if (stray) {
    const [from, to] = [fromMs, toMs].map((ms) => new Date(ms).toISOString());
    throw contradiction(
      `it gave a document of ${new Date(stray.sort[0]).toISOString()}, and those from ${from} to ${to} were asked for`,
      '"query"'
    );
  }
}

function contradiction(what: string, dropped: string): StoreError {
  return new StoreError(
    `The store contradicts the question: ${what}. Check whether a proxy between drops ${dropped} from requests, or answers from a cache.`
  );
}

/**
 * Checks that a page goes on where the one before ended, and goes the right way: only then is each document read once.
 *
 * @throws StoreError that says what contradicts what.
 */
function checkOrder(hits: readonly Hit[], after: readonly number[] | undefined): void {
  let [beforeMs, beforeTie] = after ?? [Infinity, Infinity];
  for (const [i, { sort }] of hits.entries()) {
    const [timeMs, tie] = sort;
    const isAfter = timeMs < beforeMs || (timeMs === beforeMs && tie < beforeTie);
    // Documents of several shards may share a location, but none is the one that a page begins after.
    if (!isAfter && !(i > 0 && timeMs === beforeMs && tie === beforeTie)) {
      throw contradiction(
        `it gave a document of ${timeMs} ms after one of ${beforeMs} ms, and the newest come first, each once`,
        '"search_after" or "sort"'
      );
    }
    [beforeMs, beforeTie] = [timeMs, tie];
  }
}

function keysAt(hits: readonly Hit[], [timeMs, tie]: Hit['sort']): Set<string> {
  return new Set(hits.filter(({ sort }) => sort[0] === timeMs && sort[1] === tie).map(({ key }) => key));
}

/** The size of page to try after an answer was too large. @throws the error itself where a smaller one doesn't help. */
function smallerSize(error: unknown, size: number): number {
  if (error instanceof HttpError) {
    const allowed = /less than or equal to: \[(\d+)\]/.exec(error.said)?.[1];
    const next = allowed === undefined ? Math.ceil(size / 4) : Number(allowed);
    if (next < size && (allowed !== undefined || error.failure === 'tooLarge')) {
      return next;
    }
  }
  throw error;
}
