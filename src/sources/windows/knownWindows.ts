import { type WindowGrid } from '../../logs/windowTable';
import { type WindowRequest } from '../source';
import { copyWindows } from './copyWindows';
import { type KnownResponses, readOnResponseTimes, readResponseTimes, type ResponseTimeStore } from './responseTimes';
import { continueSample, sampleLines, type Sampled, type SampleStore } from './sample';
import { AllColumns } from './serviceColumns';
import { type Span } from './span';

const MORE_MISREAD = 2;
const MIN_MISREAD = 0.01;

/** The windows of a span, counted. */
export interface CountedPart {
  readonly columns: AllColumns;
  /** Lines whose counts may be wrong; 0: all are right. */
  readonly unsure: number;
  /** Adds the response times to the columns. */
  measure(): Promise<void>;
  /** What gives lines of the span for a sample. */
  readonly samples: SampleStore;
}

/** A store that counts what a plan asks for. All throw what the store throws. */
export interface WindowStore extends ResponseTimeStore {
  /** Requests so far. */
  readonly requests: number;
  /** Counts the windows of a grid, without what lies outside the span. */
  count(grid: WindowGrid, span: Span): Promise<CountedPart>;
}

/** All that was read of a range: the result, and what a later range goes on from. */
export interface KnownWindows extends Span {
  readonly columns: AllColumns;
  readonly responses: KnownResponses;
  readonly sampled: Sampled;
  /** Lines whose counts may be wrong; 0: all are right. */
  readonly unsure: number;
  /** That it took, from what was known before. */
  readonly requests: number;
}

/** Reads response times and a sample of a range whose windows are counted. */
export async function readCounted(
  store: WindowStore,
  { columns, unsure, measure, samples }: CountedPart,
  request: WindowRequest,
  signal: AbortSignal
): Promise<KnownWindows> {
  const { fromMs, toMs } = request;
  const [, sampled, responses] = await Promise.all([
    measure(),
    sampleLines(samples, request, columns, signal),
    readResponseTimes(store, columns.services, request, settledUntil(columns.grid, request)),
  ]);
  return { fromMs, toMs, columns, responses, sampled, unsure, requests: store.requests };
}

/**
 * Reads a range that slid forward: counts the windows that are new, those at the end whose lines may have come late,
 * and the one that the range now cuts; the others are known.
 *
 * @returns undefined where that doesn't pay or doesn't do: windows of another width, too many complaints, lines of
 *   another make
 */
export async function readOn(
  store: WindowStore,
  before: KnownWindows,
  request: WindowRequest,
  signal: AbortSignal
): Promise<KnownWindows | undefined> {
  const { fromMs, toMs } = request;
  const { windowMs } = before.columns.grid;
  const grid = request.gridOf(before.columns.services.length);
  const freshMs = before.responses.cutMs;
  const headMs = Math.ceil(fromMs / windowMs) * windowMs;
  if (grid.windowMs !== windowMs || headMs >= freshMs) {
    return undefined;
  }
  const part = (span: Span) => store.count(gridOver(windowMs, span), span);
  const head = async () => {
    const { columns, measure } = await part({ fromMs, toMs: headMs });
    await measure();
    return columns;
  };
  const fresh = async () => {
    const span = { fromMs: freshMs, toMs };
    const { columns, samples, unsure, measure } = await part(span);
    const known = { rangeMs: toMs - fromMs, services: new Set(before.columns.services) };
    const [sampled] = await Promise.all([
      sampleLines(samples, { ...request, ...span }, columns, signal, known),
      measure(),
    ]);
    return { columns, sampled, unsure };
  };
  const [first, last, responses] = await Promise.all([
    fromMs < headMs && fromMs > before.fromMs ? head() : undefined,
    fresh(),
    readOnResponseTimes(store, { ...before.responses, ...before }, request, settledUntil(grid, request)),
  ]);

  const columns = new AllColumns(grid);
  copyWindows(before.columns, columns, fromMs === before.fromMs ? grid.startMs : headMs, freshMs);
  if (first) {
    copyWindows(first, columns, grid.startMs, headMs);
  }
  copyWindows(last.columns, columns, freshMs, toMs);
  columns.dropSilent();
  const sampled = continueSample(before.sampled, { ...last.sampled, fromMs: freshMs }, request, columns);
  const isOther = request.gridOf(columns.services.length).windowMs !== windowMs;
  if (!sampled || isOther || areOtherLines(before.sampled, last.sampled)) {
    return undefined;
  }
  return { fromMs, toMs, columns, responses, sampled, unsure: before.unsure + last.unsure, requests: store.requests };
}

/**
 * Whether clearly more lines than before are counted for something else than they are: counting has to be planned anew.
 */
function areOtherLines(before: Sampled, fresh: Sampled): boolean {
  const misread = ({ checked, misread: lines }: Sampled) => (checked > 0 ? lines / checked : 0);
  return misread(fresh) > MORE_MISREAD * misread(before) + MIN_MISREAD;
}

/** The start of the window from which on lines may still come. */
function settledUntil({ startMs, windowMs }: WindowGrid, { fromMs, toMs, lateMs = 0 }: WindowRequest): number {
  const border = startMs + Math.floor((toMs - lateMs - startMs) / windowMs) * windowMs;
  return lateMs > 0 ? Math.max(fromMs, border) : toMs;
}

function gridOver(windowMs: number, { fromMs, toMs }: Span): WindowGrid {
  const startMs = Math.floor(fromMs / windowMs) * windowMs;
  return { startMs, windowMs, windowCount: Math.ceil((toMs - startMs) / windowMs) };
}
