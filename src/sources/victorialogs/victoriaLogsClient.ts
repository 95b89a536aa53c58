import { QueryError, StoreError } from '../../errors';
import { arrayOf, objectOf, textOf } from '../../logs/json';
import { type StoreConnection } from '../http/connection';
import { createHttpClient, type HttpClientOptions } from '../http/httpClient';
import { HttpError } from '../http/httpError';
import { isoInstant } from '../instant';
import { explainVictoriaLogs, isAboutQuery, isLasting } from './explainVictoriaLogs';
import { piped } from './logsql';
import { type Row, rowsOf } from './rows';
import { contradiction, type TimeSpan } from './storedLogs';
import { tenantHeaders } from './tenant';

/** VictoriaLogs' HTTP API, as far as it is used: one method a question. All throw HttpError and CancelledError. */
export interface VictoriaLogsClient {
  /**
   * What a query gives of a span, in no order. @param limit left out: all; else the newest. @throws QueryError for a
   * query that can't be read.
   */
  query(query: string, span: TimeSpan, signal: AbortSignal, limit?: number): Promise<Row[]>;
  /** Likewise of a query that gives logs: with the fields that they were written with. */
  logs(query: string, span: TimeSpan, signal: AbortSignal, limit?: number): Promise<Row[]>;
  /** The names of the fields of the logs of a span. */
  fieldNames(query: string, span: TimeSpan, signal: AbortSignal): Promise<string[]>;
  version(signal: AbortSignal): Promise<string | undefined>;
}

type Params = Record<string, string | number>;

/** What VictoriaLogs says of the stream beside its fields is a third of a short log. */
const WITHOUT_STREAM = 'delete _stream, _stream_id';

/** How its HTTP API says what is wrong. */
const ERROR_WORDS: HttpClientOptions = { explain: explainVictoriaLogs, isLasting };

/** @throws SettingsError where the connection can't be used */
export function createVictoriaLogsClient(connection: StoreConnection): VictoriaLogsClient {
  const http = createHttpClient(...clientArguments(connection));

  function formOf(params: Params, { from, to }: TimeSpan): Params {
    // Of a cluster, a part is never taken for the whole.
    return { ...params, start: isoInstant(from), end: isoInstant(to), allow_partial_response: 0 };
  }

  async function rows(query: string, span: TimeSpan, signal: AbortSignal, limit?: number): Promise<Row[]> {
    const form = formOf({ query, ...(limit !== undefined && { limit }) }, span);
    const found = rowsOf(await asked(http.postForm('/select/logsql/query', form, signal)));
    const said = found.length === 1 && Object.keys(found[0]).length === 1 ? found[0].error : undefined;
    if (said !== undefined) {
      throw new StoreError(`VictoriaLogs, or a proxy before it, answered with an error: "${said.slice(0, 300)}"`);
    }
    if (limit !== undefined && found.length > limit) {
      throw contradiction(`gave ${found.length} logs, and at most ${limit} were asked for`, 'limit');
    }
    return found;
  }

  return {
    query: rows,
    logs: (query, span, signal, limit) => rows(piped(query, WITHOUT_STREAM), span, signal, limit),

    async fieldNames(query, span, signal) {
      const path = '/select/logsql/field_names';
      const answer = await asked(http.getJson(path, formOf({ query }, span), signal));
      return arrayOf(objectOf(answer).values).map((value) => textOf(objectOf(value).value));
    },

    async version(signal) {
      const { data } = objectOf(await http.getJson('/select/buildinfo', {}, signal));
      const { version } = objectOf(data);
      return typeof version === 'string' && version !== '' ? version.replace(/^v/, '') : undefined;
    },
  };
}

/** @throws QueryError where the query is what is wrong */
async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const isWrongQuery = error instanceof HttpError && isAboutQuery(error.storeStatus, error.said);
    throw isWrongQuery ? new QueryError(error.message, { cause: error }) : error;
  }
}

/** How to reach it: its tenants have headers of their own. @throws SettingsError */
export function clientArguments({ tenantId, ...connection }: StoreConnection): Parameters<typeof createHttpClient> {
  return [connection, 'VictoriaLogs', { ...ERROR_WORDS, headers: tenantHeaders(tenantId) }];
}
