import { type WindowGrid } from '../../../logs/windowTable';
import { type FieldMapping } from '../../../query/settings';
import { type WindowRequest } from '../../source';
import { copyWindows } from '../../windows/copyWindows';
import { continueSample, sampleLines } from '../../windows/sample';
import { AllColumns } from '../../windows/serviceColumns';
import { type LokiClient } from '../lokiClient';
import { Asker } from './asker';
import { countLogs, measureResponses, placeWindows } from './countWindows';
import { type KnownWindows, settledUntil } from './knownWindows';
import { readOnResponseTimes } from './responseTimes';
import { lokiSampleStore } from './sampleStore';

/**
 * Reads a range that slid forward: counts the windows that are new, those at the end whose lines may have come late, and the one that
 * the range now cuts; the others are known.
 *
 * @returns undefined where that doesn't pay or doesn't do: windows of another width, too many complaints
 * @throws HttpError, QueryError, CancelledError
 */
export async function readOn(
  loki: LokiClient,
  before: KnownWindows,
  request: WindowRequest,
  maxEntries: number,
  mapping: FieldMapping,
  signal: AbortSignal
): Promise<KnownWindows | undefined> {
  const { expr, fromMs, toMs, lateMs = 0 } = request;
  const { plan, serviceLabel, streamLabels } = before;
  const { windowMs } = before.columns.grid;
  const grid = request.gridOf(before.columns.services.length);
  const freshMs = before.responses.cutMs;
  const headMs = Math.ceil(fromMs / windowMs) * windowMs;
  if (grid.windowMs !== windowMs || headMs >= freshMs) {
    return undefined;
  }
  const asker = new Asker(loki, { expr, serviceLabel, fromMs, toMs, signal });
  const cutMs = settledUntil(grid, request, lateMs);
  const part = async (from: number, to: number) => {
    const windows = await placeWindows(asker, gridBetween(windowMs, from, to), from, to);
    return { unsure: windows.unsure, windows, ...(await countLogs(asker, plan, windows, () => undefined)) };
  };
  const head = async () => {
    const { columns, windows } = await part(fromMs, headMs);
    await measureResponses(asker, plan, windows, columns);
    return columns;
  };
  const fresh = async () => {
    const { columns, complaining, windows, unsure } = await part(freshMs, toMs);
    const range = { ...request, fromMs: freshMs };
    const store = lokiSampleStore({
      ...{ loki, plan, columns, complaining, serviceLabel, streamLabels, mapping, maxEntries },
      request: range,
    });
    const known = { rangeMs: toMs - fromMs, services: new Set(before.columns.services) };
    const [sampled] = await Promise.all([
      sampleLines(store, range, columns, signal, known),
      measureResponses(asker, plan, windows, columns),
    ]);
    return { columns, sampled, unsure };
  };
  const [first, last, responses] = await Promise.all([
    fromMs < headMs && fromMs > before.fromMs ? head() : undefined,
    fresh(),
    readOnResponseTimes(asker, plan, { ...before.responses, ...before }, request, cutMs),
  ]);

  const columns = new AllColumns(grid);
  copyWindows(before.columns, columns, fromMs === before.fromMs ? grid.startMs : headMs, freshMs);
  if (first) {
    copyWindows(first, columns, grid.startMs, headMs);
  }
  copyWindows(last.columns, columns, freshMs, toMs);
  columns.dropSilent();
  const sampled = continueSample(before.sampled, { ...last.sampled, fromMs: freshMs }, request, columns);
  if (!sampled || request.gridOf(columns.services.length).windowMs !== windowMs) {
    return undefined;
  }
  const unsure = before.unsure + last.unsure;
  return { ...before, fromMs, toMs, columns, responses, sampled, unsure, requests: asker.requests };
}

function gridBetween(windowMs: number, fromMs: number, toMs: number): WindowGrid {
  const startMs = Math.floor(fromMs / windowMs) * windowMs;
  return { startMs, windowMs, windows: Math.ceil((toMs - startMs) / windowMs) };
}
