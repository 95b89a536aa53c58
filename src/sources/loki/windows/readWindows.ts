import { createLineParser, emptyRecord } from '../../../logs/lineParser';
import { type FieldMapping } from '../../../query/settings';
import { type ReadContext, type WindowRead, type WindowRequest } from '../../source';
import { forEachKnownLine } from '../appendPiece';
import { instantOf } from '../instant';
import { type LokiClient } from '../lokiClient';
import { splitSpan } from '../split';
import { Asker } from './asker';
import { sampleLines } from '../../windows/sample';
import { countLogs, measureResponses, placeWindows } from './countWindows';
import { type KnownWindows, settledUntil, windowReadOf } from './knownWindows';
import { type SampledLine } from './places';
import { type CountPlan, planCounts } from './plan';
import { readOn } from './readOn';
import { readResponseTimes } from './responseTimes';
import { lokiSampleStore } from './sampleStore';

/** Points in time at which lines are looked at to plan the counting, and lines at each. */
const SPOTS = 12;
const LINES_A_SPOT = 100;

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
  const known = await cancellingRest(signal, (requests) =>
    read(loki, request, maxEntries, mapping, { signal: requests, onProgress })
  );
  return readFrom(known);

  function readFrom(known: KnownWindows): WindowRead {
    return {
      ...windowReadOf(known, mapping),
      readOn: async (next, context) => {
        const ahead = await cancellingRest(context.signal, (requests) =>
          readOn(loki, known, next, maxEntries, mapping, requests)
        );
        return ahead && readFrom(ahead);
      },
    };
  }
}

/** One request that fails ends the others. */
async function cancellingRest<T>(signal: AbortSignal, work: (requests: AbortSignal) => Promise<T>): Promise<T> {
  const ended = new AbortController();
  try {
    return await work(AbortSignal.any([signal, ended.signal]));
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
): Promise<KnownWindows> {
  const { expr, fromMs, toMs, lateMs = 0 } = request;
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
    readResponseTimes(asker, plan, services, request, settledUntil(windows.grid, request, lateMs)),
  ]);
  const { requests } = asker;
  return {
    fromMs,
    toMs,
    plan,
    serviceLabel,
    streamLabels,
    columns,
    unsure: windows.unsure,
    responses,
    sampled,
    requests,
  };
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
