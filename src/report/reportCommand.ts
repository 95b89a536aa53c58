import { readFile, writeFile } from 'node:fs/promises';
import { type Analysis } from '../analysis/model/analysis';
import { analyze } from '../analysis/analyze';
import { InputError, SettingsError } from '../errors';
import { resolveAnalysisOptions, parseSettings } from '../query/validation';
import { type ResolvedSettings } from '../query/resolved';
import { DEFAULT_GENERATED_OPTIONS, type Mode, type SeismologSettings, type SourceType } from '../query/settings';
import { type FileFormat, readFileLogs } from '../sources/file/fileSource';
import { type ReadContext } from '../sources/source';
import { compileKernels } from './compileKernels';
import { type FailCondition, parseFailOn } from './failOn';
import { memorySaver } from '../pipeline/memory';
import { createProgress, type Progress } from './progress';
import { renderJson } from './renderJson';
import { renderText } from './text/renderText';
import { parseTimeArgument } from './timeArgument';
import { DAY } from '../time/units';

/** The command line of `report`, as commander gives it. */
export interface ReportArguments {
  source: SourceType | 'file';
  file?: string;
  fileFormat?: FileFormat;
  url?: string;
  expr?: string;
  index?: string;
  timeField?: string;
  tenant?: string;
  user?: string;
  from?: string;
  to?: string;
  days: number;
  seed?: number;
  logs?: number;
  limit?: number;
  mode?: Mode;
  contamination?: number | 'auto';
  settings?: string;
  format: ReportFormat;
  output?: string;
  failOn?: string;
}

type ReportFormat = 'text' | 'json' | 'html';

const RENDERERS: Record<ReportFormat, (analysis: Analysis) => string | Promise<string>> = {
  text: renderText,
  json: renderJson,
  // ECharts is large: it is loaded only where it is drawn with.
  html: async (analysis) => (await import('./html/renderHtml')).renderHtml(analysis),
};

/**
 * Reads, analyses, and writes the report.
 * @returns why the pipeline should stop, by --fail-on; undefined where it should not
 * @throws SeismologError
 */
export async function runReport(args: ReportArguments): Promise<string | undefined> {
  const failOn: FailCondition = args.failOn === undefined ? () => undefined : parseFailOn(args.failOn);
  const progress = await createProgress(process.stderr);
  const analysis = await analyseLogs(args, progress);
  if (analysis.health.score === null && analysis.health.isError) {
    throw new SettingsError(analysis.health.reason);
  }

  progress.step('Writing the report');
  const report = await RENDERERS[args.format](analysis);
  progress.end();
  await write(report, args.output);
  return failOn(analysis);
}

async function analyseLogs(args: ReportArguments, progress: Progress): Promise<Analysis> {
  const settings = await settingsOf(args);
  const context: ReadContext = {
    signal: new AbortController().signal,
    onProgress: (lines) => progress.update(lines),
  };
  const options = resolveAnalysisOptions(settings, { analysis: {} });
  const checkpoint = memorySaver();
  const onStep = (_: string, logs: number) => progress.step(`Analysing ${logs.toLocaleString('en-US')} logs`);
  progress.step('Reading logs');
  const began = performance.now();
  let analysis: Analysis;
  if (args.source === 'file') {
    const reading = readLogFile(args, settings, context);
    compileKernels(); // while the disk works
    const { range, table, notices } = await reading;
    const read = (performance.now() - began) / 1000;
    onStep('analysing', table.length);
    analysis = analyze({ table, range, notices }, options, { checkpoint });
    analysis = { ...analysis, seconds: { read, ...analysis.seconds } };
  } else {
    const { analyseSource } = await import('../pipeline/analyseSource');
    const request = { settings, expr: args.expr ?? settings.defaultExpr, ...rangeOf(args), options };
    analysis = await analyseSource(request, { ...context, checkpoint, onStep });
  }
  const { range, totals, seconds } = analysis;
  if (totals.logs === 0) {
    throw new InputError(
      `There are no logs from ${new Date(range.fromMs).toISOString()} to ${new Date(range.toMs).toISOString()}. Choose another range or query.`
    );
  }
  return { ...analysis, seconds: { ...seconds, total: (performance.now() - began) / 1000 } };
}

function readLogFile(args: ReportArguments, settings: ResolvedSettings, context: ReadContext) {
  if (args.file === undefined) {
    throw new InputError('--source file needs --file PATH, or --file - for standard input.');
  }
  return readFileLogs(args.file, { mapping: settings.fields, format: args.fileFormat }, context);
}

/** The range of --from, --to and --days. */
export function rangeOf(args: Pick<ReportArguments, 'from' | 'to' | 'days'>): Analysis['range'] {
  const now = Date.now();
  const toMs = parseTimeArgument('--to', args.to ?? 'now', now);
  const fromMs = args.from === undefined ? toMs - args.days * DAY : parseTimeArgument('--from', args.from, now);
  if (!(fromMs < toMs)) {
    throw new InputError('--from has to be before --to.');
  }
  return { fromMs, toMs };
}

/**
 * --settings FILE holds what a data source's jsonData holds; single options go over it. Secrets come from the
 * environment.
 */
export async function settingsOf(
  args: Omit<ReportArguments, 'format' | 'output' | 'failOn'>
): Promise<ResolvedSettings> {
  const json = args.settings === undefined ? {} : await readJson(args.settings);
  const { seed, logsPerDay } = { ...DEFAULT_GENERATED_OPTIONS, ...json.generated };
  const { contamination } = args;
  return parseSettings({
    jsonData: {
      ...json,
      source: args.source === 'file' ? 'generated' : args.source,
      generated: {
        seed: args.seed ?? seed,
        logsPerDay: args.logs === undefined ? logsPerDay : args.logs / args.days,
      },
      ...(args.limit !== undefined && { lineLimit: args.limit }),
      ...(args.mode !== undefined && { mode: args.mode }),
      elasticsearch: {
        ...json.elasticsearch,
        ...(args.index !== undefined && { index: args.index }),
        ...(args.timeField !== undefined && { timeField: args.timeField }),
      },
      ...(args.tenant !== undefined && { tenantId: args.tenant }),
      ...(contamination !== undefined && {
        analysis: { ...json.analysis, forest: { ...json.analysis?.forest, contamination } },
      }),
      // All of what is asked for is made: the limit protects stores and dashboards.
      ...(args.source === 'generated' && args.limit === undefined && { lineLimit: MAX_LINES }),
    },
    secureJsonData: {
      basicAuthPassword: process.env.SEISMOLOG_PASSWORD ?? '',
      bearerToken: process.env.SEISMOLOG_TOKEN ?? '',
      apiKey: process.env.SEISMOLOG_API_KEY ?? '',
      serviceAccountToken: process.env.SEISMOLOG_TOKEN ?? '',
    },
    url: args.url ?? '',
    basicAuth: args.user !== undefined,
    basicAuthUser: args.user ?? '',
  });
}

const MAX_LINES = 5_000_000;

/** As it was read: parseSettings checks it. */
type SettingsFile = Pick<SeismologSettings, 'generated' | 'elasticsearch' | 'analysis'>;

async function readJson(path: string): Promise<SettingsFile> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new InputError(`--settings ${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Writes to a file, or to standard output where none is named. */
async function write(text: string, path: string | undefined): Promise<void> {
  if (path !== undefined) {
    try {
      await writeFile(path, text);
    } catch (error) {
      throw new InputError(`--output ${path}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
    return;
  }
  await new Promise<void>((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
  );
}
