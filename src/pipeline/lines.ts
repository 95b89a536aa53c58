import { groupServices } from '../analysis/services/groupServices';
import { type LogTable } from '../logs/logTable';
import { concatTables, selectRows } from '../logs/select';
import { compareInstants, type Instant } from '../sources/instant';
import { type LogSource, type ReadContext } from '../sources/source';
import { MINUTE } from '../time/units';

/** Which lines are looked for. */
export interface WantedLines {
  /** The store's own query. */
  readonly expr: string;
  /** Which of the services that there are; none: all. */
  readonly services: (there: readonly string[]) => readonly string[];
  readonly groupPods: boolean;
  readonly limit: number;
}

/** The store is asked so often at most, for so many lines at once: a service that hardly logs is among all others. */
const ASKED = 12;
const LINES = 2000;

/** How much of the time is asked for first, and how much more each time that it had too few lines. */
const FIRST_MS = MINUTE;
const GROWTH = 8;

/**
 * The last lines before a moment, with those of that moment itself, so that none of the same nanosecond is missing.
 *
 * @param fromMs how far is looked back
 * @returns in order of time
 * @throws StoreError, QueryError, CancelledError
 */
export async function linesBefore(
  source: LogSource,
  wanted: WantedLines,
  { at, fromMs }: { readonly at: Instant; readonly fromMs: number },
  context: ReadContext
): Promise<LogTable> {
  const parts: LogTable[] = [];
  let toMs = at.ms + 1;
  let reachMs = FIRST_MS;
  for (let asked = 0; asked < ASKED && toMs > fromMs && lengthOf(parts) < wanted.limit; asked++) {
    const part = { fromMs: Math.max(fromMs, toMs - reachMs), toMs };
    const { table, knownFromMs } = await source.read({ ...part, expr: wanted.expr, lineLimit: LINES }, context);
    // Of the millisecond in which the oldest lines were cut off there may be more: it is read again, unless it is all.
    const isCut = knownFromMs !== undefined && knownFromMs + 1 < toMs;
    parts.unshift(
      chosen(table, wanted, (time) => compareInstants(time, at) <= 0 && !(isCut && time.ms === knownFromMs))
    );
    toMs = isCut ? knownFromMs + 1 : part.fromMs;
    reachMs *= GROWTH;
  }
  const all = concatTables(parts);
  return rowsOf(all, Math.max(0, all.length - wanted.limit), all.length);
}

/**
 * The first lines from a moment on, likewise.
 *
 * @param toMs how far is looked ahead
 */
export async function linesAfter(
  source: LogSource,
  wanted: WantedLines,
  { at, toMs }: { readonly at: Instant; readonly toMs: number },
  context: ReadContext
): Promise<LogTable> {
  const parts: LogTable[] = [];
  let fromMs = at.ms;
  let reachMs = FIRST_MS;
  let growth = GROWTH;
  for (let asked = 0; asked < ASKED && fromMs < toMs && lengthOf(parts) < wanted.limit; asked++) {
    const part = { fromMs, toMs: Math.min(toMs, fromMs + reachMs) };
    const { table, knownFromMs } = await source.read({ ...part, expr: wanted.expr, lineLimit: LINES }, context);
    if (knownFromMs !== undefined && reachMs > 1) {
      // A source keeps the newest of too many lines, and here the oldest are wanted.
      reachMs = Math.max(1, Math.floor(reachMs / GROWTH));
      growth = 1;
      continue;
    }
    parts.push(chosen(table, wanted, (time) => compareInstants(time, at) >= 0));
    fromMs = part.toMs;
    reachMs *= growth;
  }
  return rowsOf(concatTables(parts), 0, wanted.limit);
}

function chosen(
  read: LogTable,
  { services, groupPods }: Pick<WantedLines, 'services' | 'groupPods'>,
  isAt: (time: Instant) => boolean
): LogTable {
  const { table } = groupServices(read, groupPods);
  const { values, codes } = table.service;
  const wanted = new Set(services(values));
  const isOf = values.map((service) => wanted.size === 0 || wanted.has(service));
  const rows = Array.from({ length: table.length }, (_, row) => row).filter(
    (row) => isOf[codes[row]] && isAt({ ms: table.timeMs[row], ns: table.timeNs[row] })
  );
  return selectRows(table, Uint32Array.from(rows));
}

function rowsOf(table: LogTable, from: number, to: number): LogTable {
  const length = Math.min(to, table.length) - from;
  return selectRows(
    table,
    Uint32Array.from({ length }, (_, i) => from + i)
  );
}

function lengthOf(parts: readonly LogTable[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
