import { NoLogsError } from '../../errors';
import { joinTables } from '../../logs/select';
import { type Notice } from '../../logs/notice';
import { type ReadContext } from '../source';
import { expandPaths } from './filePaths';
import { aboutFile, shortNameOf } from './fileInput';
import { type FileOptions, type RangedLogs, readFileLogs } from './fileSource';
import { LargeInput, type WholeLimit } from './wholeLimit';

/**
 * Reads files as one set of logs in order of time, each by a form of its own. One without logs, as rotation leaves it
 * behind, is left out with a notice.
 * @param named paths, patterns such as `logs/*.log`, and '-' for standard input
 * @throws InputError as readFileLogs does, where none of several files has a log, and where a pattern fits no file
 */
export async function readLogFiles(
  named: readonly string[],
  options: FileOptions,
  context?: ReadContext
): Promise<RangedLogs> {
  const paths = await expandPaths(named);
  if (paths.length === 1) {
    return readFileLogs(paths[0], options, context);
  }
  await refuseTogether(paths, options.most);
  const parts: RangedLogs[] = [];
  const notices: Notice[] = [];
  let failure: NoLogsError | undefined;
  let before = 0;
  for (const path of paths) {
    try {
      const most = options.most && { ...options.most, lines: Math.max(0, options.most.lines - before) };
      const part = await readFileLogs(path, { ...options, most }, context && withOffset(context, before));
      before += part.table.length;
      const name = shortNameOf(path);
      parts.push({ ...part, form: () => part.form().map((line) => `${name}: ${line}`) });
      notices.push(...part.notices.map(({ severity, text }) => ({ severity, text: `${name}: ${text}` })));
    } catch (error) {
      if (!(error instanceof NoLogsError)) {
        throw error;
      }
      failure ??= error;
      notices.push({ severity: 'warning', text: `A file was left out. ${error.message}` });
    }
  }
  if (parts.length === 0) {
    throw failure ?? new NoLogsError('No file is named.');
  }
  // The first of those of the same time is from the file that begins first: the older of rotated ones.
  parts.sort((a, b) => a.range.fromMs - b.range.fromMs);
  return {
    table: joinTables(parts.map(({ table }) => table)),
    notices,
    withoutService: parts.reduce((sum, part) => sum + (part.withoutService ?? 0), 0),
    range: { fromMs: parts[0].range.fromMs, toMs: Math.max(...parts.map(({ range }) => range.toMs)) },
    form: () => parts.flatMap(({ form }) => form()),
  };
}

/** @throws LargeInput where all files together are over the limit */
async function refuseTogether(paths: readonly string[], most: WholeLimit | undefined): Promise<void> {
  let bytes = 0;
  for (const path of paths) {
    bytes += (await aboutFile(path)).bytes;
  }
  if (most && bytes > most.bytes) {
    throw new LargeInput('The files together');
  }
}

/** Progress counts the logs of the files before, too. */
function withOffset(context: ReadContext, before: number): ReadContext {
  return { ...context, onProgress: (lines) => context.onProgress?.(before + lines) };
}
