import { type Analysis } from '../analysis/model/analysis';
import { analyzeWindows } from '../analysis/analyzeWindows';
import { judgeLogs } from '../analysis/judgeLogs';
import { type JudgedLogs } from '../analysis/lookAt/judged';
import { lookAt } from '../analysis/lookAt/lookAt';
import { type TimeRange, windowGrid } from '../analysis/windows/grid';
import { CancelledError, SettingsError, UncountableError } from '../errors';
import { type AnalysisRequest } from '../query/resolved';
import { createSource } from '../sources/registry';
import { type LogSource, type ReadContext, type ReadRequest } from '../sources/source';
import { type Notice } from '../logs/notice';
import { guessNotices } from '../logs/serviceForms';
import { DAY, MINUTE } from '../time/units';

export interface AnalyzeOptions extends ReadContext {
  /** Called now and then by what computes; throws once the request is cancelled. */
  checkpoint: () => void;
  /** Where the logs come from; default: the source of the settings, which remembers nothing. */
  source?: LogSource;
  /** Called with what begins, and how many logs it is about. */
  onStep?: (step: 'analysing', logs: number) => void;
}

/**
 * The analysis of the logs of a request, of which what is usual is learned from the learning period of the settings.
 *
 * @throws StoreError, QueryError, SettingsError, CancelledError
 */
export async function analyzeSource(request: AnalysisRequest, options: AnalyzeOptions): Promise<Analysis> {
  const span = spanOf(request);
  const judged = await judgeSource({ ...request, ...span }, options);
  if (judged) {
    return lookAt(judged, rangeOf(request));
  }
  return analyzeAlone({ ...request, isTooMuch: span.fromMs === request.fromMs }, options);
}

/** A request of a range that is analysed by itself. */
export interface AloneRequest extends AnalysisRequest {
  /** It is known that the store is to count its lines. */
  readonly isTooMuch?: boolean;
}

/** What is looked at and, where that is shorter, the learning period that ends with it. */
export function spanOf({ settings, fromMs, toMs }: Pick<AnalysisRequest, 'settings' | 'fromMs' | 'toMs'>): TimeRange {
  return { fromMs: Math.min(fromMs, toMs - settings.learningDays * DAY), toMs };
}

/**
 * What is found in the lines of a span, for any range that ends with it.
 *
 * @returns undefined where the store is to count them, for there are more than the line limit or the mode says so
 * @throws StoreError, QueryError, SettingsError, CancelledError
 */
export async function judgeSource(request: AnalysisRequest, options: AnalyzeOptions): Promise<JudgedLogs | undefined> {
  const source = sourceOf(request, options);
  return (await isToCount(source, request, options)) ? undefined : judgeLines(source, request, options);
}

/**
 * The analysis of a range by itself: of its lines, or where these are more than the line limit, of windows that the
 * store counts. The mode of the settings decides, 'auto' by an exact count.
 *
 * @throws StoreError, QueryError, SettingsError, CancelledError
 */
export async function analyzeAlone(request: AloneRequest, options: AnalyzeOptions): Promise<Analysis> {
  const source = sourceOf(request, options);
  if (!request.isTooMuch && !(await isToCount(source, request, options))) {
    return lookAt(await judgeLines(source, request, options), rangeOf(request));
  }
  try {
    return await ofWindows(source, request, options);
  } catch (error) {
    if (request.settings.mode === 'auto' && error instanceof UncountableError) {
      const reason: Notice = { severity: 'warning', text: `Only lines were read. ${error.message}` };
      return lookAt(await judgeLines(source, request, options, [reason]), rangeOf(request));
    }
    throw error;
  }
}

function sourceOf({ settings }: AnalysisRequest, { source = createSource(settings) }: AnalyzeOptions): LogSource {
  if (settings.mode === 'windows' && !source.readWindows) {
    throw new SettingsError(
      `The mode "windows" needs a store that counts, and the source "${settings.source}" does not: choose "auto" or "entries".`
    );
  }
  return source;
}

async function isToCount(source: LogSource, request: AnalysisRequest, context: ReadContext): Promise<boolean> {
  const { mode } = request.settings;
  return mode === 'windows' || (mode === 'auto' && (await isTooMuch(source, request, context)));
}

async function judgeLines(
  source: LogSource,
  request: AnalysisRequest,
  options: AnalyzeOptions,
  reasons: readonly Notice[] = []
): Promise<JudgedLogs> {
  const { checkpoint, onStep } = options;
  const began = performance.now();
  const readAtMs = Date.now();
  const { table, notices: own, knownFromMs, learned = new Map() } = await source.read(readRequestOf(request), options);
  const notices = [...own, ...reasons, ...guessNotices(learned, request.settings.fields)];
  const read = secondsSince(began);
  onStep?.('analysing', table.length);
  // Before the first log nothing is known either: the logs of two hours are judged as such, not as those of a week.
  const firstMs = table.length > 0 ? Math.floor(table.timeMs[0] / MINUTE) * MINUTE : request.fromMs;
  const span = { fromMs: Math.max(request.fromMs, knownFromMs ?? firstMs), toMs: request.toMs };
  const judged = judgeLogs({ table, span, notices }, request.options, { checkpoint, readAtMs });
  return { ...judged, ...(knownFromMs !== undefined && { knownFromMs }), seconds: { read, ...judged.seconds } };
}

async function ofWindows(source: LogSource, request: AnalysisRequest, options: AnalyzeOptions): Promise<Analysis> {
  const { checkpoint, onStep } = options;
  const range = rangeOf(request);
  const began = performance.now();
  const readAtMs = Date.now();
  const gridOf = (services: number) => windowGrid(range, services);
  const counted = await source.readWindows?.({ ...readRequestOf(request), gridOf }, options);
  if (!counted) {
    throw new SettingsError('This source does not count. Choose the mode "entries".');
  }
  const count = secondsSince(began);
  onStep?.(
    'analysing',
    counted.windows.byLevel.reduce((sum, level) => sum + level.reduce((all, logs) => all + logs, 0), 0)
  );
  const analysis = analyzeWindows(counted, range, request.options, { checkpoint, readAtMs });
  return { ...analysis, seconds: { count, ...analysis.seconds } };
}

/**
 * Whether a store that counts has more lines than the limit. One that doesn't answer this question may answer the next
 * one.
 */
async function isTooMuch(source: LogSource, request: AnalysisRequest, context: ReadContext): Promise<boolean> {
  if (!source.count || !source.readWindows) {
    return false;
  }
  const wanted = readRequestOf(request);
  try {
    return (await source.count(wanted, context)) > wanted.lineLimit;
  } catch (error) {
    if (error instanceof CancelledError) {
      throw error;
    }
    return false;
  }
}

function readRequestOf({ settings, expr, fromMs, toMs }: AnalysisRequest): ReadRequest {
  return { fromMs, toMs, expr, lineLimit: settings.lineLimit };
}

function rangeOf({ fromMs, toMs }: AnalysisRequest): TimeRange {
  return { fromMs, toMs };
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}
