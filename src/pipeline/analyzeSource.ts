import { type Analysis } from '../analysis/model/analysis';
import { analyze } from '../analysis/analyze';
import { analyzeWindows } from '../analysis/analyzeWindows';
import { windowGrid } from '../analysis/windows/grid';
import { CancelledError, SettingsError, UncountableError } from '../errors';
import { type AnalysisRequest } from '../query/resolved';
import { createSource } from '../sources/registry';
import { type LogSource, type ReadContext, type ReadRequest } from '../sources/source';
import { type Notice } from '../logs/notice';
import { guessNotices } from '../logs/serviceForms';

export interface AnalyzeOptions extends ReadContext {
  /** Called now and then by what computes; throws once the request is cancelled. */
  checkpoint: () => void;
  /** Where the logs come from; default: the source of the settings, which remembers nothing. */
  source?: LogSource;
  /** Called with what begins, and how many logs it is about. */
  onStep?: (step: 'analysing', logs: number) => void;
}

/**
 * The analysis of the logs of a request: of its lines, or where these are more than the line limit, of windows that the
 * store counts. The mode of the settings decides, 'auto' by an exact count.
 *
 * @throws StoreError, QueryError, SettingsError, CancelledError
 */
export async function analyzeSource(request: AnalysisRequest, options: AnalyzeOptions): Promise<Analysis> {
  const { source = createSource(request.settings) } = options;
  const { mode, source: type } = request.settings;
  if (mode === 'windows' && !source.readWindows) {
    throw new SettingsError(
      `The mode "windows" needs a store that counts, and the source "${type}" does not: choose "auto" or "entries".`
    );
  }
  const isCounted = mode === 'windows' || (mode === 'auto' && (await isTooMuch(source, request, options)));
  if (!isCounted) {
    return ofLines(source, request, options);
  }
  try {
    return await ofWindows(source, request, options);
  } catch (error) {
    if (mode === 'auto' && error instanceof UncountableError) {
      return ofLines(source, request, options, [
        { severity: 'warning', text: `Only lines were read. ${error.message}` },
      ]);
    }
    throw error;
  }
}

async function ofLines(
  source: LogSource,
  request: AnalysisRequest,
  options: AnalyzeOptions,
  reasons: readonly Notice[] = []
): Promise<Analysis> {
  const { checkpoint, onStep } = options;
  const began = performance.now();
  const readAtMs = Date.now();
  const { table, notices: own, knownFromMs, learned = new Map() } = await source.read(readRequestOf(request), options);
  const notices = [...own, ...reasons, ...guessNotices(learned, request.settings.fields)];
  const read = secondsSince(began);
  onStep?.('analysing', table.length);
  // What was not read is no time in which nothing was logged: it is no part of what is analysed.
  const range = { ...rangeOf(request), ...(knownFromMs !== undefined && { fromMs: knownFromMs }) };
  const analysis = analyze({ table, range, notices }, request.options, { checkpoint, readAtMs });
  return { ...analysis, seconds: { read, ...analysis.seconds } };
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

function rangeOf({ fromMs, toMs }: AnalysisRequest): Analysis['range'] {
  return { fromMs, toMs };
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}
