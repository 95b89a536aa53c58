import { StoreError } from '../../errors';
import { arrayOf, objectOf, textOf } from '../../logs/json';
import { type LogTable } from '../../logs/logTable';
import { type StoreConnection } from '../http/connection';
import { createHttpClient, type HttpClient } from '../http/httpClient';
import { HttpError } from '../http/httpError';
import { withRetries } from '../http/retry';
import { documentOf, idOf, MAPPINGS } from './document';
import { ERROR_WORDS } from './elasticsearchClient';
import { reasonOf } from './explainElasticsearch';
import { isObject } from '../../objects';

export interface PushOptions {
  /** An index or data stream; it is made where it isn't there. */
  index: string;
  signal: AbortSignal;
  /** Called after each request with the logs written so far. */
  onProgress?: (pushed: number) => void;
}

export interface PushResult {
  lines: number;
  /** UTF-8 bytes of the documents. */
  bytes: number;
}

/** The name of a data stream of logs, so that an Elasticsearch makes one by its own templates and `logs-*` finds it. */
export const DEFAULT_PUSH_INDEX = 'logs-seismolog-default';

/** A size that Elasticsearch's own advice begins with; far below the 100 MB that it takes. */
const MAX_BATCH_BYTES = 4_000_000;
/** Full queues empty within seconds. */
const RETRIES = { tries: 10, firstDelayMs: 250, maxDelayMs: 10_000, totalMs: 120_000 };

/**
 * Writes a table's logs into Elasticsearch or OpenSearch, in order of time, by the Elastic Common Schema. Pushing the
 * same logs twice leaves them there once.
 *
 * @throws StoreError that says how many documents were refused and why the first one was; CancelledError. What was
 *   pushed before stays.
 */
export async function pushToElasticsearch(
  connection: StoreConnection,
  table: LogTable,
  { index, signal, onProgress }: PushOptions
): Promise<PushResult> {
  const http = createHttpClient(connection, 'Elasticsearch', { ...ERROR_WORDS, retries: RETRIES });
  const path = `/${encodeURIComponent(index)}`;
  const result: PushResult = { lines: 0, bytes: 0 };
  if (table.length > 0) {
    await makeIndex(http, path, signal);
  }
  for (let row = 0; row < table.length;) {
    const documents: string[] = [];
    let bytes = 0;
    for (; row < table.length && bytes < MAX_BATCH_BYTES; row++) {
      const document = documentOf(table, row);
      documents.push(document);
      bytes += Buffer.byteLength(document);
    }
    await pushAll(http, `${path}/_bulk`, documents, signal);
    result.lines = row;
    result.bytes += bytes;
    onProgress?.(row);
  }
  return result;
}

/**
 * Makes an index that keeps nanoseconds. Where it is there, is a data stream's, or may not be made, the first log shows
 * what goes.
 */
async function makeIndex(http: HttpClient, path: string, signal: AbortSignal): Promise<void> {
  try {
    await http.sendJson({ method: 'PUT', path, body: JSON.stringify({ mappings: MAPPINGS }) }, signal);
  } catch (error) {
    const isHarmless = error instanceof HttpError && (error.storeStatus === 400 || error.storeStatus === 403);
    if (!isHarmless) {
      throw error;
    }
  }
}

/** Sends documents until none is left; those that found a full queue are sent again. */
async function pushAll(http: HttpClient, path: string, all: readonly string[], signal: AbortSignal): Promise<void> {
  let waiting = all;
  const attempt = async (): Promise<void> => {
    const body = waiting.map((document) => `{"create":{"_id":"${idOf(document)}"}}\n${document}\n`).join('');
    const request = { method: 'POST', path, body, contentType: 'application/x-ndjson' } as const;
    waiting = stillWaiting(waiting, await http.sendJson(request, signal));
    if (waiting.length > 0) {
      const message = `Elasticsearch has no room in its queues for ${waiting.length} of ${all.length} logs (429). Push again later: what is there already stays, once.`;
      throw new HttpError(message, { failure: 'status', storeStatus: 429, retry: {} });
    }
  };
  await withRetries(attempt, RETRIES, signal);
}

/** The documents that were refused only for now. @throws StoreError for those that were refused for good. */
function stillWaiting(sent: readonly string[], answer: unknown): readonly string[] {
  const items = arrayOf(objectOf(answer).items).map((item) => objectOf(objectOf(item).create));
  if (items.length !== sent.length) {
    throw new StoreError(
      `Elasticsearch answered for ${items.length} of ${sent.length} logs. Check whether a proxy between changes its answers, and push again.`
    );
  }
  const refused = items.filter(({ status }) => !isIn(status) && status !== 429);
  if (refused.length > 0) {
    const [{ status, error }] = refused;
    const reason = isObject(error) ? reasonOf(error).slice(0, 300) : '';
    throw new StoreError(
      `Elasticsearch refused ${refused.length} of ${sent.length} logs; the first with ${textOf(status)}, saying: "${reason}". Check the mapping of the index and the rights of the login.`
    );
  }
  return sent.filter((_, i) => items[i].status === 429);
}

/** Written now, or there already (409). */
function isIn(status: unknown): boolean {
  return typeof status === 'number' && ((status >= 200 && status < 300) || status === 409);
}
