import { readFile, writeFile } from 'node:fs/promises';
import { type Analysis } from '../analysis/model/analysis';
import { analyze } from '../analysis/analyze';
import { InputError, SettingsError } from '../errors';
import { resolveAnalysisOptions, parseSettings } from '../query/validation';
import { type ResolvedSettings } from '../query/resolved';
import { type Mode, SETTINGS } from '../query/settings';
import { type SourceType } from '../query/sources';
import { type Path, valueAt, withValueAt } from '../query/table/paths';
import { isObject } from '../query/table/kinds';
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
import { whole } from '../format/format';

/** The command line of `report`, as commander gives it. */
export interface ReportArguments {
  source: SourceType | 'file';
  file?: string;
  fileFormat?: FileFormat;
  timeFormat?: string;
  timeZone?: string;
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
  const onStep = (_: string, logs: number) => progress.step(`Analysing ${whole(logs)} logs`);
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
  const file = args.settings === undefined ? {} : await readJson(args.settings);
  const stored = {
    jsonData: overridesOf(args, file).reduce<object>(
      (json, [path, value]) => (value === undefined ? json : withValueAt(json, path, value)),
      file
    ),
    secureJsonData: {
      basicAuthPassword: process.env.SEISMOLOG_PASSWORD ?? '',
      bearerToken: process.env.SEISMOLOG_TOKEN ?? '',
      apiKey: process.env.SEISMOLOG_API_KEY ?? '',
      serviceAccountToken: process.env.SEISMOLOG_TOKEN ?? '',
    },
    url: args.url ?? '',
    basicAuth: args.user !== undefined,
    basicAuthUser: args.user ?? '',
  };
  return parseSettings(stored, 'file');
}

/** The settings that options of the command line set. */
function overridesOf(
  args: Omit<ReportArguments, 'format' | 'output' | 'failOn'>,
  file: object
): Array<[Path, unknown]> {
  const { source, limit, logs, days } = args;
  // All of what is asked for is made: the limit protects stores and dashboards.
  const isMade = source === 'generated' && valueAt(file, ['lineLimit']) === undefined;
  return [
    [['source'], source === 'file' ? 'generated' : source],
    [['generated', 'seed'], args.seed],
    [['generated', 'logsPerDay'], logs === undefined ? undefined : logs / days],
    [['lineLimit'], limit ?? (isMade ? SETTINGS.lineLimit.max : undefined)],
    [['mode'], args.mode],
    [['elasticsearch', 'index'], args.index],
    [['elasticsearch', 'timeField'], args.timeField],
    [['tenantId'], args.tenant],
    [['fields', 'timeFormat'], args.timeFormat],
    [['fields', 'timeZone'], args.timeZone],
    [['analysis', 'forest', 'contamination'], args.contamination],
  ];
}

async function readJson(path: string): Promise<object> {
  try {
    const json: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isObject(json)) {
      return json;
    }
  } catch (error) {
    throw new InputError(`--settings ${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  throw new InputError(`--settings ${path}: the file must hold a JSON object, {...}.`);
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
