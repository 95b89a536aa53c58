import { createLineParser, emptyRecord } from '../../../logs/lineParser';
import { type FieldMapping } from '../../../query/settings';
import { type ReadContext, type WindowRead, type WindowRequest } from '../../source';
import { forEachKnownLine } from '../appendPiece';
import { instantOf } from '../instant';
import { type LokiClient } from '../lokiClient';
import { splitSpan } from '../split';
import { Asker } from './asker';
import { windowNotices } from '../../windows/notices';
import { type RangeResponses } from '../../windows/responseTimes';
import { sampleLines } from '../../windows/sample';
import { windowTableOf } from '../../windows/serviceColumns';
import { countLogs, measureResponses, placeWindows, unsureNotices } from './countWindows';
import { type SampledLine } from './places';
import { type CountPlan, planCounts } from './plan';
import { readResponseTimes } from './responseTimes';
import { lokiSampleStore } from './sampleStore';

/** Points in time at which lines are looked at to plan the counting, and lines at each. */
const SPOTS = 12;
const LINES_A_SPOT = 100;

const REMEDY =
  'Name the fields in the data source\'s settings, let the collector or the query (`| pattern`, `| regexp`) put them into labels, or choose the mode "entries".';

/**
 * Has Loki count: levels, failures, response times per service and window by metric queries, planned from a few lines; and reads a
 * sample of the lines.
 *
 * @param maxEntries the tenant's most lines a query
 * @throws HttpError, QueryError, CancelledError
 */
export async function readWindows(
  loki: LokiClient,
  request: WindowRequest,
  maxEntries: number,
  mapping: FieldMapping,
  { signal, onProgress }: ReadContext
): Promise<WindowRead> {
  const ended = new AbortController();
  const context: ReadContext = { signal: AbortSignal.any([signal, ended.signal]), onProgress };
  try {
    return await read(loki, request, maxEntries, mapping, context);
  } finally {
    ended.abort();
  }
}

async function read(
  loki: LokiClient,
  request: WindowRequest,
  maxEntries: number,
  mapping: FieldMapping,
  context: ReadContext
): Promise<WindowRead> {
  const { expr, fromMs, toMs } = request;
  const { signal, onProgress } = context;
  const { lines, streamLabels } = await lookAround(loki, request, maxEntries, signal);
  const plan = planCounts(lines, mapping);
  const serviceLabel = streamLabelOf(plan, streamLabels);
  const asker = new Asker(loki, { expr, serviceLabel, fromMs, toMs, signal });

  const { columns, complaining, windows } = await countOnGrid(
    asker,
    plan,
    request,
    servicesOf(lines, mapping),
    (logs) => onProgress?.(logs)
  );
  const { services } = columns;
  const [, sampled, responses] = await Promise.all([
    measureResponses(asker, plan, windows, columns),
    sampleLines(
      lokiSampleStore({ loki, request, plan, columns, complaining, serviceLabel, streamLabels, mapping, maxEntries }),
      request,
      columns,
      signal
    ),
    plan.measures.length > 0 ? readResponseTimes(asker, plan, services, fromMs, toMs) : undefined,
  ]);
  return {
    windows: windowTableOf(columns),
    ...(responses && responses.counts.values.length > 0 && { responseTimes: responses.counts }),
    sample: sampled.sample,
    notices: [
      ...windowNotices({
        store: 'Loki',
        columns,
        sampled,
        responseTimes: responseTimesText(responses),
        requests: asker.requests,
        mapping,
        remedy: REMEDY,
      }),
      ...unsureNotices(windows),
    ],
  };
}

function responseTimesText(responses: RangeResponses | undefined): string {
  const told = responses?.isExact ? 'P50, P99 and the maximum' : 'Percentiles and the maximum';
  return responses ? `${told} of the response times over the whole range are told to two digits.` : '';
}

/** The grid depends on how many services there are, which counting tells: as a rule what the lines told before is right. */
async function countOnGrid(
  asker: Asker,
  plan: CountPlan,
  { fromMs, toMs, gridOf }: WindowRequest,
  guess: number,
  onCount: (logs: number) => void
) {
  for (let services = guess; ;) {
    const grid = gridOf(services);
    const windows = await placeWindows(asker, grid, fromMs, toMs);
    const counted = await countLogs(asker, plan, windows, onCount);
    services = counted.columns.services.length;
    if (gridOf(services).windowMs === grid.windowMs) {
      return { ...counted, windows };
    }
  }
}

/** Lines from all over the range. */
async function lookAround(
  loki: LokiClient,
  { expr, fromMs, toMs }: WindowRequest,
  maxEntries: number,
  signal: AbortSignal
): Promise<{ lines: SampledLine[]; streamLabels: ReadonlySet<string> }> {
  const whole = { from: instantOf(fromMs), to: instantOf(toMs), limit: Math.min(maxEntries, LINES_A_SPOT) };
  const pages = await Promise.all(splitSpan(whole, SPOTS).map((span) => loki.lines(expr, span, signal)));
  const lines: SampledLine[] = [];
  const streamLabels = new Set<string>();
  for (const { streams } of pages) {
    forEachKnownLine(streams, (line, known) => lines.push({ known, line }));
    streams.forEach(({ stream }) => Object.keys(stream).forEach((name) => streamLabels.add(name)));
  }
  return { lines, streamLabels };
}

function servicesOf(lines: readonly SampledLine[], mapping: FieldMapping): number {
  const parser = createLineParser(mapping);
  const record = emptyRecord();
  const services = lines.map(({ known, line }) => {
    parser.parse(line, known, record);
    return record.service;
  });
  return new Set(services).size;
}

/** The label that alone tells the service, where it is one of the streams: by it queries can be narrowed. */
function streamLabelOf({ services }: CountPlan, streamLabels: ReadonlySet<string>): string | undefined {
  return services.length === 1 && streamLabels.has(services[0].name) ? services[0].name : undefined;
}
