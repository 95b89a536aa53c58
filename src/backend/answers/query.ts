import { parseJson, whyNotJson } from '../../boundedJson';
import { LimitError, QueryError } from '../../errors';
import { filtersFields } from '../../query/filters/narrow';
import { exploreStates } from '../../query/explore/exploreState';
import { SOURCE_REF_ID } from '../../query/query';
import { parseQuery } from '../../query/validation';
import { type Notice } from '../../logs/notice';
import { drawView, historyMsOf } from '../../views/registry';
import { type ServiceDashboard } from '../../views/view';
import { analysisQueryOf } from '../analysisQuery';
import { toArrow } from '../arrow';
import { answerError } from '../errorAnswer';
import { type Instance, instanceOf } from '../instance';
import { type DataQueryMessage, type DataResponse } from '../proto/messages';
import { viewRequestOf } from '../viewRequest';
import { type QueryRequest } from '../worker/messages';
import { checkedRange, type Range } from './range';
import { type Tools } from './tools';
import { isObject } from '../../objects';

/** Of all frames of a query. */
const MAX_BYTES = 32e6;

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
  const query = parseQuery(jsonOf(message), { forAlert });
  const wanted = analysisQueryOf(instance, query, checkedRange(rangeOf(message), limits));
  const historyMs = historyMsOf(query.queryType);
  const [analysis, history] = await Promise.all([
    analyst.analyse(instance, wanted, signal),
    historyMs === undefined ? undefined : analyst.history(instance, wanted, historyMs, signal),
  ]);
  const notices = [...analysis.notices, ...(history?.notices ?? []).map(ofHistory)];
  const frames = drawView(
    query.queryType,
    { ...analysis, notices },
    {
      ...viewRequestOf(instance, query, analysis),
      filtersFields: filtersFields(instance.settings.source),
      history: history?.windows,
      explore: exploreStates(instance.settings, wanted.expr),
      serviceDashboard: serviceDashboardOf(instance),
      forAlert,
      maxDataPoints: Math.max(1, message.maxDataPoints),
    }
  );
  return { status: 200, frames: checkedSize(frames.map((frame) => toArrow(frame, message.refId))) };
}

function serviceDashboardOf({ uid: dataSourceUid, settings }: Instance): ServiceDashboard | undefined {
  const uid = settings.links.serviceDashboardUid;
  return uid === '' ? undefined : { uid, dataSourceUid };
}

/** What is larger, everybody would wait for. */
function checkedSize(frames: Uint8Array[]): Uint8Array[] {
  const bytes = frames.reduce((sum, { length }) => sum + length, 0);
  if (bytes > MAX_BYTES) {
    const megabytes = (value: number) => Math.ceil(value / 1e6);
    throw new LimitError(
      `The answer has ${megabytes(bytes)} MB; it may have ${megabytes(MAX_BYTES)}. Lower the limit of the query, or choose fewer services or a shorter time range.`,
      413
    );
  }
  return frames;
}

function ofHistory({ severity, text }: Notice): Notice {
  return { severity, text: `For the time before the range, which this view learns from: ${text}` };
}

/** Grafana's rules say so in a header. */
function isFromAlert(headers: Record<string, string>): boolean {
  return Object.entries(headers).some(([name, value]) => /^(http_)?fromalert$/i.test(name) && value === 'true');
}

function requireOther({ refId }: DataQueryMessage): void {
  if (refId === SOURCE_REF_ID) {
    throw new QueryError(
      'A Seismolog data source names a Seismolog data source (itself, or another) as the source of its logs: that gives analyses and no lines. ' +
        'Name the data source that has the logs.'
    );
  }
}

/** The query. Grafana has its view beside it, too: that counts where the query itself has none. */
function jsonOf({ json, queryType }: DataQueryMessage): unknown {
  if (json.length === 0) {
    return { queryType };
  }
  try {
    const query: unknown = parseJson(Buffer.from(json).toString());
    return isObject(query) ? { ...query, queryType: query.queryType || queryType } : query;
  } catch (error) {
    throw new QueryError(`The query ${whyNotJson(error)}. Save the panel or rule again.`, { cause: error });
  }
}

function rangeOf({ timeRange }: DataQueryMessage): Range {
  if (!timeRange) {
    throw new QueryError('The query has no time range. Choose one.');
  }
  const { fromEpochMS: fromMs, toEpochMS: toMs } = timeRange;
  return { fromMs, toMs };
}
