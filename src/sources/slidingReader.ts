import { LRUCache } from 'lru-cache';
import { type LogTable } from '../logs/logTable';
import { type ServiceForms } from '../logs/serviceForms';
import { concatTables, sliceByTime } from '../logs/select';
import { type WindowTable } from '../logs/windowTable';
import { tableBytes, windowBytes } from './keptBytes';
import { newestLines } from './newestLines';
import {
  type LogSource,
  type ReadContext,
  type ReadRequest,
  type ReadResult,
  type WindowRead,
  type WindowRequest,
} from './source';

export interface SlidingOptions {
  /** Logs and windows that are kept at most, in bytes. */
  maxBytes: number;
  /** Lines may reach a store late: this much of the end of what is kept is read again. */
  lateMs: number;
  /** Everything is read again after this long, for lines that came later still. */
  ttlMs: number;
}

interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is known of a range: its lines or its windows, whichever were asked for last. */
type Kept = Range & (KeptLines | { readonly read: WindowRead });

interface KeptLines {
  readonly lines: LogTable;
  /** Lines before this time (ms) were left out; left out: none were. */
  readonly knownFromMs?: number;
  /** By what they were read: what is new is read by it too. */
  readonly learned?: ServiceForms;
}

/**
 * Reads ranges that slide forward, as a dashboard on "the last 7 days" does at each refresh, by reading only what is
 * new. What the store had a warning about is read anew. Of more lines than the limit the newest are kept: as more come,
 * older ones give way.
 */
export class SlidingReader {
  private readonly kept: LRUCache<string, Kept>;

  constructor(private readonly options: SlidingOptions) {
    this.kept = new LRUCache<string, Kept>({
      maxSize: options.maxBytes,
      sizeCalculation: (kept) => ('lines' in kept ? tableBytes(kept.lines) : windowBytes(kept.read)),
      ttl: options.ttlMs,
      // Sliding on must not put off the day when all is read again.
      noUpdateTTL: true,
    });
  }

  /**
   * The source, which from now on gives what it gave before by reading only what is new.
   * @param key differs where the source, its settings, or the query differ
   */
  of(key: string, source: LogSource): LogSource {
    const { count, readWindows } = source;
    return {
      ...source,
      read: (request, context) => this.read(key, source, request, context),
      ...(count && { count: (request, context) => this.count(key, count, request, context) }),
      ...(readWindows && {
        readWindows: (request, context) => this.readWindows(key, readWindows, request, context),
      }),
    };
  }

  isEmpty(): boolean {
    return this.kept.size === 0;
  }

  /** All is read anew from now on. */
  forget(): void {
    this.kept.clear();
  }

  private async read(key: string, source: LogSource, request: ReadRequest, context: ReadContext): Promise<ReadResult> {
    const kept = this.continued(key, request);
    const result = kept && 'lines' in kept ? await this.readOn(kept, source, request, context) : undefined;
    const read = result ?? (await source.read(request, context));
    const { table: lines, learned, knownFromMs } = read;
    const saysMore = read.notices.some(({ untilMs }) => untilMs === undefined);
    if (!saysMore) {
      this.kept.set(key, { ...rangeOf(request), lines, learned, ...(knownFromMs !== undefined && { knownFromMs }) });
    } else {
      this.kept.delete(key);
    }
    return read;
  }

  /** Undefined where the source has to read all: what is new had to be cut, or is too little where older lines are. */
  private async readOn(
    { toMs, lines: before, learned: known, knownFromMs = -Infinity }: Range & KeptLines,
    source: LogSource,
    request: ReadRequest,
    context: ReadContext
  ): Promise<ReadResult | undefined> {
    const fromMs = Math.max(request.fromMs, toMs - this.options.lateMs);
    const { table: fresh, notices, learned } = await source.read({ ...request, fromMs, learned: known }, context);
    const table = concatTables([sliceByTime(before, request.fromMs, fromMs), fresh]);
    if (notices.length > 0) {
      return undefined;
    }
    // Of the millisecond from which on lines are known some may be missing.
    if (knownFromMs >= request.fromMs) {
      return table.length < request.lineLimit
        ? undefined
        : { ...newestLines(table, request.lineLimit, undefined), learned };
    }
    return table.length <= request.lineLimit ? { table, notices, learned } : undefined;
  }

  private async count(
    key: string,
    count: NonNullable<LogSource['count']>,
    request: ReadRequest,
    context: ReadContext
  ): Promise<number> {
    const kept = this.continued(key, request);
    if (!kept) {
      return count(request, context);
    }
    const { fromMs, toMs, lines } = knownPart(kept, request, this.options.lateMs);
    const [before, after] = await Promise.all([
      request.fromMs < fromMs ? count({ ...request, toMs: fromMs }, context) : 0,
      count({ ...request, fromMs: toMs }, context),
    ]);
    return before + lines + after;
  }

  private async readWindows(
    key: string,
    readWindows: NonNullable<LogSource['readWindows']>,
    request: WindowRequest,
    context: ReadContext
  ): Promise<WindowRead> {
    const kept = this.continued(key, request);
    const wanted = { ...request, lateMs: this.options.lateMs };
    const next = kept && 'read' in kept ? await kept.read.readOn?.(wanted, context) : undefined;
    const read = next ?? (await readWindows(wanted, context));
    if (read.readOn) {
      this.kept.set(key, { ...rangeOf(request), read });
    } else {
      this.kept.delete(key);
    }
    return read;
  }

  /** What is kept, where the range goes on from it without a gap and without what lies before. */
  private continued(key: string, { fromMs, toMs }: Range): Kept | undefined {
    const kept = this.kept.get(key);
    return kept && fromMs >= kept.fromMs && fromMs < kept.toMs && toMs >= kept.toMs ? kept : undefined;
  }
}

/** How many lines lie in what is known for certain of a range: from its start, or the first whole window, on. */
function knownPart(kept: Kept, request: Range, lateMs: number): Range & { readonly lines: number } {
  const certainMs = kept.toMs - lateMs;
  if ('lines' in kept) {
    const fromMs = Math.max(request.fromMs, (kept.knownFromMs ?? -Infinity) + 1);
    const toMs = Math.max(fromMs, certainMs);
    return { fromMs, toMs, lines: sliceByTime(kept.lines, fromMs, toMs).length };
  }
  const { windows } = kept.read;
  const { startMs, windowMs } = windows;
  const first = Math.ceil((request.fromMs - startMs) / windowMs);
  const end = Math.max(first, Math.floor((certainMs - startMs) / windowMs));
  const [fromMs, toMs] = [first, end].map((window) => Math.min(request.toMs, startMs + window * windowMs));
  return { fromMs, toMs, lines: linesIn(windows, first, end) };
}

function linesIn({ services, windowCount, byLevel }: WindowTable, first: number, end: number): number {
  let lines = 0;
  for (const counts of byLevel) {
    services.forEach((_, service) => {
      lines += counts
        .subarray(service * windowCount + first, service * windowCount + end)
        .reduce((sum, own) => sum + own, 0);
    });
  }
  return lines;
}

function rangeOf({ fromMs, toMs }: Range): Range {
  return { fromMs, toMs };
}
