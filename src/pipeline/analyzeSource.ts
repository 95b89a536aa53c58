import { type Analysis } from '../analysis/model/analysis';
import { judgeLogs } from '../analysis/judgeLogs';
import { judgeWindows } from '../analysis/judgeWindows';
import { describeRange } from '../analysis/lookAt/describeRange';
import { type JudgedLogs, type JudgedWindows } from '../analysis/lookAt/judged';
import { lookAt, lookAtCounted } from '../analysis/lookAt/lookAt';
import { type TimeRange, windowGrid } from '../analysis/windows/grid';
import { BudgetError, CancelledError, SettingsError, UncountableError } from '../errors';
import { type AnalysisRequest, type ResolvedSettings } from '../query/resolved';
import { budgetError, Meter } from '../sources/http/meter';
import { createSource } from '../sources/registry';
import { type LogSource, type ReadContext, type ReadRequest } from '../sources/source';
import { type Notice } from '../logs/notice';
import { guessNotices } from '../logs/serviceForms';
import { DAY, MINUTE } from '../time/units';
import { type Told, toldOf, whatIsKnown } from './whatIsKnown';

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
  return lookInto(judged, span, rangeOf(request), () => judgeSource(request, options));
}

/**
 * A range of a span that was judged: cut out of its lines; where these were counted, the range is judged by itself,
 * too, unless it is the span.
 *
 * @param span as it was asked for
 */
export async function lookInto(
  judged: JudgedLogs | JudgedWindows,
  span: TimeRange,
  range: TimeRange,
  judgeRange: () => Promise<JudgedLogs | JudgedWindows>
): Promise<Analysis> {
  return 'table' in judged || span.fromMs === range.fromMs
    ? wholeOrPart(judged, range)
    : lookAtCounted(await judgeRange(), range, judged);
}

/** What is looked at and, where that is shorter, the learning period that ends with it. */
export function spanOf({
  settings,
  fromMs,
  toMs,
}: TimeRange & { readonly settings: Pick<ResolvedSettings, 'learningDays'> }): TimeRange {
  return { fromMs: Math.min(fromMs, toMs - settings.learningDays * DAY), toMs };
}

/** The analysis of a range by itself. @throws StoreError, QueryError, SettingsError, CancelledError */
export async function analyzeAlone(request: AnalysisRequest, options: AnalyzeOptions): Promise<Analysis> {
  return wholeOrPart(await judgeSource(request, options), rangeOf(request));
}

/** @param range of counted logs all that was counted */
export function wholeOrPart(judged: JudgedLogs | JudgedWindows, range: TimeRange): Analysis {
  return 'table' in judged ? lookAt(judged, range) : describeRange(judged.counted, judged);
}

/**
 * What is found in the logs of a span, for any range that ends with it: in its lines, or where these are more than the
 * line limit, in windows that the store counts. The mode of the settings decides, 'auto' by an exact count and by what
 * the budget of the settings allows.
 *
 * @throws StoreError, QueryError, SettingsError, CancelledError, BudgetError
 */
export async function judgeSource(
  request: AnalysisRequest,
  options: AnalyzeOptions
): Promise<JudgedLogs | JudgedWindows> {
  const meter = new Meter();
  // Asked for while logs are read, and never a reason to end it.
  const told = toldOf(request.settings, rangeOf(request), options.signal);
  const judged = await judgeReading({ source: sourceOf(request, options), meter, told }, request, options);
  const { requests, bytes } = meter;
  return requests > 0 ? { ...judged, spent: { requests, bytes } } : judged;
}

/** Where logs are read from, and what that takes. */
interface Reading {
  readonly source: LogSource;
  readonly meter: Meter;
  /** By marks and calendars. */
  readonly told: Promise<Told>;
}

async function judgeReading(
  reading: Reading,
  request: AnalysisRequest,
  options: AnalyzeOptions
): Promise<JudgedLogs | JudgedWindows> {
  const { source, meter } = reading;
  const isAuto = request.settings.mode === 'auto';
  const tooDear = isAuto ? await meter.run(() => beyondBudget(source, request, options)) : undefined;
  if (tooDear ?? (await meter.run(() => isToCount(source, request, options)))) {
    try {
      return await judgeCounts(reading, request, options, tooDear);
    } catch (error) {
      if (isAuto && error instanceof UncountableError) {
        return judgeLines(reading, request, options, error);
      }
      throw error;
    }
  }
  try {
    return await judgeLines(reading, request, options);
  } catch (error) {
    if (isAuto && error instanceof BudgetError && source.readWindows) {
      return judgeCounts(reading, request, options, error);
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
  { source, meter, told }: Reading,
  request: AnalysisRequest,
  options: AnalyzeOptions,
  uncountable?: UncountableError
): Promise<JudgedLogs> {
  const { checkpoint, onStep } = options;
  const began = performance.now();
  const readAtMs = Date.now();
  const read = await meter.run(() => source.read(readRequestOf(request), options), request.settings.budget);
  const { table, notices: own, knownFromMs, learned = new Map() } = read;
  const reasons: Notice[] = uncountable
    ? [{ severity: 'warning', text: `Only lines were read. ${uncountable.message}`, untilMs: knownFromMs }]
    : [];
  const known = await told;
  const notices = [...own, ...reasons, ...known.notices, ...guessNotices(learned, request.settings.fields)];
  const readSeconds = secondsSince(began);
  onStep?.('analysing', table.length);
  // Before the first log nothing is known either: the logs of two hours are judged as such, not as those of a week.
  const firstMs = table.length > 0 ? Math.floor(table.timeMs[0] / MINUTE) * MINUTE : request.fromMs;
  const span = { fromMs: Math.max(request.fromMs, knownFromMs ?? firstMs), toMs: request.toMs };
  const judged = judgeLogs({ table, span, notices }, request.options, {
    checkpoint,
    readAtMs,
    ...whatIsKnown(request.settings, span, known),
  });
  return {
    ...judged,
    ...(knownFromMs !== undefined && { knownFromMs }),
    seconds: { read: readSeconds, ...judged.seconds },
  };
}

async function judgeCounts(
  { source, meter, told }: Reading,
  request: AnalysisRequest,
  options: AnalyzeOptions,
  tooDear?: BudgetError
): Promise<JudgedWindows> {
  const { checkpoint, onStep } = options;
  const span = rangeOf(request);
  const began = performance.now();
  const readAtMs = Date.now();
  const gridOf = (services: number) => windowGrid(span, services);
  const read = await meter.run(
    async () => source.readWindows?.({ ...readRequestOf(request), gridOf }, options),
    request.settings.budget
  );
  if (!read) {
    throw new SettingsError('This source does not count. Choose the mode "entries".');
  }
  const reasons: Notice[] = tooDear
    ? [{ severity: 'info', text: `The store was asked for counts and a sample of the lines. ${tooDear.message}` }]
    : [];
  const known = await told;
  const counted = { ...read, notices: [...read.notices, ...reasons, ...known.notices] };
  const count = secondsSince(began);
  onStep?.(
    'analysing',
    counted.windows.byLevel.reduce((sum, level) => sum + level.reduce((all, logs) => all + logs, 0), 0)
  );
  const judged = judgeWindows(counted, span, request.options, {
    checkpoint,
    readAtMs,
    ...whatIsKnown(request.settings, span, known),
  });
  return { ...judged, seconds: { count, ...judged.seconds } };
}

/** Whether a store that counts has more lines than the limit. */
async function isTooMuch(source: LogSource, request: AnalysisRequest, context: ReadContext): Promise<boolean> {
  const wanted = readRequestOf(request);
  const lines = source.readWindows && (await ifAnswered(() => source.count?.(wanted, context)));
  return lines !== undefined && lines > wanted.lineLimit;
}

/**
 * That all lines are more than the budget, as far as the store knows beforehand. One that doesn't is read until the
 * budget is used up.
 */
async function beyondBudget(
  source: LogSource,
  request: AnalysisRequest,
  context: ReadContext
): Promise<BudgetError | undefined> {
  const { budget } = request.settings;
  if (budget.megabytes === undefined || !source.readWindows) {
    return undefined;
  }
  const estimate = await ifAnswered(() => source.estimate?.(readRequestOf(request), context));
  return budgetError({ bytes: estimate?.bytes ?? 0 }, budget);
}

/** What is asked before reading: a store that doesn't answer this question may answer the next one. */
async function ifAnswered<T>(ask: () => Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CancelledError) {
      throw error;
    }
    return undefined;
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
