import { writeFile } from 'node:fs/promises';
import { type Analysis } from '../analysis/model/analysis';
import { InputError, SettingsError } from '../errors';
import { resolveAnalysisOptions } from '../query/validation';
import { type Mode } from '../query/settings';
import { type ReadContext } from '../sources/source';
import { type FailCondition, parseFailOn } from './failOn';
import { memorySaver } from '../pipeline/memory';
import { createProgress, type Progress } from './progress';
import { analyzeFiles } from './analyzeFiles';
import { type ReadingArguments } from './readingOptions';
import { rangeOf, readingOf } from './readingSettings';
import { renderMarkdown } from './markdown/renderMarkdown';
import { renderJson } from './renderJson';
import { renderText } from './text/renderText';
import { whole } from '../format/format';

/** The command line of `report`, as commander gives it. */
export interface ReportArguments extends ReadingArguments {
  mode?: Mode;
  contamination?: number | 'auto';
  /** iCalendars, each a file or an address. */
  calendar?: string[];
  calendarZone?: string;
  format: ReportFormat;
  output?: string;
  failOn?: string;
}

type ReportFormat = 'text' | 'markdown' | 'json' | 'html';

const RENDERERS: Record<ReportFormat, (analysis: Analysis) => string | Promise<string>> = {
  text: renderText,
  markdown: renderMarkdown,
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
  const analysis = await analyzeLogs(args, progress);
  if (analysis.health.score === null && analysis.health.isError) {
    throw new SettingsError(analysis.health.reason);
  }

  progress.step('Writing the report');
  const report = await RENDERERS[args.format](analysis);
  progress.end();
  await write(report, args.output);
  return failOn(analysis);
}

async function analyzeLogs(args: ReportArguments, progress: Progress): Promise<Analysis> {
  const reading = await readingOf(args);
  const { settings, files } = reading;
  const checkpoint = memorySaver();
  const context: ReadContext = {
    signal: new AbortController().signal,
    onProgress: (lines) => {
      checkpoint();
      progress.update(lines);
    },
  };
  const options = resolveAnalysisOptions(settings, { analysis: {} });
  const onStep = (_: string, logs: number) => progress.step(`Analysing ${whole(logs)} logs`);
  progress.step('Reading logs');
  const began = performance.now();
  let analysis: Analysis;
  if (files) {
    analysis = await analyzeFiles(args, reading, { ...context, options, checkpoint, onStep });
  } else {
    const { analyzeSource } = await import('../pipeline/analyzeSource');
    const request = { settings, expr: args.expr ?? settings.defaultExpr, ...rangeOf(args), options };
    analysis = await analyzeSource(request, { ...context, checkpoint, onStep });
  }
  const { range, totals, seconds } = analysis;
  if (totals.logs === 0) {
    throw new InputError(
      `There are no logs from ${new Date(range.fromMs).toISOString()} to ${new Date(range.toMs).toISOString()}. Choose another range or query.`
    );
  }
  return { ...analysis, seconds: { ...seconds, total: (performance.now() - began) / 1000 } };
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
