import { type Analysis } from '../analysis/analysis';
import { analyze } from '../analysis/analyze';
import { analyzeWindows } from '../analysis/analyzeWindows';
import { windowGrid } from '../analysis/countWindows';
import { CancelledError, SettingsError } from '../errors';
import { type AnalysisRequest } from '../query/resolved';
import { createSource } from '../sources/registry';
import { type LogSource, type ReadContext, type ReadRequest, type ReadResult } from '../sources/source';

export interface AnalyseOptions extends ReadContext {
  /** Called now and then by what computes; throws once the request is cancelled. */
  checkpoint: () => void;
  /** Reads lines; default: the source does. */
  read?: (source: LogSource, request: ReadRequest, context: ReadContext) => Promise<ReadResult>;
  /** Told what begins, and how many logs it is about. */
  onStep?: (step: 'analysing', logs: number) => void;
}

/**
 * The analysis of the logs of a request: of its lines, or where these are more than the line limit, of windows that the store
 * counts. The mode of the settings decides, 'auto' by an exact count.
 *
 * @throws StoreError, QueryError, SettingsError, CancelledError
 */
export async function analyseSource(request: AnalysisRequest, options: AnalyseOptions): Promise<Analysis> {
  const source = createSource(request.settings);
  const { mode, source: type } = request.settings;
  if (mode === 'windows' && !source.readWindows) {
    throw new SettingsError(
      `The mode "windows" needs a store that counts, and the source "${type}" does not: choose "auto" or "entries".`
    );
  }
  if (mode === 'windows') {
    return ofWindows(source, request, options);
  }
  try {
    return await ofLines(mode === 'auto' ? refusingTooMany(source) : source, request, options);
  } catch (error) {
    if (error instanceof TooManyLines) {
      return ofWindows(source, request, options);
    }
    throw error;
  }
}

async function ofLines(source: LogSource, request: AnalysisRequest, options: AnalyseOptions): Promise<Analysis> {
  const { checkpoint, onStep } = options;
  const began = performance.now();
  const { table, notices } = await (options.read ?? readFrom)(source, readRequestOf(request), options);
  const read = secondsSince(began);
  onStep?.('analysing', table.length);
  const analysis = analyze({ table, range: rangeOf(request), notices }, request.options, { checkpoint });
  return { ...analysis, seconds: { read, ...analysis.seconds } };
}

async function ofWindows(source: LogSource, request: AnalysisRequest, options: AnalyseOptions): Promise<Analysis> {
  const { checkpoint, onStep } = options;
  const range = rangeOf(request);
  const began = performance.now();
  const gridOf = (services: number) => windowGrid(range, services);
  const windows = await source.readWindows?.({ ...readRequestOf(request), gridOf }, options);
  if (!windows) {
    throw new SettingsError('This source does not count. Choose the mode "entries".');
  }
  const count = secondsSince(began);
  onStep?.(
    'analysing',
    windows.windows.byLevel.reduce((sum, level) => sum + level.reduce((all, logs) => all + logs, 0), 0)
  );
  const analysis = analyzeWindows(windows, range, request.options, { checkpoint });
  return { ...analysis, seconds: { count, ...analysis.seconds } };
}

class TooManyLines extends Error {}

/** Counts what is asked for before it reads it: of a range that slid forward that is no more than what is new. */
function refusingTooMany(source: LogSource): LogSource {
  const { count, readWindows } = source;
  if (!count || !readWindows) {
    return source;
  }
  return {
    ...source,
    async read(request, context) {
      if ((await countOrZero(source, request, context)) > request.lineLimit) {
        throw new TooManyLines();
      }
      return source.read(request, context);
    },
  };
}

/** A store that doesn't answer this question may answer the next one, or say better what is wrong. */
async function countOrZero(source: LogSource, request: ReadRequest, context: ReadContext): Promise<number> {
  try {
    return (await source.count?.(request, context)) ?? 0;
  } catch (error) {
    if (error instanceof CancelledError) {
      throw error;
    }
    return 0;
  }
}

function readFrom(source: LogSource, request: ReadRequest, context: ReadContext): Promise<ReadResult> {
  return source.read(request, context);
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
