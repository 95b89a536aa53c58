import { InputError, NoLogsError } from '../../errors';
import { type LogTable } from '../../logs/logTable';
import { type Notice } from '../../logs/notice';
import { type ReadContext } from '../source';
import { expandPaths } from './filePaths';
import { FilePieces } from './filePieces';
import { type FileOptions } from './fileSource';
import { nameOf, shortNameOf } from './fileInput';

/** Files of any size as one set of logs, a piece at a time; those of a file in order of its pieces. */
export class LogFilePieces {
  private readonly files: Array<{ readonly path: string; readonly pieces: FilePieces }> = [];
  private readonly left: Notice[] = [];

  /** @param chunks of the only file, where it cannot be read again */
  constructor(
    private readonly named: readonly string[],
    private readonly options: FileOptions,
    private readonly chunks?: AsyncIterable<Uint8Array>,
    private readonly pieceBytes?: number
  ) {}

  /** @throws InputError as FilePieces does; a file without logs among others is left out with a notice */
  async *tables(context?: ReadContext): AsyncGenerator<LogTable> {
    const paths = await expandPaths(this.named);
    if (this.chunks && paths.length > 1) {
      throw new InputError('What comes through a pipe is too large to be read beside other files. Give it alone.');
    }
    let before = 0;
    for (const path of paths) {
      const pieces = new FilePieces(path, this.options, this.chunks, this.pieceBytes);
      // Whoever reads no further is told of this one, too.
      this.files.push({ path, pieces });
      const offset = before;
      try {
        for await (const table of pieces.tables(
          context && { ...context, onProgress: (lines) => context.onProgress?.(offset + lines) }
        )) {
          before += table.length;
          yield table;
        }
      } catch (error) {
        if (paths.length === 1 || !(error instanceof NoLogsError)) {
          throw error;
        }
        this.files.pop();
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

  /** What was learned of their forms, in lines for people. */
  form(): string[] {
    return this.files.flatMap(({ path, pieces }) =>
      pieces.form().map((line) => (this.files.length === 1 ? line : `${shortNameOf(path)}: ${line}`))
    );
  }

  /** How many logs name no service, so that their file's name stands for it. */
  withoutService(): number {
    return this.files.reduce((sum, { pieces }) => sum + pieces.withoutService, 0);
  }

  /** Whether the times of the only file may have to be moved. */
  hasPartialTimes(): boolean {
    return this.files.length === 1 && this.files[0].pieces.partialTimes > 0;
  }

  /** As FilePieces has it; the times of several files are taken as they are. */
  shiftMs(): number {
    return this.files.length === 1 ? this.files[0].pieces.shiftMs() : 0;
  }
}
