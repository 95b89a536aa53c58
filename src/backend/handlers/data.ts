import { answerError } from '../errorAnswer';
import { unary } from '../grpc';
import { ownerOf } from '../pool/owner';
import {
  type DataQueryMessage,
  type DataResponse,
  type QueryDataRequest,
  type QueryDataResponse,
} from '../proto/messages';
import { checkContext, checkHeaders, checkQueries, checkQuery } from './bounds';
import { exprIn } from './exprIn';
import { type Desk } from './desk';

/** Has each query answered on its own: an error of one leaves the others alone. */
export async function queryData(
  { pluginContext, headers, queries }: QueryDataRequest,
  { pool, log, record }: Desk,
  signal: AbortSignal
): Promise<QueryDataResponse> {
  const answer = async (query: DataQueryMessage): Promise<[string, DataResponse]> => {
    try {
      checkQueries(queries);
      checkContext(pluginContext);
      checkHeaders(headers);
      checkQuery(query);
      const caller = { owner: ownerOf(pluginContext), logs: exprIn(query.json), signal };
      return [query.refId, await pool.run('query', { pluginContext, headers, query }, caller)];
    } catch (error) {
      const { status, message, source } = answerError(error, log, record);
      return [query.refId, { status, error: message, errorSource: source }];
    }
  };
  return { responses: Object.fromEntries(await Promise.all(queries.map(answer))) };
}

/** Grafana's Data service. */
export function dataService(desk: Desk) {
  return { QueryData: unary((request: QueryDataRequest, signal) => queryData(request, desk, signal)) };
}
