import { guessNotices } from '../../../logs/serviceForms';
import { type ReadContext, type WindowRead, type WindowRequest } from '../../source';
import { MS_PER_UNIT } from '../../../logs/durations/units';
import { instantOf } from '../../instant';
import { type KnownWindows, readCounted, readOn } from '../../windows/knownWindows';
import { countOnGrid, servicesIn } from '../../windows/lines/countOnGrid';
import { type SampledLine } from '../../windows/lines/fieldLocations';
import { type CountPlan, planCounts } from '../../windows/lines/plan';
import { requestsTogether } from '../../windows/requestsTogether';
import { windowReadOf } from '../../windows/windowRead';
import { type Selection } from '../selection';
import { LogReader, settled } from '../storedLogs';
import { logWindowStore } from './windowStore';

/** Points in time at which logs are looked at to plan the counting, and logs at each. */
const SPOTS = 12;
const LOGS_A_SPOT = 100;

const REMEDY =
  'Name the fields in the data source\'s settings, let the collector or the query (`| extract`, `| unpack_syslog`) make fields of them, or choose the mode "entries".';

/**
 * Has VictoriaLogs count: levels, failures, response times per service and window by `stats`, planned from a few logs;
 * and reads a sample of the logs.
 *
 * @throws HttpError, QueryError, StoreError, CancelledError
 */
export async function readWindows(
  selection: Selection,
  request: WindowRequest,
  { signal, onProgress }: ReadContext
): Promise<WindowRead> {
  return requestsTogether(signal, async (requests) => {
    const lines = await lookAround(selection, request, requests);
    const plan = planCounts(lines, selection.mapping, MS_PER_UNIT.ns);
    const store = logWindowStore(plan, { selection, request, signal: requests, onCount: onProgress });
    const counted = await countOnGrid(store, request, servicesIn(lines, selection.mapping));
    return windowRead(selection, plan, await readCounted(store, counted, request, requests));
  });
}

function windowRead(selection: Selection, plan: CountPlan, known: KnownWindows): WindowRead {
  const { mapping } = selection;
  const words = {
    store: 'VictoriaLogs',
    responseTimes:
      'P95 of a window is one of its response times, of more than 10,000 an estimate; percentiles and the maximum over the whole range are rounded to two digits.',
    mapping,
    remedy: REMEDY,
  };
  return {
    ...windowReadOf(known, words, guessNotices(plan.learned, mapping)),
    readOn: (request, { signal, onProgress }) =>
      requestsTogether(signal, async (own) => {
        const store = logWindowStore(plan, { selection, request, signal: own, onCount: onProgress });
        const next = await readOn(store, known, request, own);
        return next && windowRead(selection, plan, next);
      }),
  };
}

/** Logs from all over the range. */
async function lookAround(
  { client, expr, mapping }: Selection,
  { fromMs, toMs }: WindowRequest,
  signal: AbortSignal
): Promise<SampledLine[]> {
  const border = (i: number) => fromMs + Math.floor(((toMs - fromMs) * i) / SPOTS);
  const reader = new LogReader(mapping);
  const spots = Array.from({ length: SPOTS }, (_, i) => ({
    from: instantOf(border(i)),
    to: instantOf(border(i + 1)),
  }));
  const logs = await Promise.all(
    spots
      .filter(({ from, to }) => from.ms < to.ms)
      .map(async (span) =>
        settled(reader.logsOf(await client.logs(expr, span, signal, LOGS_A_SPOT), span), LOGS_A_SPOT)
      )
  );
  return logs.flat();
}
