import { type TimeSpan } from './searchBody';
import { type Pages } from './spanPages';
import { type Hit } from './searchAnswer';

/** Searches at once: more only queue in the store. */
const CONCURRENCY = 4;
/**
 * Documents of a span, on average: some pages, so that a few spans that hold most of them can still be read side by
 * side.
 */
const DOCUMENTS_A_SPAN = 10_000;
const MAX_SPANS = 256;

/** Cuts a range, in which `total` documents are, into equal spans of whole milliseconds, the newest first. */
export function spansOf({ fromMs, toMs }: TimeSpan, total: number): TimeSpan[] {
  const count = Math.max(1, Math.min(MAX_SPANS, Math.ceil(total / DOCUMENTS_A_SPAN), toMs - fromMs));
  const border = (part: number): number => fromMs + Math.round((part / count) * (toMs - fromMs));
  return Array.from({ length: count }, (_, i) => ({ fromMs: border(count - 1 - i), toMs: border(count - i) }));
}

/**
 * Reads spans, the newest first, several at once, until `limit` documents are read of which no older one is newer: all
 * that is left out is older than the newest `limit`. Somewhat more than these are given.
 *
 * @param take gets each page, in which the newest come first, and of which span it is; pages of different spans in any
 *   order.
 * @throws the first error; all other searches are cancelled then.
 */
export async function readNewest(
  spans: readonly TimeSpan[],
  pages: Pages,
  limit: number,
  take: (hits: readonly Hit[], span: number) => void,
  signal: AbortSignal
): Promise<void> {
  const ended = new AbortController();
  const requests = AbortSignal.any([signal, ended.signal]);
  const counts = spans.map(() => 0);
  let next = 0;

  /** Whether what is older than all of these spans that was read so far may be among the newest. */
  function isEnough(spanCount: number): boolean {
    let sum = 0;
    for (let i = 0; i < spanCount && sum < limit; i++) {
      sum += counts[i];
    }
    return sum >= limit;
  }

  async function work(): Promise<void> {
    while (next < spans.length && !isEnough(next)) {
      const own = next++;
      for await (const hits of pages.of(spans[own], requests)) {
        take(hits, own);
        counts[own] += hits.length;
        if (isEnough(own + 1)) {
          break;
        }
      }
    }
  }

  const workers = Array.from({ length: CONCURRENCY }, () =>
    work().catch((error: unknown) => {
      ended.abort();
      throw error;
    })
  );
  try {
    await Promise.all(workers);
  } finally {
    await Promise.allSettled(workers);
  }
}
