import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { createLineParser } from '../../logs/lineParser';
import { type LogTable } from '../../logs/logTable';
import { type Notice } from '../../logs/notice';
import { type ReadContext } from '../source';
import { cutPieces } from './cutPieces';
import { describeForm, type FileForm } from './describeForm';
import { decodeText } from './encoding';
import { endOfLogs } from './endOfLogs';
import { fileChunks, unpacked } from './fileChunks';
import { aboutFile, type FileInput, isGzip, nameOf } from './fileInput';
import { serviceOfFile } from './fileService';
import {
  type FileOptions,
  formatOf,
  guesses,
  learn,
  NOUNS,
  parse,
  remarks,
  throwIfAborted,
  withoutEnvelopes,
} from './fileSource';
import { nothingRead } from './nothingRead';
import { refusePacked } from './packed';
import { Problems } from './problems';
import { sampleLines } from './sample';
import { ofPiece } from './tableForm';

/** Bytes that are looked at further on in a file, to learn its form. */
const PART = 65_536;
const NEWLINE = 10;

/** A file of any size, read a piece at a time: each is a table of its own, in order of time. */
export class FilePieces {
  private learned: FileForm | undefined;
  private problems: Problems | undefined;
  private input: Omit<FileInput, 'bytes'> | undefined;
  private more: string[] = [];
  private logs = 0;
  private withoutLevel = 0;
  /** How many name no service, so that their file's name stands for it. */
  withoutService = 0;
  /** How many have a time without a full date. */
  partialTimes = 0;

  /** @param chunks of a file that cannot be read again: its bytes, from the first one on */
  constructor(
    private readonly path: string,
    private readonly options: FileOptions,
    private readonly chunks?: AsyncIterable<Uint8Array>,
    private readonly pieceBytes?: number
  ) {}

  /**
   * A table is valid until the next one is asked for: its texts lie in the bytes of the file.
   * @throws InputError that says what is wrong with the file and what to do; SettingsError for a pattern that is none
   */
  async *tables(context?: ReadContext): AsyncGenerator<LogTable> {
    const { path } = this;
    const { modifiedMs } = await aboutFile(path);
    this.more = this.chunks ? [] : await laterLines(path);
    const chunks = this.chunks ? unpacked(this.chunks, nameOf(path)) : fileChunks(path);
    let lines = 0;
    const endOf = (piece: Uint8Array): number => endOfLogs(this.begin(piece, modifiedMs))(piece);
    for await (const bytes of cutPieces(chunks, endOf, this.pieceBytes)) {
      throwIfAborted(context);
      const table = this.read(bytes, this.begin(bytes, modifiedMs), lines, context);
      lines += countLines(bytes);
      if (table.length > 0) {
        yield table;
      }
    }
    if (this.logs === 0 && this.learned && this.problems) {
      throw nothingRead(nameOf(path), this.learned, this.problems);
    }
  }

  /** What is to be said of all pieces. */
  notices(): Notice[] {
    const { learned, problems, withoutLevel, partialTimes } = this;
    const table = { length: this.logs };
    return learned && problems
      ? [
          ...problems.notices(this.logs),
          ...remarks({ table, withoutLevel, partialTimes }, learned),
          ...guesses(learned),
        ]
      : [];
  }

  /** By how much all times that were given are to be moved, ms: where they lack a date, the last of all tells it. */
  shiftMs(): number {
    const times = this.input?.parser?.times;
    if (!times || Number.isNaN(times.partial.last)) {
      return 0;
    }
    const last = Float64Array.of(times.partial.last);
    times.partial.settle(last);
    return last[0] - times.partial.last;
  }

  /** What was learned of the file's form, in lines for people. */
  form(): string[] {
    return this.learned ? describeForm(this.learned) : [];
  }

  /** Learns the form from the first piece, whose last line may be cut. */
  private begin(piece: Uint8Array, modifiedMs: number): FileForm {
    if (this.learned) {
      return this.learned;
    }
    const { path, options } = this;
    const name = nameOf(path);
    refusePacked(piece, path, name);
    const decoded = decodeText(piece.subarray(0, piece.lastIndexOf(NEWLINE) + 1 || piece.length), name);
    const given = { name, ...decoded, service: serviceOfFile(path), modifiedMs };
    const { input, format } = withoutEnvelopes(given, formatOf(given, options));
    const learned = learn(input, format, basename(path), options, this.more);
    // A table's times are whole, or stand in columns of their own.
    const parser =
      format === 'csv' ? undefined : createLineParser(learned.mapping, { nearMs: modifiedMs, form: learned.form });
    this.input = { ...given, ...(parser && { parser }) };
    return (this.learned = learned);
  }

  private read(bytes: Uint8Array, learned: FileForm, lines: number, context?: ReadContext): LogTable {
    const { path, input: first } = this;
    const decoded = { ...first, ...decodeText(bytes, nameOf(path)) } as FileInput;
    const { input } = withoutEnvelopes(decoded, learned.format);
    if (this.problems) {
      this.problems.goOn(input.bytes, lines);
    } else {
      this.problems = new Problems(input.bytes, NOUNS[learned.format]);
    }
    const { table } = learned;
    const form = table ? { ...learned, table: ofPiece(table, input.bytes, lines === 0) } : learned;
    const before = this.logs;
    const logs = parse(input, form, this.problems, (count) => {
      throwIfAborted(context);
      context?.onProgress?.(before + count);
    });
    this.logs += logs.table.length;
    this.withoutLevel += logs.withoutLevel;
    this.withoutService += logs.withoutService;
    this.partialTimes += logs.partialTimes;
    return logs.table;
  }
}

/** Some lines of the middle and the end of a file that is not packed. */
async function laterLines(path: string): Promise<string[]> {
  const { bytes } = await aboutFile(path);
  const file = await open(path);
  try {
    const part = async (at: number): Promise<string[]> => {
      const buffer = new Uint8Array(PART);
      const { bytesRead } = await file.read(buffer, 0, PART, Math.max(0, at));
      return isGzip(buffer) && at === 0 ? [] : sampleLines(buffer.subarray(0, bytesRead)).slice(1, -1);
    };
    const isPacked = (await part(0)).length === 0;
    return isPacked ? [] : [...(await part(Math.floor(bytes / 2))), ...(await part(bytes - PART))];
  } finally {
    await file.close();
  }
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) {
    count++;
  }
  return count;
}
