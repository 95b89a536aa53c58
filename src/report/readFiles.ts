import { InputError } from '../errors';
import { sliceByTime } from '../logs/select';
import { readLogFiles } from '../sources/file/readLogFiles';
import { type FieldMapping } from '../query/settings';
import { type FileOptions, type RangedLogs } from '../sources/file/fileSource';
import { type WholeLimit } from '../sources/file/wholeLimit';
import { newestLines } from '../sources/newestLines';
import { type ReadContext } from '../sources/source';
import { type ReadingArguments } from './readingOptions';
import { rangeOf, type Reading } from './readingSettings';

/**
 * The logs of files within the range that is asked for; no range is all of them.
 * @param most left out: files are read as a whole, whatever their size
 * @throws SeismologError; LargeInput for files that are over the limit
 */
export async function readFiles(
  args: ReadingArguments,
  { files = [], settings }: Reading,
  context?: ReadContext,
  most?: WholeLimit
): Promise<RangedLogs> {
  const logs = await readLogFiles(files, { ...fileOptions(args, settings.fields), ...(most && { most }) }, context);
  if (args.from === undefined && args.to === undefined && args.days === undefined) {
    return logs;
  }
  const asked = rangeOf(args, logs.range);
  // What is before the first log and behind the last is not known: it is no silence.
  const fromMs = Math.max(asked.fromMs, logs.range.fromMs);
  const toMs = Math.min(asked.toMs, logs.range.toMs);
  const table = sliceByTime(logs.table, fromMs, toMs);
  if (table.length === 0) {
    const textOf = (range: { fromMs: number; toMs: number }): string =>
      `from ${new Date(range.fromMs).toISOString()} to ${new Date(range.toMs).toISOString()}`;
    throw new InputError(
      `There are no logs ${textOf(asked)}: the logs read are ${textOf(logs.range)}. Choose another range.`
    );
  }
  return { ...logs, table, range: { fromMs, toMs }, withoutService: undefined };
}

/** How files are read, as the command line says it. */
export function fileOptions({ fileFormat, preset }: ReadingArguments, mapping: FieldMapping): FileOptions {
  return { mapping, format: fileFormat, preset };
}

/** The newest of the logs that --limit leaves, with a notice of the others. */
export function limited(logs: RangedLogs, limit: number | undefined): RangedLogs {
  if (limit === undefined || logs.table.length <= limit) {
    return logs;
  }
  const { table, notices, knownFromMs = logs.range.fromMs } = newestLines(logs.table, limit, logs.table.length);
  return {
    ...logs,
    table,
    range: { ...logs.range, fromMs: knownFromMs },
    notices: [...logs.notices, ...notices],
    withoutService: undefined,
  };
}
