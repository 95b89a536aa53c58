import { instantOf } from '../instant';
import { type Span } from '../windows/span';
import { askInParts } from './ease';
import { LOGS, piped } from './logsql';
import { quoted } from '../../query/storeText';
import { countIn } from './rows';
import { type Selection } from './selection';
import { contradiction, type TimeSpan } from './storedLogs';
import { startOf } from './timeBuckets';

/** A time, and how many logs it has, unless some were written since. */
export interface CountedSpan extends TimeSpan {
  readonly logs: number;
}

/** Buckets that a range is counted in. */
const BUCKETS = 1000;
/** Logs of a request, about: a few megabytes. */
export const LOGS_A_SPAN = 10_000;
/** A bucket with more is counted in smaller ones. */
const MOST_A_SPAN = 5 * LOGS_A_SPAN;

/**
 * Cuts a range into spans of not too many logs each, the newest first, by counts of the store.
 *
 * @param wanted of the newest logs so many have to be in spans of that size; what is older may be in larger ones
 */
export async function countedSpans(
  selection: Selection,
  range: Span,
  wanted: number,
  signal: AbortSignal
): Promise<{ spans: CountedSpan[]; total: number }> {
  const spans: CountedSpan[] = [];
  let total = 0;
  for (const bucket of await countBuckets(selection, range, signal)) {
    const { fromMs, toMs, logs } = bucket;
    if (logs > MOST_A_SPAN && toMs - fromMs > 1 && total < wanted) {
      spans.push(...(await countedSpans(selection, bucket, wanted - total, signal)).spans);
    } else {
      const last = spans.at(-1);
      const span = { from: instantOf(fromMs), to: instantOf(toMs), logs };
      if (last && last.logs + logs <= LOGS_A_SPAN && last.from.ms >= toMs) {
        spans[spans.length - 1] = { ...last, from: span.from, logs: last.logs + logs };
      } else {
        spans.push(span);
      }
    }
    total += logs;
  }
  return { spans, total };
}

/** The buckets of a range that have logs, the newest first. */
async function countBuckets(
  { client, expr }: Selection,
  { fromMs, toMs }: Span,
  signal: AbortSignal
): Promise<Array<Span & { readonly logs: number }>> {
  if (fromMs >= toMs) {
    return [];
  }
  const stepMs = Math.ceil((toMs - fromMs) / BUCKETS);
  const query = piped(expr, `stats by (_time:${stepMs}ms) count() as ${quoted(LOGS)}`);
  const span = { from: instantOf(fromMs), to: instantOf(toMs) };
  const rows = await askInParts((part) => client.query(query, part, signal), span, stepMs);
  const seen = new Set<number>();
  return rows
    .flat()
    .map((row) => {
      const startMs = startOf(row, { fromMs, toMs }, stepMs);
      if (seen.has(startMs)) {
        throw contradiction(`counted the logs of ${row._time} twice`, 'query');
      }
      seen.add(startMs);
      return {
        fromMs: Math.max(fromMs, startMs),
        toMs: Math.min(toMs, startMs + stepMs),
        logs: countIn(row, LOGS),
      };
    })
    .sort((a, b) => b.fromMs - a.fromMs);
}
