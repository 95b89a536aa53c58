import { compareInstants, type Instant, instantOf, nextInstant } from '../instant';
import { contradiction } from './checkPage';
import { isEmpty, lastInstant, type Page, type Span } from './page';
import { HOUR, MINUTE, SECOND } from '../../time/units';

const ALIGNMENTS = [HOUR, MINUTE, SECOND, 1];
/** Pages are planned to be this full, so that most parts are read by one request although lines don't come evenly. */
const PLANNED_FILL = 0.8;
/** A burst at the beginning says little of the rest. */
const MAX_PARTS = 16;
/** What Loki takes for a limit that does not reach it. */
const DEFAULT_LIMIT = 100;

/**
 * Cuts a span into about `parts` equal ones, in order of time. Borders lie on whole hours, minutes or seconds where the
 * parts are long enough, as Loki's own splits do.
 */
export function splitSpan(span: Span, parts: number): Span[] {
  const { from, to } = span;
  const length = (to.ms - from.ms) / parts;
  const alignment = ALIGNMENTS.find((candidate) => candidate * 2 <= length) ?? 1;
  const borders: Instant[] = [from];
  for (let part = 1; part < parts; part++) {
    const border = instantOf(Math.round((from.ms + part * length) / alignment) * alignment);
    if (compareInstants(border, borders[borders.length - 1]) > 0 && compareInstants(border, to) < 0) {
      borders.push(border);
    }
  }
  return borders.map((border, i) => ({ ...span, from: border, to: borders[i + 1] ?? to }));
}

/** What a page holds for certain, and what is still to be read. */
export interface PageOutcome {
  /** The lines before this instant are complete. */
  readonly until: Instant;
  /** In order of time. */
  readonly rest: Span[];
  /** A nanosecond that holds more lines than any page can. */
  readonly overflow?: Instant;
}

/**
 * Finds from a page what of its span is still to be read. A full page may end within a nanosecond, whose lines are all
 * left to the next page: so each line is read exactly once, whatever the number of lines in a nanosecond.
 *
 * @param maxLimit the most lines that the store gives in one page.
 */
export function afterPage(span: Span, page: Page, maxLimit: number): PageOutcome {
  const { from, to, limit, limitIsFinal } = span;
  if (page.length < limit) {
    return afterShortPage(span, page);
  }
  const last = lastInstant(page);
  if (compareInstants(last, to) >= 0) {
    return { until: to, rest: [] };
  }
  if (compareInstants(last, from) > 0) {
    const rest = { ...span, from: last };
    return { until: last, rest: isEmpty(rest) ? [] : splitSpan(rest, partsOf(span, rest, page.length)) };
  }
  if (limit < maxLimit && !limitIsFinal) {
    return { until: from, rest: [{ from, to, limit: maxLimit }] };
  }
  const next = nextInstant(from);
  const rest = { ...span, from: next };
  return { until: next, rest: isEmpty(rest) ? [] : [rest], overflow: from };
}

/**
 * A page that is not full is complete. One of as many lines as Loki gives without a limit may only look so: what
 * follows it shows which.
 *
 * @throws StoreError where Loki ignores the limit.
 */
function afterShortPage({ from, to, limit, afterDefaultLimit }: Span, page: Page): PageOutcome {
  const last = lastInstant(page);
  if (page.length !== DEFAULT_LIMIT || compareInstants(last, from) <= 0 || compareInstants(last, to) >= 0) {
    return { until: to, rest: [] };
  }
  if (afterDefaultLimit) {
    throw contradiction(`gave ${page.length} lines of more, and up to ${limit} were asked for`, 'limit');
  }
  return { until: last, rest: [{ from: last, to, limit, limitIsFinal: true, afterDefaultLimit: true }] };
}

/** How many requests the rest should take, if lines go on coming as they did on this page. */
function partsOf({ from, limit }: Span, rest: Span, length: number): number {
  const elapsed = rest.from.ms - from.ms + 1;
  const expected = (length / elapsed) * (rest.to.ms - rest.from.ms);
  return Math.max(1, Math.min(MAX_PARTS, Math.ceil(expected / (limit * PLANNED_FILL))));
}
