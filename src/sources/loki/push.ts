import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type StoreConnection } from '../http/connection';
import { createHttpClient } from '../http/httpClient';
import { explainLoki } from './explainLoki';
import { formatInstant } from '../instant';

export interface PushOptions {
  /** The line to write for a row: what is not a label belongs in here. */
  toLine: (row: number) => string;
  /** Labels of all streams, beside `service_name` and `level`. */
  labels?: Record<string, string>;
  signal: AbortSignal;
  /** Called after each request with the lines written so far. */
  onProgress?: (pushed: number) => void;
}

export interface PushResult {
  lines: number;
  /** UTF-8 bytes of the lines. */
  bytes: number;
}

/** Well under the 4 MB that Loki's gateways and its own parts take in one message by default. */
const MAX_BATCH_BYTES = 1_000_000;

/** A Loki that limits ingestion answers 429 until its bucket has filled again: that takes seconds. */
const RETRIES = { tries: 12, firstDelayMs: 500, maxDelayMs: 10_000, totalMs: 120_000 };

/**
 * Writes a table's logs to Loki in order of time, in streams by service and level. Pushing the same logs twice leaves
 * them there once.
 *
 * @throws StoreError, among others where Loki refuses lines for their age; CancelledError. What was pushed before
 *   stays.
 */
export async function pushToLoki(
  connection: StoreConnection,
  table: LogTable,
  { toLine, labels = {}, signal, onProgress }: PushOptions
): Promise<PushResult> {
  const http = createHttpClient(connection, 'Loki', { retries: RETRIES, explain: explainPush });
  const result: PushResult = { lines: 0, bytes: 0 };
  for (let row = 0; row < table.length;) {
    const batch = new Batch(labels);
    while (row < table.length && batch.bytes < MAX_BATCH_BYTES) {
      batch.add(table, row, toLine(row));
      row++;
    }
    await http.postJson('/loki/api/v1/push', batch.toJson(), signal);
    result.lines = row;
    result.bytes += batch.bytes;
    onProgress?.(row);
  }
  return result;
}

function explainPush(status: number, body: string): string | undefined {
  if (/too far behind|greater_than_max_sample_age|too old|out of order/.test(body)) {
    return "Loki refuses lines of that age: choose a later range, or raise reject_old_samples_max_age and the ingester's max_chunk_age.";
  }
  if (body.includes('too new')) {
    return 'Loki refuses lines whose time is still to come: choose an earlier range, set right the clock of what writes them, or raise creation_grace_period.';
  }
  return explainLoki(status, body);
}

/** The lines of one request, by stream. */
class Batch {
  bytes = 0;
  private readonly streams = new Map<string, { stream: Record<string, string>; values: Array<[string, string]> }>();

  constructor(private readonly labels: Record<string, string>) {}

  add(table: LogTable, row: number, line: string): void {
    const code = table.service.codes[row];
    const level = table.level[row];
    const key = `${code} ${level}`;
    let stream = this.streams.get(key);
    if (!stream) {
      const own = { service_name: table.service.values[code] || 'unknown_service', level: LEVELS[level].toLowerCase() };
      stream = { stream: { ...this.labels, ...own }, values: [] };
      this.streams.set(key, stream);
    }
    stream.values.push([formatInstant({ ms: table.timeMs[row], ns: table.timeNs[row] }), line]);
    this.bytes += Buffer.byteLength(line);
  }

  toJson(): string {
    return JSON.stringify({ streams: [...this.streams.values()] });
  }
}
