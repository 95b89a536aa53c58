import { NoLogsError } from '../../errors';
import { type LogTable } from '../../logs/logTable';
import { type Notice } from '../../logs/notice';
import { type ReadContext } from '../source';
import { expandPaths } from './filePaths';
import { FilePieces } from './filePieces';
import { type FileOptions } from './fileSource';
import { nameOf } from './fileInput';

/** Files of any size as one set of logs, a piece at a time; those of a file in order of its pieces. */
export class LogFilePieces {
  private readonly files: Array<{ readonly path: string; readonly pieces: FilePieces }> = [];
  private readonly left: Notice[] = [];

  /** @param chunks of the only file, where it cannot be read again */
  constructor(
    private readonly named: readonly string[],
    private readonly options: FileOptions,
    private readonly chunks?: AsyncIterable<Uint8Array>
  ) {}

  /** @throws InputError as FilePieces does; a file without logs among others is left out with a notice */
  async *tables(context?: ReadContext): AsyncGenerator<LogTable> {
    const paths = await expandPaths(this.named);
    let before = 0;
    for (const path of paths) {
      const pieces = new FilePieces(path, this.options, this.chunks);
      const offset = before;
      try {
        for await (const table of pieces.tables(
          context && { ...context, onProgress: (lines) => context.onProgress?.(offset + lines) }
        )) {
          before += table.length;
          yield table;
        }
        this.files.push({ path, pieces });
      } catch (error) {
        if (paths.length === 1 || !(error instanceof NoLogsError)) {
          throw error;
        }
        this.left.push({ severity: 'warning', text: `A file was left out. ${error.message}` });
      }
    }
  }

  /** What is to be said of all files. */
  notices(): Notice[] {
    const isOne = this.files.length === 1;
    const notices = this.files.flatMap(({ path, pieces }) =>
      pieces.notices().map(({ severity, text }) => ({ severity, text: isOne ? text : `${nameOf(path)}: ${text}` }))
    );
    return [...notices, ...this.left];
  }

  /** As FilePieces has it; the times of several files are taken as they are. */
  shiftMs(): number {
    return this.files.length === 1 ? this.files[0].pieces.shiftMs() : 0;
  }
}
