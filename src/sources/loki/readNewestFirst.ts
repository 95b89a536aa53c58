import { type Instant } from '../instant';
import { type Page, type Span } from './page';
import { afterPage, type PageOutcome } from './split';

/** The lines of `page` from `from`, inclusive, to `until`, exclusive: they are complete. */
export interface Piece {
  readonly page: Page;
  readonly from: Instant;
  readonly until: Instant;
  readonly overflow?: Instant;
}

export interface Reading {
  /** Fetches the first `span.limit` lines of a span. */
  fetchPage(span: Span, signal: AbortSignal): Promise<Page>;
  /** What to ask for instead of a span that the store could not answer. @throws what ends the reading. */
  ease(error: unknown, span: Span): Span[];
  /** Takes the pieces, the newest first and without gaps. @returns whether older ones are wanted. */
  take(piece: Piece): boolean;
  /** The most lines that the store gives in one page. */
  maxLimit(): number;
  concurrency: number;
}

/** A part of time: to be read, being read, or read and not yet taken. */
interface Segment {
  readonly span: Span;
  isFetching: boolean;
  piece?: Piece;
}

/**
 * Reads spans, which follow one another without gaps, several requests at once. The newest are asked for first and
 * pieces are handed over newest first, so that reading can stop once there is enough and few pages wait in memory. What
 * is asked for follows from the answers alone, not from their timing: the same logs give the same pieces.
 *
 * @throws the first error that `ease` doesn't mend; all requests are cancelled then.
 */
export async function readNewestFirst(spans: readonly Span[], reading: Reading, signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const requests = AbortSignal.any([signal, ended.signal]);
  const active = new Set<Promise<void>>();
  /** Of all that end in one turn: a request that failed is no longer among the active ones when they are looked at. */
  const errors: unknown[] = [];
  /** In order of time. */
  const segments = spans.map(waiting);

  async function fetch(segment: Segment): Promise<void> {
    const { span } = segment;
    let replacement: Segment[];
    try {
      const page = await reading.fetchPage(span, requests);
      const outcome = afterPage(span, page, reading.maxLimit());
      replacement = [read(span, page, outcome), ...outcome.rest.map(waiting)];
    } catch (error) {
      replacement = reading.ease(error, span).map(waiting);
    }
    segments.splice(segments.indexOf(segment), 1, ...replacement);
  }

  try {
    while (segments.length > 0) {
      for (let i = segments.length - 1; i >= 0 && active.size < reading.concurrency; i--) {
        const segment = segments[i];
        if (!segment.isFetching) {
          segment.isFetching = true;
          const request = fetch(segment)
            .catch((error: unknown) => void errors.push(error))
            .finally(() => active.delete(request));
          active.add(request);
        }
      }
      await Promise.race(active);
      if (errors.length > 0) {
        throw errors[0];
      }
      for (let newest = segments.at(-1)?.piece; newest; newest = segments.at(-1)?.piece) {
        segments.pop();
        if (!reading.take(newest)) {
          return;
        }
      }
    }
  } finally {
    ended.abort();
    await Promise.allSettled(active);
  }
}

function waiting(span: Span): Segment {
  return { span, isFetching: false };
}

function read(span: Span, page: Page, { until, overflow }: PageOutcome): Segment {
  return { span, isFetching: true, piece: { page, from: span.from, until, overflow } };
}
