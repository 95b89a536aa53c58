import { knownOf } from '../query/calendar';
import { type ResolvedSettings } from '../query/resolved';
import { analyze } from '../analysis/analyze';
import { type Analysis } from '../analysis/model/analysis';
import { InputError } from '../errors';
import { type AnalysisOptions } from '../query/options';
import { LargeInput, WHOLE_FILE } from '../sources/file/wholeLimit';
import { type ReadContext } from '../sources/source';
import { compileKernels } from '../kernels/compileKernels';
import { fileOptions, limited, readFiles } from './readFiles';
import { type ReadingArguments } from './readingOptions';
import { rangeAsked, type Reading } from './readingSettings';

export interface AnalyzeFilesContext extends ReadContext {
  readonly options: AnalysisOptions;
  readonly checkpoint: () => void;
  readonly onStep: (step: string, logs: number) => void;
}

/** Lines of a file that is counted that are analysed, where --limit does not say how many. */
const SAMPLE_LINES = 100_000;

/**
 * Analyses the logs of files: each of them, or where these are more than can be held, what is counted of them.
 * @throws SeismologError
 */
export async function analyzeFiles(
  args: ReadingArguments,
  reading: Reading,
  context: AnalyzeFilesContext
): Promise<Analysis> {
  const { options, checkpoint, onStep } = context;
  const began = performance.now();
  const logs = readFiles(args, reading, context, WHOLE_FILE);
  compileKernels(); // while the disk works
  try {
    const { range, table, notices } = limited(await logs, args.limit);
    const read = secondsSince(began);
    const { known, told } = await knownIn(reading.settings, range, context.signal);
    onStep('analysing', table.length);
    const analysis = analyze({ table, range, notices: [...notices, ...told] }, options, { checkpoint, ...known });
    return { ...analysis, seconds: { read, ...analysis.seconds } };
  } catch (error) {
    if (error instanceof LargeInput) {
      return countFiles(args, reading, context, error.chunks);
    }
    throw error;
  }
}

async function countFiles(
  args: ReadingArguments,
  { files = [], settings }: Reading,
  context: AnalyzeFilesContext,
  chunks: AsyncIterable<Uint8Array> | undefined
): Promise<Analysis> {
  const [{ countTables }, { LogFilePieces }, { analyzeWindows }] = await Promise.all([
    import('../pipeline/counting/countTables'),
    import('../sources/file/logFilePieces'),
    import('../analysis/judgeWindows'),
  ]);
  const { options, checkpoint, onStep } = context;
  const began = performance.now();
  const pieces = new LogFilePieces(files, fileOptions(args, settings.fields), chunks);
  const counted = await countTables(
    pieces.tables(context),
    {
      sampleLines: Math.min(args.limit ?? Infinity, SAMPLE_LINES),
      groupPods: options.services.groupPods,
      range: rangeAsked(args),
      checkpoint,
    },
    () => pieces.shiftMs()
  );
  if (!counted) {
    throw new InputError('There are no logs in the range that is asked for. Choose another range.');
  }
  const count = secondsSince(began);
  const { range, windows, notices } = counted;
  const { known, told } = await knownIn(settings, range, context.signal);
  onStep(
    'analysing',
    windows.byLevel.reduce((sum, level) => sum + level.reduce((all, logs) => all + logs, 0), 0)
  );
  const all = { ...counted, notices: [...notices, ...pieces.notices(), ...told] };
  const analysis = analyzeWindows(all, range, options, { checkpoint, ...known });
  return { ...analysis, seconds: { count, ...analysis.seconds } };
}

/** What people know of a range. What reads calendars is loaded only where there are any. */
async function knownIn(
  settings: Pick<ResolvedSettings, 'calendar' | 'calendars' | 'timeZone'>,
  range: { fromMs: number; toMs: number },
  signal: AbortSignal
) {
  if (settings.calendars.length === 0) {
    return { known: knownOf(settings, range), told: [] };
  }
  const { toldOf, whatIsKnown } = await import('../pipeline/whatIsKnown');
  const { calendars, timeZone } = settings;
  const told = await toldOf({ calendars, timeZone }, range, signal);
  return { known: whatIsKnown(settings, range, told), told: told.notices };
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}
