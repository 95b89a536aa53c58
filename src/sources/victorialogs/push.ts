import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../../errors';
import { type LogTable } from '../../logs/logTable';
import { type StoreConnection } from '../http/connection';
import { type PushFormat, toLine } from '../generated/formats';
import { createHttpClient } from '../http/httpClient';
import { instantOf, isoInstant } from '../instant';
import { countLogs } from './countLogs';
import { ALL_LOGS } from './logsql';
import { clientArguments, createVictoriaLogsClient } from './victoriaLogsClient';

export interface PushOptions {
  /** fields: each value is a field. Else the message is a line in that format. */
  format: PushFormat;
  signal: AbortSignal;
  /** Called after each request with the logs written so far. */
  onProgress?: (pushed: number) => void;
  /** How long logs that were taken may take to be seen (ms). Default 15 s: VictoriaLogs says 1 s. */
  seenWithinMs?: number;
}

export interface PushResult {
  lines: number;
  /** UTF-8 bytes of the JSON. */
  bytes: number;
}

const MAX_BATCH_BYTES = 4_000_000;
/** A VictoriaLogs that restarts is back within seconds. */
const RETRIES = { tries: 10, firstDelayMs: 250, maxDelayMs: 10_000, totalMs: 120_000 };
const PARAMS = { _stream_fields: 'service', _time_field: 'timestamp', _msg_field: 'message' };
const LOOK_EACH_MS = 250;

/**
 * Writes a table's logs into VictoriaLogs, a stream for each service. Pushing the same logs twice leaves them there
 * twice. VictoriaLogs drops logs that it doesn't want without a word: so they are counted before and afterwards.
 *
 * @throws StoreError, among others where logs are missing; CancelledError. What was pushed before stays.
 */
export async function pushToVictoriaLogs(
  connection: StoreConnection,
  table: LogTable,
  { format, signal, onProgress, seenWithinMs = 15_000 }: PushOptions
): Promise<PushResult> {
  const result: PushResult = { lines: 0, bytes: 0 };
  if (table.length === 0) {
    return result;
  }
  const [address, name, options] = clientArguments(connection);
  const http = createHttpClient(address, name, { ...options, retries: RETRIES });
  const span = { from: instantOf(table.timeMs[0]), to: instantOf(table.timeMs[table.length - 1] + 1) };
  const selection = { client: createVictoriaLogsClient(connection), expr: ALL_LOGS, mapping: {} };
  const before = await countLogs(selection, span, signal);
  const path = `/insert/jsonline?${new URLSearchParams(PARAMS).toString()}`;
  for (let row = 0; row < table.length;) {
    const lines: string[] = [];
    let bytes = 0;
    for (; row < table.length && bytes < MAX_BATCH_BYTES; row++) {
      const line = documentOf(table, row, format);
      lines.push(line);
      bytes += Buffer.byteLength(line);
    }
    await http.postJson(path, `${lines.join('\n')}\n`, signal);
    result.lines = row;
    result.bytes += bytes;
    onProgress?.(row);
  }
  const end = performance.now() + seenWithinMs;
  for (;;) {
    const seen = (await countLogs(selection, span, signal)) - before;
    if (seen >= table.length) {
      return result;
    }
    if (performance.now() > end) {
      throw missing(table.length, seen);
    }
    await sleep(LOOK_EACH_MS);
  }
}

/** A row as JSON, in which `PARAMS` name time, stream and message. */
function documentOf(table: LogTable, row: number, format: PushFormat): string {
  if (format === 'fields') {
    return toLine(table, row, 'ndjson');
  }
  return JSON.stringify({
    timestamp: isoInstant({ ms: table.timeMs[row], ns: table.timeNs[row] }),
    service: table.service.values[table.service.codes[row]],
    message: toLine(table, row, format),
  });
}

function missing(pushed: number, seen: number): StoreError {
  return new StoreError(
    `VictoriaLogs took ${pushed} logs, but ${pushed - Math.max(0, seen)} of them are not there. It drops those older than its -retentionPeriod (7 days by default) or beyond its -futureRetention: choose another range, or raise these. Its own log says more.`
  );
}
