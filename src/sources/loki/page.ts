import { StoreError } from '../../errors';
import { compareInstants, type Instant, isNanoseconds, msOfNanoseconds, nsOfNanoseconds } from '../instant';
import { isObject } from '../../objects';

/** A line as Loki sends it: nanoseconds since the epoch, the line, and what it knows of this line alone. */
export type LokiValue = readonly [
  time: string,
  line: string,
  fields?: { structuredMetadata?: Record<string, string>; parsed?: Record<string, string> },
];

export interface LokiStream {
  readonly stream: Readonly<Record<string, string>>;
  readonly values: readonly LokiValue[];
}

/** The answer to one log query: the first lines of a span of time, a stream at a time. */
export interface Page {
  readonly streams: readonly LokiStream[];
  /** Lines in all streams. */
  readonly length: number;
  /** What Loki has to say of the answer, that it is partial for one. */
  readonly warnings: readonly string[];
}

/** The time of the latest line. */
export function lastInstant({ streams }: Page): Instant {
  let last = '';
  for (const { values } of streams) {
    for (const [time] of values) {
      if (time.length > last.length || (time.length === last.length && time > last)) {
        last = time;
      }
    }
  }
  return { ms: msOfNanoseconds(last), ns: nsOfNanoseconds(last) };
}

/**
 * Checks what Loki sent and says how many lines it holds.
 *
 * @throws StoreError for an answer that is no set of streams.
 */
export function pageOf(streams: unknown, warnings: readonly string[]): Page {
  if (!Array.isArray(streams) || !streams.every(isStream)) {
    throw new StoreError(
      "Loki answered with something other than streams of lines. Check whether a proxy between changes its answers, and Loki's version (2.9 or later)."
    );
  }
  return { streams, length: streams.reduce((sum: number, { values }) => sum + values.length, 0), warnings };
}

function isStream(value: unknown): value is LokiStream {
  if (!isObject(value) || !isLabels(value.stream) || !Array.isArray(value.values)) {
    return false;
  }
  return value.values.every(
    (entry: unknown) =>
      Array.isArray(entry) &&
      typeof entry[0] === 'string' &&
      typeof entry[1] === 'string' &&
      isNanoseconds(entry[0]) &&
      isKnown(entry[2])
  );
}

/** What Loki knows of one line: categories of labels. */
function isKnown(fields: unknown): boolean {
  return (
    fields === undefined ||
    (isObject(fields) &&
      (fields.structuredMetadata === undefined || isLabels(fields.structuredMetadata)) &&
      (fields.parsed === undefined || isLabels(fields.parsed)))
  );
}

/** Names with their texts. */
export function isLabels(value: unknown): value is Record<string, string> {
  if (!isObject(value)) {
    return false;
  }
  for (const name in value) {
    if (typeof value[name] !== 'string') {
      return false;
    }
  }
  return true;
}

/** A part of time that is read page by page: `from` inclusive, `to` exclusive. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
  /** The most lines of a page. */
  readonly limit: number;
  /** Larger pages of this span have been tried: they are too large. */
  readonly limitIsFinal?: boolean;
  /** Follows a page that would be complete, had not Loki ignored the limit. */
  readonly afterDefaultLimit?: boolean;
}

export function isEmpty({ from, to }: Span): boolean {
  return compareInstants(from, to) >= 0;
}
