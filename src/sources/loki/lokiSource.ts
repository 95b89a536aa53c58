import { CancelledError } from '../../errors';
import { type FieldMapping } from '../../query/settings';
import { ALL_OF_LOKI } from '../../query/storeText';
import { type StoreConnection } from '../http/connection';
import { HttpError } from '../http/httpError';
import { type LogSource, type ReadRequest, type ReadResult } from '../source';
import { checkLoki } from './checkLoki';
import { contradiction } from './checkPage';
import { detectLokiFields } from './detectLokiFields';
import { createLokiClient, DEFAULT_MAX_ENTRIES, type LokiClient } from './lokiClient';
import { readLines } from './readLines';
import { selectorOf } from './selectorOf';
import { readWindows } from './windows/readWindows';

export interface LokiSourceOptions {
  mapping: FieldMapping;
}

/**
 * Logs from Grafana Loki by a LogQL log query; without one, of every service. Each line of the range is read exactly
 * once. Where there are more than the line limit, the newest are read, and a notice says how many there are.
 *
 * @throws SettingsError where the connection can't be used.
 */
export function lokiSource(connection: StoreConnection, { mapping }: LokiSourceOptions): LogSource {
  const loki = createLokiClient(connection);
  let maxEntries: number | undefined;
  let counted: { readonly question: string; readonly lines: number } | undefined;

  async function knownMaxEntries(signal: AbortSignal): Promise<number> {
    maxEntries ??= await askMaxEntries(loki, signal);
    return maxEntries;
  }

  return {
    async read(request, context) {
      const expr = request.expr.trim() || ALL_OF_LOKI;
      const limit = await knownMaxEntries(context.signal);
      const read = await readLines(loki, { ...request, expr }, limit, mapping, context);
      if (counted?.question === questionOf(request)) {
        checkCount(read, Math.min(counted.lines, request.lineLimit));
      }
      return read;
    },
    async count(request, { signal }) {
      const { expr, fromMs, toMs } = request;
      const lines = fromMs < toMs ? await loki.count(expr.trim() || ALL_OF_LOKI, fromMs, toMs, signal) : 0;
      counted = { question: questionOf(request), lines };
      return lines;
    },
    async estimate({ expr, fromMs, toMs }, { signal }) {
      const selector = selectorOf(expr.trim() || ALL_OF_LOKI);
      const [{ entries, bytes }, linesARequest] = await Promise.all([
        loki.indexStats(selector, fromMs, toMs, signal),
        knownMaxEntries(signal),
      ]);
      return { lines: entries, bytes, linesARequest };
    },
    async readWindows(request, context) {
      const expr = request.expr.trim() || ALL_OF_LOKI;
      return readWindows(loki, { ...request, expr }, await knownMaxEntries(context.signal), mapping, context);
    },
    detectFields: (request, { signal }) =>
      detectLokiFields(loki, { ...request, expr: request.expr.trim() || ALL_OF_LOKI }, signal),
    fieldValues: (name, { fromMs, toMs }, { signal }) => knownValues(loki, name, { fromMs, toMs }, signal),
    check: (context) => checkLoki(loki, mapping, Date.now(), context.signal),
  };
}

/** Those of a label: what is in the lines no index has. None where a gateway doesn't let the question through. */
async function knownValues(
  loki: LokiClient,
  name: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  signal: AbortSignal
): Promise<string[]> {
  try {
    return await loki.labelValues(name, fromMs, toMs, signal);
  } catch (error) {
    if (error instanceof HttpError) {
      return [];
    }
    throw error;
  }
}

function questionOf({ expr, fromMs, toMs }: ReadRequest): string {
  return JSON.stringify([expr, fromMs, toMs]);
}

/** Replicas that are deduplicated differently, or retention meanwhile, may make some difference. */
const FEWEST = 0.9;

/**
 * Where a proxy drops the start of a range, Loki gives the last hour of it: each page is as it was asked for, and yet
 * most lines are missing.
 *
 * @throws StoreError where so many are missing, and no notice says why.
 */
function checkCount({ table, notices }: ReadResult, lines: number): void {
  if (notices.length === 0 && table.length < FEWEST * lines) {
    throw contradiction(`counts ${lines} lines but gave ${table.length}`, 'start');
  }
}

/** Loki before 3.5 and many a gateway don't serve the limits; a query's error then shows what matters. */
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
