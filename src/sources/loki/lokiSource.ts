import { CancelledError } from '../../errors';
import { createLineParser, emptyRecord } from '../../logs/lineParser';
import { LogTableBuilder } from '../../logs/logTableBuilder';
import { selectRows } from '../../logs/select';
import { type FieldMapping } from '../../query/settings';
import { type StoreConnection } from '../http/connection';
import { type LogSource, type ReadContext, type ReadRequest, type ReadResult } from '../source';
import { appendPiece } from './appendPiece';
import { checkLoki } from './checkLoki';
import { easeSpan, maxEntriesOf } from './ease';
import { formatInstant, instantOf } from './instant';
import { ALL_LINES, createLokiClient, DEFAULT_MAX_ENTRIES, type LokiClient } from './lokiClient';
import { cutNotice, overflowNotice, warningNotice } from './notices';
import { type Piece, readNewestFirst } from './readNewestFirst';
import { splitSpan } from './split';

export interface LokiSourceOptions {
  mapping: FieldMapping;
}

/** Requests at once: beyond this a Loki with its default settings only queues them. */
const CONCURRENCY = 6;

/**
 * Logs from Grafana Loki by a LogQL log query; without one, of every service. Each line of the range is read exactly once. Where there
 * are more than the line limit, the newest are read, and a notice says how many there are.
 *
 * @throws SettingsError where the connection can't be used.
 */
export function lokiSource(connection: StoreConnection, { mapping }: LokiSourceOptions): LogSource {
  const loki = createLokiClient(connection);
  let maxEntries: number | undefined;

  async function knownMaxEntries(signal: AbortSignal): Promise<number> {
    maxEntries ??= await askMaxEntries(loki, signal);
    return maxEntries;
  }

  return {
    async read(request, context) {
      const expr = request.expr.trim() || ALL_LINES;
      const limit = await knownMaxEntries(context.signal);
      return read(loki, { ...request, expr }, limit, mapping, context);
    },
    check: (context) => checkLoki(loki, mapping, Date.now(), context.signal),
  };
}

/** Loki before 3.5 and many a gateway don't serve the limits; what matters is then told by a query's error. */
async function askMaxEntries(loki: LokiClient, signal: AbortSignal): Promise<number> {
  try {
    return await loki.maxEntries(signal);
  } catch (error) {
    if (error instanceof CancelledError) {
      throw error;
    }
    return DEFAULT_MAX_ENTRIES;
  }
}

async function read(
  loki: LokiClient,
  { expr, fromMs, toMs, lineLimit }: ReadRequest,
  maxEntries: number,
  mapping: FieldMapping,
  { signal, onProgress }: ReadContext
): Promise<ReadResult> {
  const builder = new LogTableBuilder();
  const parser = createLineParser(mapping, { nearMs: toMs });
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
    return { table: all, notices };
  }
  const total = await countOrNothing(loki, expr, fromMs, toMs, signal);
  const newest = Uint32Array.from({ length: lineLimit }, (_, row) => all.length - lineLimit + row);
  const table = selectRows(all, newest);
  return { table, notices: [cutNotice(table, total), ...notices] };
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
