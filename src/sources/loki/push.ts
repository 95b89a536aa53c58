import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type PushFormat, toLine } from '../generated/formats';
import { type StoreConnection } from '../http/connection';
import { createHttpClient } from '../http/httpClient';
import { explainLoki } from './explainLoki';
import { formatInstant } from '../instant';

export interface PushOptions {
  /** fields: the line is the message, and what else is known of a log is its structured metadata. */
  format: PushFormat;
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
 * Writes a table's logs to Loki in order of time, in streams by service and level, those with structured metadata by
 * service as OpenTelemetry's. Pushing the same logs twice leaves them there once.
 *
 * @throws StoreError, among others where Loki refuses lines for their age; CancelledError. What was pushed before
 *   stays.
 */
export async function pushToLoki(
  connection: StoreConnection,
  table: LogTable,
  { format, signal, onProgress }: PushOptions
): Promise<PushResult> {
  const http = createHttpClient(connection, 'Loki', { retries: RETRIES, explain: explainPush });
  const result: PushResult = { lines: 0, bytes: 0 };
  for (let row = 0; row < table.length;) {
    const batch = new Batch(table, format);
    while (row < table.length && batch.bytes < MAX_BATCH_BYTES) {
      batch.add(row);
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

type Entry = [time: string, line: string, metadata?: Record<string, string>];

/** The lines of one request, by stream. */
class Batch {
  bytes = 0;
  private readonly streams = new Map<string, { stream: Record<string, string>; values: Entry[] }>();

  constructor(
    private readonly table: LogTable,
    private readonly format: PushFormat
  ) {}

  add(row: number): void {
    const { table } = this;
    const time = formatInstant({ ms: table.timeMs[row], ns: table.timeNs[row] });
    const level = LEVELS[table.level[row]].toLowerCase();
    if (this.format === 'fields') {
      const message = table.message.values.at(table.message.codes[row]);
      this.put(row, {}, [time, message, metadataOf(table, row, level)]);
    } else {
      this.put(row, { level }, [time, toLine(table, row, this.format)]);
    }
  }

  private put(row: number, labels: Record<string, string>, entry: Entry): void {
    const code = this.table.service.codes[row];
    const key = `${code} ${labels.level}`;
    let stream = this.streams.get(key);
    if (!stream) {
      stream = {
        stream: { service_name: this.table.service.values[code] || 'unknown_service', ...labels },
        values: [],
      };
      this.streams.set(key, stream);
    }
    stream.values.push(entry);
    this.bytes += Buffer.byteLength(entry[1]);
  }

  toJson(): string {
    return JSON.stringify({ streams: [...this.streams.values()] });
  }
}

/** Named as Loki names OpenTelemetry's fields, with `_` for their dots. */
function metadataOf(table: LogTable, row: number, level: string): Record<string, string> {
  const responseTime = table.responseTime[row];
  const status = table.statusCode[row];
  const trace = table.traceId.values.at(table.traceId.codes[row]);
  return {
    severity_text: level,
    ...(!Number.isNaN(responseTime) && { response_time_ms: String(responseTime) }),
    ...(status > 0 && { http_response_status_code: String(status) }),
    ...(trace && { trace_id: trace }),
  };
}
