import { unary } from '../grpc';
import { QueryError } from '../../errors';
import { SOURCE_REF_ID } from '../../query/query';
import { VIEW_INFO, type ViewType } from '../../query/views';
import { parseQuery } from '../../query/validation';
import { type Notice } from '../../logs/notice';
import { ALERTABLE_VIEWS, VIEW_HISTORY_MS, VIEWS } from '../../views/registry';
import { analysisQueryOf } from '../analysisQuery';
import { type Analyst } from '../analyst';
import { toArrow } from '../arrow';
import { answerError } from '../errorAnswer';
import { instanceOf } from '../instance';
import { type Log } from '../log';
import { type Metrics } from '../metrics';
import {
  type DataQueryMessage,
  type DataResponse,
  type QueryDataRequest,
  type QueryDataResponse,
} from '../proto/messages';

export interface Tools {
  analyst: Analyst;
  metrics: Metrics;
  log: Log;
}

/** Answers each query on its own: an error of one leaves the others alone. */
export async function queryData(
  { pluginContext, headers, queries }: QueryDataRequest,
  tools: Tools,
  signal: AbortSignal
): Promise<QueryDataResponse> {
  const forAlert = isFromAlert(headers);
  const answer = async (query: DataQueryMessage): Promise<[string, DataResponse]> => {
    try {
      return [query.refId, await answerQuery(query, forAlert)];
    } catch (error) {
      const { status, message, source } = answerError(error, tools.log, tools.metrics);
      return [query.refId, { status, error: message, errorSource: source }];
    }
  };
  const answerQuery = async (message: DataQueryMessage, forAlert: boolean): Promise<DataResponse> => {
    requireOther(message);
    const instance = instanceOf(pluginContext);
    const query = parseQuery(parseJson(message));
    if (forAlert) {
      requireAlertable(query.queryType);
    }
    const wanted = analysisQueryOf(instance, query, rangeOf(message));
    const historyMs = VIEW_HISTORY_MS[query.queryType];
    const [analysis, history] = await Promise.all([
      tools.analyst.analyse(instance, wanted, signal),
      historyMs === undefined ? undefined : tools.analyst.history(instance, wanted, historyMs, signal),
    ]);
    const notices = [...analysis.notices, ...(history?.notices ?? []).map(ofHistory)];
    const frames = VIEWS[query.queryType].toFrames(
      { ...analysis, notices },
      {
        ...query,
        history: history?.windows,
        forAlert,
        maxDataPoints: Math.max(1, message.maxDataPoints),
      }
    );
    return { status: 200, frames: frames.map((frame) => toArrow(frame, message.refId)) };
  };
  return { responses: Object.fromEntries(await Promise.all(queries.map(answer))) };
}

function ofHistory({ severity, text }: Notice): Notice {
  return { severity, text: `Of the time before, from which this view learns: ${text}` };
}

/** Grafana's rules say so in a header. */
function isFromAlert(headers: Record<string, string>): boolean {
  return Object.entries(headers).some(([name, value]) => /^(http_)?fromalert$/i.test(name) && value === 'true');
}

function requireAlertable(queryType: ViewType): void {
  if (VIEW_INFO[queryType].alertable) {
    return;
  }
  const readable = ALERTABLE_VIEWS.map((type) => `${VIEW_INFO[type].label} (${type})`).join(', ');
  throw new QueryError(
    `An alert rule cannot read the view ${VIEW_INFO[queryType].label} (${queryType}): it is no number or series. ` +
      `Choose one of: ${readable}.`
  );
}

function requireOther({ refId }: DataQueryMessage): void {
  if (refId === SOURCE_REF_ID) {
    throw new QueryError(
      'A Seismolog data source names a Seismolog data source (itself, or another) as the source of its logs: that gives analyses and no lines. ' +
        'Name the data source that has the logs.'
    );
  }
}

function parseJson({ json, queryType }: DataQueryMessage): unknown {
  if (json.length === 0) {
    return { queryType };
  }
  try {
    return JSON.parse(Buffer.from(json).toString());
  } catch {
    throw new QueryError('The query is not JSON. Save the panel or rule again.');
  }
}

function rangeOf({ timeRange }: DataQueryMessage): { fromMs: number; toMs: number } {
  if (!timeRange) {
    throw new QueryError('The query has no time range. Choose one.');
  }
  const { fromEpochMS: fromMs, toEpochMS: toMs } = timeRange;
  if (fromMs >= toMs) {
    throw new QueryError('The time range is empty: its end has to be after its start. Choose another.');
  }
  return { fromMs, toMs };
}

/** Grafana's Data service. */
export function dataService(tools: Tools) {
  return { QueryData: unary((request: QueryDataRequest, signal) => queryData(request, tools, signal)) };
}
