import { CancelledError } from '../../errors';
import { emptyRecord } from '../../logs/lineParser';
import { LogTableBuilder } from '../../logs/logTableBuilder';
import { ServiceParser } from '../../logs/serviceForms';
import { type FieldMapping } from '../../query/settings';
import { newestLines } from '../newestLines';
import { type ReadContext, type ReadRequest, type ReadResult } from '../source';
import { appendPiece } from './appendPiece';
import { easeSpan, maxEntriesOf } from './ease';
import { formatInstant, instantOf } from '../instant';
import { DEFAULT_MAX_ENTRIES, type LokiClient } from './lokiClient';
import { overflowNotice, warningNotice } from './notices';
import { type Piece, readNewestFirst } from './readNewestFirst';
import { splitSpan } from './split';

/** Requests at once: beyond this a Loki with its default settings only queues them. */
const CONCURRENCY = 6;

/**
 * Reads each line of a range exactly once; where there are more than the limit the newest, and a notice says how many
 * there are.
 *
 * @param maxEntries the tenant's most lines a query
 */
export async function readLines(
  loki: LokiClient,
  { expr, fromMs, toMs, lineLimit, learned }: ReadRequest,
  maxEntries: number,
  mapping: FieldMapping,
  { signal, onProgress }: ReadContext
): Promise<ReadResult> {
  const builder = new LogTableBuilder();
  const parser = new ServiceParser(mapping, toMs, learned);
  const record = emptyRecord();
  const warnings = new Set<string>();
  const overflows: string[] = [];
  let maxLimit = maxEntries;

  function take(piece: Piece): boolean {
    appendPiece(piece, parser, builder, record);
    piece.page.warnings.forEach((warning) => warnings.add(warning));
    if (piece.overflow) {
      overflows.push(formatInstant(piece.overflow));
    }
    onProgress?.(Math.min(builder.length, lineLimit));
    return builder.length <= lineLimit;
  }

  const whole = { from: instantOf(fromMs), to: instantOf(toMs), limit: Math.min(maxEntries, DEFAULT_MAX_ENTRIES) };
  if (fromMs < toMs) {
    await readNewestFirst(
      splitSpan(whole, CONCURRENCY),
      {
        fetchPage: (span, requests) => loki.lines(expr, span, requests),
        ease(error, span) {
          maxLimit = Math.min(maxLimit, maxEntriesOf(error) ?? maxLimit);
          return easeSpan(error, span);
        },
        take,
        maxLimit: () => maxLimit,
        concurrency: CONCURRENCY,
      },
      signal
    );
  }

  const all = builder.finish();
  const notices = [...warnings].map(warningNotice);
  if (overflows.length > 0) {
    notices.push(overflowNotice(overflows, maxLimit));
  }
  if (all.length <= lineLimit) {
    return { table: all, notices, learned: parser.learned };
  }
  const total = await countOrNothing(loki, expr, fromMs, toMs, signal);
  const newest = newestLines(all, lineLimit, total);
  return { ...newest, notices: [...newest.notices, ...notices], learned: parser.learned };
}

/** The number of all lines is worth a query, but not the result. */
async function countOrNothing(
  loki: LokiClient,
  expr: string,
  fromMs: number,
  toMs: number,
  signal: AbortSignal
): Promise<number | undefined> {
  try {
    return await loki.count(expr, fromMs, toMs, signal);
  } catch (error) {
    if (error instanceof CancelledError) {
      throw error;
    }
    return undefined;
  }
}
