import { droppedNotices } from '../analysis/analyze';
import { createSource } from '../sources/registry';
import { UNKNOWN } from '../logs/level';
import { guessNotices } from '../logs/serviceForms';
import { type RangedLogs } from '../sources/file/fileSource';
import { assumeLevels } from './assumedLevels';
import { logObjects } from './logObjects';
import { readFiles } from './readFiles';
import { type ReadingArguments } from './readingOptions';
import { rangeOf, readingOf } from './readingSettings';
import { tell } from './tell';
import { whole } from '../format/format';

/** The command line of `parse`, as commander gives it. */
export type ParseArguments = ReadingArguments;

/** Logs that are written where --limit does not say how many. */
const CHUNK = 1000;

/**
 * Writes each log as it was read, one JSON object a line, and a summary to standard error.
 * @throws SeismologError
 */
export async function runParse(args: ParseArguments): Promise<void> {
  const logs = await readLogs(args);
  const { table } = logs;
  const { levels, reasons } = assumeLevels(table);
  const count = Math.min(table.length, args.limit ?? Infinity);
  for (let from = 0; from < count; from += CHUNK) {
    await write(logObjects(table, levels, from, Math.min(count, from + CHUNK)));
  }
  tell(...(logs.form ?? []), ...summary(logs, reasons));
}

type ParsedLogs = Pick<RangedLogs, 'table' | 'notices' | 'withoutService'> & { readonly form?: readonly string[] };

async function readLogs(args: ParseArguments): Promise<ParsedLogs> {
  const reading = await readingOf(args);
  if (reading.files) {
    return readFiles(args, reading);
  }
  const { settings } = reading;
  const request = { ...rangeOf(args), expr: args.expr ?? settings.defaultExpr, lineLimit: settings.lineLimit };
  const read = await createSource(settings).read(request, { signal: new AbortController().signal });
  const guesses = guessNotices(read.learned ?? new Map(), settings.fields);
  return { ...read, notices: [...read.notices, ...guesses] };
}

/** What was found in how many logs, and what was not understood. */
function summary({ table, notices, withoutService = 0 }: ParsedLogs, reasons: readonly string[]): string[] {
  const count = (has: (row: number) => boolean): number => {
    let found = 0;
    for (let row = 0; row < table.length; row++) {
      found += has(row) ? 1 : 0;
    }
    return found;
  };
  const total = whole(table.length);
  const line = (name: string, found: number): string => `${name}: in ${whole(found)} of ${total} logs`;
  return [
    `${total} logs`,
    line(
      'level',
      count((row) => table.level[row] !== UNKNOWN)
    ),
    ...reasons,
    line(
      'status',
      count((row) => table.statusCode[row] > 0)
    ),
    line(
      'response time',
      count((row) => !Number.isNaN(table.responseTime[row]))
    ),
    line('service', count((row) => table.service.values[table.service.codes[row]] !== '') - withoutService),
    line(
      'trace id',
      count((row) => table.traceId.values.at(table.traceId.codes[row]) !== '')
    ),
    ...[...notices, ...droppedNotices(table.droppedAtMs?.length ?? 0)].map(
      ({ severity, text }) => `${severity}: ${text}`
    ),
  ];
}

function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));
}
