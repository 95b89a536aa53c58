import { LRUCache } from 'lru-cache';
import { type DictionaryColumn, type LogTable } from '../logs/logTable';
import { concatTables, sliceByTime } from '../logs/select';
import { type LogSource, type ReadContext, type ReadRequest, type ReadResult } from './source';

export interface SlidingOptions {
  /** Logs that are kept at most, in bytes. */
  maxBytes: number;
  /** Lines may reach a store late: this much of the end of what is kept is read again. */
  lateMs: number;
  /** Everything is read again after this long, for lines that came later still. */
  ttlMs: number;
}

interface Kept {
  fromMs: number;
  toMs: number;
  table: LogTable;
}

/**
 * Reads a range that slides forward, as a dashboard on "the last 7 days" does at each refresh, by reading only what is new.
 * Only whole results are kept: one that was cut, or that the store had a warning about, is read anew.
 */
export class SlidingReader {
  private readonly kept: LRUCache<string, Kept>;

  constructor(private readonly options: SlidingOptions) {
    this.kept = new LRUCache<string, Kept>({
      maxSize: options.maxBytes,
      sizeCalculation: ({ table }) => tableBytes(table),
      ttl: options.ttlMs,
      // Sliding on must not put off the day when all is read again.
      noUpdateTTL: true,
    });
  }

  /**
   * What `source.read(request)` gives.
   * @param key differs where the source, its settings, or the query differ
   */
  async read(key: string, source: LogSource, request: ReadRequest, context: ReadContext): Promise<ReadResult> {
    const kept = this.kept.get(key);
    const result = kept && continues(kept, request) ? await this.readOn(kept, source, request, context) : undefined;
    const { table, notices } = result ?? (await source.read(request, context));
    if (notices.length === 0) {
      this.kept.set(key, { fromMs: request.fromMs, toMs: request.toMs, table });
    } else {
      this.kept.delete(key);
    }
    return { table, notices };
  }

  /** Undefined where both parts together are more than the limit: then the source has to choose. */
  private async readOn(
    { toMs, table: before }: Kept,
    source: LogSource,
    request: ReadRequest,
    context: ReadContext
  ): Promise<ReadResult | undefined> {
    const fromMs = Math.max(request.fromMs, toMs - this.options.lateMs);
    const { table: fresh, notices } = await source.read({ ...request, fromMs }, context);
    const table = concatTables([sliceByTime(before, request.fromMs, fromMs), fresh]);
    return table.length <= request.lineLimit && notices.length === 0 ? { table, notices } : undefined;
  }
}

/** The range goes on from what is kept, without a gap and without what lies before. */
function continues(kept: Kept, { fromMs, toMs }: ReadRequest): boolean {
  return fromMs >= kept.fromMs && fromMs < kept.toMs && toMs >= kept.toMs;
}

const SAMPLED_LINES = 200;

/** What a table holds in memory, nearly: its lines are sampled, and a character counts one byte. */
function tableBytes(table: LogTable): number {
  const columns = [table.timeMs, table.timeNs, table.level, table.responseTime, table.statusCode];
  const dictionaries = [table.service, table.message, table.traceId];
  const numbers = columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const texts = dictionaries.reduce((sum, column) => sum + dictionaryBytes(column), 0);
  return 1 + numbers + texts + lineBytes(table);
}

function dictionaryBytes({ values, codes }: DictionaryColumn): number {
  return values.reduce((sum, value) => sum + value.length, codes.byteLength);
}

function lineBytes({ line, length }: LogTable): number {
  const step = Math.max(1, Math.floor(length / SAMPLED_LINES));
  let [bytes, sampled] = [0, 0];
  for (let row = 0; row < length; row += step) {
    bytes += line.at(row).length;
    sampled++;
  }
  return sampled === 0 ? 0 : Math.round((bytes / sampled) * length);
}
