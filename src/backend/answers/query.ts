import { QueryError } from '../../errors';
import { SOURCE_REF_ID } from '../../query/query';
import { VIEW_INFO, type ViewType } from '../../query/views';
import { parseQuery } from '../../query/validation';
import { type Notice } from '../../logs/notice';
import { ALERTABLE_VIEWS, VIEW_HISTORY_MS, VIEWS } from '../../views/registry';
import { analysisQueryOf } from '../analysisQuery';
import { toArrow } from '../arrow';
import { answerError } from '../errorAnswer';
import { instanceOf } from '../instance';
import { type DataQueryMessage, type DataResponse } from '../proto/messages';
import { type QueryRequest } from '../worker/messages';
import { checkedRange, type Range } from './range';
import { type Tools } from './tools';

/** The frames of one query, or the error that it ends with. */
export async function answerQuery(request: QueryRequest, tools: Tools, signal: AbortSignal): Promise<DataResponse> {
  try {
    return await framesOf(request, tools, signal);
  } catch (error) {
    const { status, message, source } = answerError(error, tools.log, tools.record);
    return { status, error: message, errorSource: source };
  }
}

async function framesOf(
  { pluginContext, headers, query: message }: QueryRequest,
  { analyst, limits }: Tools,
  signal: AbortSignal
): Promise<DataResponse> {
  requireOther(message);
  const forAlert = isFromAlert(headers);
  const instance = instanceOf(pluginContext);
  const query = parseQuery(parseJson(message));
  if (forAlert) {
    requireAlertable(query.queryType);
  }
  const wanted = analysisQueryOf(instance, query, checkedRange(rangeOf(message), limits));
  const historyMs = VIEW_HISTORY_MS[query.queryType];
  const [analysis, history] = await Promise.all([
    analyst.analyse(instance, wanted, signal),
    historyMs === undefined ? undefined : analyst.history(instance, wanted, historyMs, signal),
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
}

function ofHistory({ severity, text }: Notice): Notice {
  return { severity, text: `For the time before the range, which this view learns from: ${text}` };
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

function rangeOf({ timeRange }: DataQueryMessage): Range {
  if (!timeRange) {
    throw new QueryError('The query has no time range. Choose one.');
  }
  const { fromEpochMS: fromMs, toEpochMS: toMs } = timeRange;
  return { fromMs, toMs };
}
