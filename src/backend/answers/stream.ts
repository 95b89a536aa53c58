import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledError, QueryError, SeismologError } from '../../errors';
import { parseQuery } from '../../query/validation';
import { drawView } from '../../views/registry';
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

/**
 * The anomalous logs of the last quarter of an hour, then those that arrive, a batch every few seconds: frames of the
 * view `anomalies` with the lines that were not sent before. The channel's data is the query; none: all logs of the
 * data source.
 *
 * @throws SeismologError
 */
export async function* runStream(
  { data, pluginContext }: StreamRequest,
  tools: Tools,
  signal: AbortSignal,
  beatMs = BEAT_MS
): AsyncGenerator<StreamPacket> {
  try {
    const instance = instanceOf(pluginContext);
    const query = parseQuery({ ...parseData(data), queryType: 'anomalies' });
    let sent: ReadonlySet<string> | undefined;
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
      const fresh = items.filter(({ id }) => !sent?.has(id));
      if (!sent || fresh.length > 0) {
        const anomalies = { ...analysis.anomalies, items: fresh };
        const wanted = { ...viewRequestOf(instance, query, analysis), maxDataPoints: items.length };
        const [frame] = drawView('anomalies', { ...analysis, anomalies }, wanted);
        yield { data: Buffer.from(toFrameJson(frame)) };
      }
      sent = new Set(items.map(({ id }) => id));
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

function parseData(data: Uint8Array): object {
  if (data.length === 0) {
    return {};
  }
  try {
    const query: unknown = JSON.parse(Buffer.from(data).toString());
    return typeof query === 'object' && query !== null ? query : {};
  } catch {
    throw new QueryError("The live channel's query is not JSON. Open the panel again.");
  }
}
