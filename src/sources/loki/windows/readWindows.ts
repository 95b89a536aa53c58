import { guessNotices } from '../../../logs/serviceForms';
import { type FieldMapping } from '../../../query/settings';
import { type ReadContext, type WindowRead, type WindowRequest } from '../../source';
import { SECOND } from '../../../time/units';
import { countOnGrid, servicesIn } from '../../windows/lines/countOnGrid';
import { type KnownWindows, readCounted, readOn } from '../../windows/knownWindows';
import { requestsTogether } from '../../windows/requestsTogether';
import { windowReadOf } from '../../windows/windowRead';
import { forEachKnownLine } from '../appendPiece';
import { instantOf } from '../../instant';
import { type LokiClient } from '../lokiClient';
import { warningNotice } from '../notices';
import { splitSpan } from '../split';
import { unsureNotices } from './countWindows';
import { type SampledLine } from '../../windows/lines/fieldLocations';
import { type CountPlan, planCounts } from '../../windows/lines/plan';
import { type LokiCounting, type LokiWindowOptions, lokiWindowStore } from './windowStore';

/** Points in time at which lines are looked at to plan the counting, and lines at each. */
const SPOTS = 12;
const LINES_A_SPOT = 100;

const REMEDY =
  'Name the fields in the data source\'s settings, let the collector or the query (`| pattern`, `| regexp`) put them into labels, or choose the mode "entries".';

/**
 * Has Loki count: levels, failures, response times per service and window by metric queries, planned from a few lines;
 * and reads a sample of the lines.
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
  return requestsTogether(signal, async (requests) => {
    const { lines, streamLabels } = await lookAround(loki, request, maxEntries, requests);
    const plan = planCounts(lines, mapping, SECOND);
    const counting = { expr: request.expr, plan, serviceLabel: streamLabelOf(plan, streamLabels), streamLabels };
    const options = { loki, request, maxEntries, mapping, signal: requests, onCount: onProgress };
    const store = lokiWindowStore(counting, options);
    const counted = await countOnGrid(store, request, servicesIn(lines, mapping));
    return windowRead(counting, await readCounted(store, counted, request, requests), store.warnings, options);
  });
}

function windowRead(
  counting: LokiCounting,
  known: KnownWindows,
  warnings: ReadonlySet<string>,
  options: Omit<LokiWindowOptions, 'request' | 'signal' | 'onCount'>
): WindowRead {
  const estimated = known.responses.p95 ? 'P50, P99 and the maximum' : 'Percentiles and the maximum';
  const words = {
    store: 'Loki',
    responseTimes: `${estimated} of the response times over the whole range are rounded to two digits.`,
    mapping: options.mapping,
    remedy: REMEDY,
  };
  return {
    ...windowReadOf(known, words, [
      ...unsureNotices(known.unsure),
      ...[...warnings].map(warningNotice),
      ...guessNotices(counting.plan.learned, options.mapping),
    ]),
    // What may be partial is nothing to go on from.
    readOn:
      warnings.size > 0
        ? undefined
        : (request, { signal, onProgress }) =>
            requestsTogether(signal, async (own) => {
              const store = lokiWindowStore(counting, { ...options, request, signal: own, onCount: onProgress });
              const next = await readOn(store, known, request, own);
              return next && windowRead(counting, next, store.warnings, options);
            }),
  };
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
    forEachKnownLine(streams, (line, known, _, stream) => lines.push({ known, line, stream }));
    streams.forEach(({ stream }) => Object.keys(stream).forEach((name) => streamLabels.add(name)));
  }
  return { lines, streamLabels };
}

/** The label that alone gives the service, where it is one of the streams: by it queries can be narrowed. */
function streamLabelOf({ services }: CountPlan, streamLabels: ReadonlySet<string>): string | undefined {
  return services.length === 1 && streamLabels.has(services[0].name) ? services[0].name : undefined;
}
