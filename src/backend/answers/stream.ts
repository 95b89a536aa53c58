import { setTimeout as sleep } from 'node:timers/promises';
import { parseJson, whyNotJson } from '../../boundedJson';
import { CancelledError, QueryError, SeismologError } from '../../errors';
import { type Analysis, type Anomaly } from '../../analysis/model/analysis';
import { liveViewOf } from '../../query/live';
import { parseQuery } from '../../query/validation';
import { type Frame } from '../../views/frame';
import { pulseNow, pulseSince } from '../../views/pulse';
import { drawView } from '../../views/registry';
import { type ViewRequest } from '../../views/view';
import { analysisQueryOf } from '../analysisQuery';
import { answerError } from '../errorAnswer';
import { toFrameJson } from '../frameJson';
import { instanceOf } from '../instance';
import { type StreamPacket, type StreamRequest } from '../proto/messages';
import { viewRequestOf } from '../viewRequest';
import { type Tools } from './tools';
import { HOUR, MINUTE } from '../../time/units';

/** How often is looked for new logs. */
const BEAT_MS = 5000;

/**
 * What new logs are compared with: the hour before, or where that has too few logs to know what is usual, as at night,
 * more.
 */
const REACHES_MS = [HOUR, 6 * HOUR, 24 * HOUR];

/** Live begins with what just was: older lines, of the hours that are learned from, would pass for new ones. */
const BEGINS_MS = 15 * MINUTE;

/** What is sent of one analysis. */
interface Batch {
  readonly analysis: Analysis;
  readonly request: ViewRequest;
  /** The anomalies that were not sent before. */
  readonly fresh: readonly Anomaly[];
  /** Whether nothing was sent before. */
  readonly isFirst: boolean;
  readonly beginMs: number;
  readonly beatMs: number;
}

/**
 * What a view shows of the last quarter of an hour, then what comes, every few seconds. The channel names the view: of
 * `anomalies` the lines that were not sent before, as soon as there are any, of `pulse` a point each time. The data of
 * the channel is the query; none: all logs of the data source.
 *
 * @throws SeismologError
 */
export async function* runStream(
  { path, data, pluginContext }: StreamRequest,
  tools: Tools,
  signal: AbortSignal,
  beatMs = BEAT_MS
): AsyncGenerator<StreamPacket> {
  try {
    const instance = instanceOf(pluginContext);
    const query = parseQuery({ ...parseData(data), queryType: liveViewOf(path) });
    const frameOf = query.queryType === 'pulse' ? pulseBatch : newLines;
    let sent: ReadonlyMap<string, number> | undefined;
    let reach = 0;
    const beginMs = Date.now() - BEGINS_MS;
    for (;;) {
      const toMs = Math.floor(Date.now() / beatMs) * beatMs;
      const range = { fromMs: toMs - REACHES_MS[reach], toMs };
      const analysis = await tools.analyst.analyseAlone(instance, analysisQueryOf(instance, query, range), signal);
      const items = analysis.anomalies.items.filter(({ timeMs }) => timeMs >= beginMs);
      if (analysis.anomalies.status === 'learning' && reach + 1 < REACHES_MS.length) {
        reach++;
        continue;
      }
      const frame = frameOf({
        analysis,
        request: { ...viewRequestOf(instance, query, analysis), maxDataPoints: Infinity },
        fresh: items.filter(({ id }) => !sent?.has(id)),
        isFirst: sent === undefined,
        beginMs,
        beatMs,
      });
      if (frame) {
        yield { data: Buffer.from(toFrameJson(frame)) };
      }
      sent = withSent(sent, items, range.fromMs);
      await sleep(beatMs, undefined, { signal });
    }
  } catch (error) {
    if (signal.aborted || error instanceof CancelledError) {
      return;
    }
    const { message, status, source } = answerError(error, tools.log, tools.record);
    throw new SeismologError(message, status, source);
  }
}

/**
 * What was sent by now, with the time of each: a line may be unusual, then not, then again. Lines from before the range
 * cannot come any more.
 */
function withSent(
  before: ReadonlyMap<string, number> | undefined,
  items: readonly Anomaly[],
  fromMs: number
): ReadonlyMap<string, number> {
  const all = [...(before ?? []), ...items.map(({ id, timeMs }) => [id, timeMs] as const)];
  return new Map(all.filter(([, timeMs]) => timeMs >= fromMs));
}

/** An empty batch first where there is nothing, so that a panel knows that it is connected. */
function newLines({ analysis, request, fresh, isFirst }: Batch): Frame | undefined {
  const anomalies = { ...analysis.anomalies, items: fresh };
  return isFirst || fresh.length > 0 ? drawView('anomalies', { ...analysis, anomalies }, request)[0] : undefined;
}

function pulseBatch({ analysis, request, fresh, isFirst, beginMs, beatMs }: Batch): Frame {
  return isFirst ? pulseSince(analysis, request, beginMs) : pulseNow(analysis, request, fresh, beatMs);
}

function parseData(data: Uint8Array): object {
  if (data.length === 0) {
    return {};
  }
  try {
    const query: unknown = parseJson(Buffer.from(data).toString());
    return typeof query === 'object' && query !== null ? query : {};
  } catch (error) {
    throw new QueryError(`The live channel's query ${whyNotJson(error)}. Open the panel again.`, { cause: error });
  }
}
