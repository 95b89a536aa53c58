import { HttpError } from '../http/httpError';
import { type Span } from './page';
import { splitSpan } from './split';
import { MINUTE } from '../../time/units';

/** A shorter span is not the reason why a query is too much. */
const MIN_SPLIT_MS = MINUTE;
const PARTS = 4;

/**
 * What to ask for instead of a span that was too much for Loki or for one answer: smaller pages, or shorter spans.
 *
 * @throws the error itself where asking for less doesn't help.
 */
export function easeSpan(error: unknown, span: Span): Span[] {
  if (error instanceof HttpError) {
    const lowered = maxEntriesOf(error);
    if (lowered !== undefined && lowered < span.limit) {
      return [{ ...span, limit: lowered }];
    }
    if (isAnswerTooLarge(error) && span.limit > 1) {
      return [{ ...span, limit: Math.ceil(span.limit / PARTS), limitIsFinal: true }];
    }
    if (isTooMuchToRead(error) && span.to.ms - span.from.ms >= MIN_SPLIT_MS) {
      return splitSpan(span, PARTS);
    }
  }
  throw error;
}

/** The tenant's most lines a query, where an error names it. */
export function maxEntriesOf(error: unknown): number | undefined {
  const match = error instanceof HttpError ? /max_entries_limit_per_query \(\d+ > (\d+)\)/.exec(error.said) : undefined;
  return match && Number(match[1]) > 0 ? Number(match[1]) : undefined;
}

/** More than we take, or more than Loki's own parts take from one another. */
export function isAnswerTooLarge({ failure, said }: HttpError): boolean {
  return failure === 'tooLarge' || /received message larger than max|message too large/i.test(said);
}

export function isTooMuchToRead({ failure, storeStatus, said }: HttpError): boolean {
  return (
    failure === 'timeout' ||
    storeStatus === 504 ||
    /too many bytes|time range exceeds the limit|context deadline exceeded|query timed out/i.test(said)
  );
}

/** The tenant's most series a query, where an error says that there are more. */
export function maxSeriesOf(error: unknown): number | undefined {
  const match = error instanceof HttpError ? /maximum (?:number )?of series \((\d+)\)/.exec(error.said) : undefined;
  return match ? Number(match[1]) : undefined;
}
