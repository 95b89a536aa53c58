import { detectFields } from '../sources/detectFields';
import { createSource } from '../sources/registry';
import { guessNotices } from '../logs/serviceForms';
import { type LogTable } from '../logs/logTable';
import { type RangedLogs } from '../sources/file/fileSource';
import { LargeInput, WHOLE_FILE } from '../sources/file/wholeLimit';
import { assumeLevels } from './assumedLevels';
import { describeStore } from './describeStore';
import { logObjects } from './logObjects';
import { ParseCounts } from './parseCounts';
import { fileOptions, readFiles } from './readFiles';
import { type ReadingArguments } from './readingOptions';
import { rangeAsked, rangeOf, type Reading, readingOf } from './readingSettings';
import { tell } from './tell';

/** The command line of `parse`, as commander gives it. */
export type ParseArguments = ReadingArguments;

/** Logs that are written at a time. */
const CHUNK = 1000;

/**
 * Writes each log as it was read, one JSON object a line, and a summary to standard error.
 * @throws SeismologError
 */
export async function runParse(args: ParseArguments): Promise<void> {
  const reading = await readingOf(args);
  try {
    tell(...(await parseWhole(args, reading)));
  } catch (error) {
    if (!(error instanceof LargeInput)) {
      throw error;
    }
    tell(...(await parseLarge(args, reading, error.chunks)));
  }
}

/** @returns the summary */
async function parseWhole(args: ParseArguments, reading: Reading): Promise<string[]> {
  const { table, form, notices, withoutService } = await readLogs(args, reading);
  const assumed = assumeLevels(table);
  await writeLogs(table, assumed.levels, Math.min(table.length, args.limit ?? Infinity));
  const counts = new ParseCounts();
  counts.add(table, assumed);
  return [...(form?.() ?? []), ...counts.summary(notices, withoutService)];
}

/** @returns the summary */
async function parseLarge(
  args: ParseArguments,
  { files = [], settings }: Reading,
  chunks: AsyncIterable<Uint8Array> | undefined
): Promise<string[]> {
  const [{ LogFilePieces }, { findShift, parsePieces }] = await Promise.all([
    import('../sources/file/logFilePieces'),
    import('./parsePieces'),
  ]);
  const range = rangeAsked(args);
  const pieces = () => new LogFilePieces(files, fileOptions(args, settings.fields), chunks);
  const shiftMs = chunks ? 0 : await findShift(pieces());
  return parsePieces(pieces(), { limit: args.limit, range, shiftMs }, writeLogs);
}

type ParsedLogs = Pick<RangedLogs, 'table' | 'notices' | 'withoutService'> & Partial<Pick<RangedLogs, 'form'>>;

async function readLogs(args: ParseArguments, reading: Reading): Promise<ParsedLogs> {
  if (reading.files) {
    return readFiles(args, reading, undefined, WHOLE_FILE);
  }
  const { settings } = reading;
  const request = { ...rangeOf(args), expr: args.expr ?? settings.defaultExpr, lineLimit: settings.lineLimit };
  const source = createSource(settings);
  const context = { signal: new AbortController().signal };
  const read = await source.read(request, context);
  const fields = await detectFields(source, request, context);
  const guesses = guessNotices(read.learned ?? new Map(), settings.fields);
  return { ...read, notices: [...read.notices, ...guesses], form: () => describeStore(settings, fields, read) };
}

async function writeLogs(table: LogTable, levels: Uint8Array, count: number): Promise<void> {
  for (let from = 0; from < count; from += CHUNK) {
    await write(logObjects(table, levels, from, Math.min(count, from + CHUNK)));
  }
}

function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));
}
