import { InputError } from '../../errors';
import { type DictionaryBuilder } from '../../logs/dictionaryBuilder';
import { parseDuration } from '../../logs/duration';
import { type Field, type Role } from '../../logs/fieldNames';
import { INFO, levelOfOpenTelemetry, parseLevel } from '../../logs/level';
import { LogColumns } from '../../logs/logColumns';
import { findLevel } from '../../logs/textLevel';
import { digits, readTimeBytes, type TimeParts } from '../../logs/time';
import { type FieldMapping } from '../../query/settings';
import { ByteDictionary } from './byteDictionary';
import { asBuffer, decimal } from './cells';
import { CsvCells } from './csvCells';
import { type CsvHeader, readHeader } from './csvHeader';
import { type FileLogs } from './fileLogs';
import { type FileInput } from './fileInput';
import { LineSpans } from './lineSpans';
import { type Problems } from './problems';

/** Every 65,536 rows the reader says how far it is. */
const PROGRESS_MASK = 0xffff;
const NO_LEVEL = 255;

/**
 * Reads CSV (RFC 4180; comma, semicolon or tab) straight from its bytes: no string is made for a cell that was seen before.
 * @throws InputError when no column is a time.
 */
export function readCsv(
  { name, bytes, service: fileService }: FileInput,
  mapping: FieldMapping,
  problems: Problems,
  onProgress: (logs: number) => void
): FileLogs {
  const header = readHeader(bytes, mapping);
  const columnOf = (role: Role): number => bestColumn(header, role);
  const time = columnOf('time');
  if (time < 0) {
    const names = header.columns.map((column) => column.name).join(', ');
    throw new InputError(
      `${name} has no column with the time of a log; its columns are: ${names}. ` +
        `Call it timestamp (milliseconds since the epoch, or ISO 8601), or name it in the field mapping.`
    );
  }
  const rows = new CsvRows(bytes, fileService, header, problems);
  const service = columnOf('service');
  const level = columnOf('level');
  const message = columnOf('message');
  const responseTime = columnOf('responseTime');
  const statusCode = columnOf('statusCode');
  const traceId = columnOf('traceId');
  while (rows.next(time)) {
    rows.takeService(service);
    rows.takeMessage(message);
    rows.takeLevel(level);
    rows.takeResponseTime(responseTime);
    rows.takeStatusCode(statusCode);
    rows.takeTraceId(traceId);
    if ((rows.length & PROGRESS_MASK) === 0) {
      onProgress(rows.length);
    }
  }
  return rows.finish();
}

function bestColumn(header: CsvHeader, role: Role): number {
  let best = -1;
  header.columns.forEach(({ field }, column) => {
    if (field?.role === role && field.rank < (header.columns[best]?.field?.rank ?? Infinity)) {
      best = column;
    }
  });
  return best;
}

/** The rows of a CSV file, taken into columns cell by cell. A column of -1 is not there. */
class CsvRows {
  private readonly columns: LogColumns;
  private readonly cells: CsvCells;
  private readonly spans: LineSpans;
  private readonly services: ByteDictionary;
  private readonly messages: ByteDictionary;
  private readonly traceIds: ByteDictionary;
  /** Levels by the code of the text that says them. */
  private readonly levelTexts: ByteDictionary;
  private readonly levelsOfTexts: number[] = [];
  private readonly levelsOfMessages: number[] = [];
  private readonly levelNames: DictionaryBuilder;
  private readonly time: TimeParts = { timeMs: 0, timeNs: 0 };
  private readonly found = { level: -1, start: 0, end: 0 };
  private readonly noTraceId: number;
  private row = 0;
  private messageCode = 0;
  private withoutLevel = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly fileService: string,
    private readonly header: CsvHeader,
    private readonly problems: Problems
  ) {
    const expected = Math.ceil(bytes.length / 80);
    this.columns = new LogColumns(expected);
    this.spans = new LineSpans(expected);
    this.cells = new CsvCells(bytes, header.separator, header.columns.length, header.end);
    this.services = this.dictionaryOf(this.columns.service);
    this.messages = this.soleDictionaryOf(this.columns.message);
    this.traceIds = new ByteDictionary(bytes);
    this.noTraceId = this.traceIds.codeOf(0, 0, 0);
    this.levelNames = new LogColumns(0).message;
    this.levelTexts = this.dictionaryOf(this.levelNames);
  }

  get length(): number {
    return this.columns.length;
  }

  /** Goes on to the next row that has a time. */
  next(timeColumn: number): boolean {
    const { cells, columns } = this;
    const wanted = this.header.columns.length;
    while (cells.next()) {
      if (cells.count !== wanted) {
        this.problems.leftOut(cells.rowStart, `has ${cells.count} columns where the header has ${wanted}`);
      } else if (!readTimeBytes(this.bytes, cells.starts[timeColumn], cells.ends[timeColumn], this.time)) {
        this.problems.leftOut(cells.rowStart, `has ${JSON.stringify(this.text(timeColumn))} where a time should be`);
      } else {
        this.row = columns.add();
        columns.timeMs[this.row] = this.time.timeMs;
        columns.timeNs[this.row] = this.time.timeNs;
        this.spans.push(cells.rowStart, cells.rowEnd);
        return true;
      }
    }
    return false;
  }

  takeService(column: number): void {
    const { columns } = this;
    const isNamed = column >= 0 && !this.isEmpty(column);
    columns.service.setCode(
      this.row,
      isNamed ? this.codeOf(this.services, column) : columns.service.intern(this.fileService)
    );
  }

  takeTraceId(column: number): void {
    this.columns.traceId.setCode(this.row, column < 0 ? this.noTraceId : this.codeOf(this.traceIds, column));
  }

  /** A row without a message is its own. */
  takeMessage(column: number): void {
    const { cells } = this;
    this.messageCode =
      column < 0 ? this.messages.codeOf(cells.rowStart, cells.rowEnd, 0) : this.codeOf(this.messages, column);
    this.columns.message.setCode(this.row, this.messageCode);
  }

  takeLevel(column: number): void {
    const code = this.codeOf(this.levelTexts, column);
    let level = this.levelsOfTexts[code];
    if (level === undefined) {
      level = this.levelsOfTexts[code] = this.levelOfText(this.levelNames.values[code], column);
    }
    level = level === NO_LEVEL ? this.levelOfMessage() : level;
    this.withoutLevel += level === NO_LEVEL ? 1 : 0;
    this.columns.level[this.row] = level === NO_LEVEL ? INFO : level;
  }

  takeResponseTime(column: number): void {
    let value = NaN;
    if (column >= 0 && !this.isEmpty(column)) {
      const { starts, ends } = this.cells;
      const unitMs = this.fieldOf(column)?.unitMs ?? 1;
      const number = decimal(this.bytes, starts[column], ends[column]);
      value = number >= 0 ? number * unitMs : parseDuration(this.text(column), unitMs);
      if (Number.isNaN(value)) {
        this.unreadable(column);
      }
    }
    this.columns.responseTime[this.row] = value;
  }

  takeStatusCode(column: number): void {
    if (column < 0 || this.isEmpty(column)) {
      return;
    }
    const start = this.cells.starts[column];
    const status = digits(this.bytes, start, this.cells.ends[column], 3);
    const isWhole = this.endsAsStatus(start + 3, this.cells.ends[column]);
    if (status >= 100 && status <= 599 && isWhole) {
      this.columns.statusCode[this.row] = status;
    } else if (!(this.cells.ends[column] === start + 1 && this.bytes[start] === 48)) {
      this.unreadable(column); // 0 is how many writers say that there is none
    }
  }

  finish(): FileLogs {
    const text = asBuffer(this.bytes);
    const traceIds = this.traceIds.texts((start, end, isEscaped) => decode(text, start, end, isEscaped));
    const table = this.columns.finish(this.spans.finish(this.bytes), traceIds);
    return { table, withoutLevel: this.withoutLevel, partialTimes: 0 };
  }

  private dictionaryOf(strings: DictionaryBuilder): ByteDictionary {
    return this.decodedDictionary((value) => strings.intern(value));
  }

  /** For a column whose strings all come by it: where they have but one form in bytes, none has to be looked for twice. */
  private soleDictionaryOf(strings: DictionaryBuilder): ByteDictionary {
    return this.decodedDictionary((value) => (hasOneForm(value) ? strings.append(value) : strings.intern(value)));
  }

  private decodedDictionary(codeOf: (value: string) => number): ByteDictionary {
    const text = asBuffer(this.bytes);
    return new ByteDictionary(this.bytes, (start, end, isEscaped) => {
      return codeOf(decode(text, start, end, isEscaped));
    });
  }

  private codeOf(dictionary: ByteDictionary, column: number): number {
    const { starts, ends, escaped } = this.cells;
    return column < 0 ? dictionary.codeOf(0, 0, 0) : dictionary.codeOf(starts[column], ends[column], escaped[column]);
  }

  private levelOfText(text: string, column: number): number {
    const isOpenTelemetry = this.fieldOf(column)?.isOpenTelemetryLevel ?? false;
    return (isOpenTelemetry ? levelOfOpenTelemetry(Number(text)) : parseLevel(text)) ?? NO_LEVEL;
  }

  private levelOfMessage(): number {
    const known = this.levelsOfMessages[this.messageCode];
    if (known !== undefined) {
      return known;
    }
    findLevel(this.columns.message.values[this.messageCode], this.found);
    return (this.levelsOfMessages[this.messageCode] = this.found.level < 0 ? NO_LEVEL : this.found.level);
  }

  private fieldOf(column: number): Field | undefined {
    return this.header.columns[column]?.field;
  }

  /** Nothing, a dash, or what data frames write for it. */
  private isEmpty(column: number): boolean {
    const { starts, ends } = this.cells;
    const length = ends[column] - starts[column];
    return length === 0 || (length <= 4 && EMPTY.has(this.bytes[starts[column]]) && EMPTY_TEXT.test(this.text(column)));
  }

  /** Whether a status ends where its digits do: `200`, `200.0`, `200 OK`. */
  private endsAsStatus(start: number, end: number): boolean {
    return start === end || this.bytes[start] === 32 || this.bytes[start] === 46;
  }

  private unreadable(column: number): void {
    this.problems.unreadable(this.cells.rowStart, this.header.columns[column].name, this.text(column));
  }

  private text(column: number): string {
    return new TextDecoder().decode(this.bytes.subarray(this.cells.starts[column], this.cells.ends[column]));
  }
}

function decode(text: Buffer, start: number, end: number, isEscaped: number): string {
  const value = text.toString('utf8', start, end);
  return isEscaped ? value.replaceAll('""', '"') : value;
}

/** Whether no other bytes of a cell stand for the string: quotes may be doubled, and what is no UTF-8 becomes U+FFFD. */
function hasOneForm(value: string): boolean {
  return value !== '' && !value.includes('"') && !value.includes('\uFFFD');
}

/** First bytes of `-`, `nan`, `null`, `none`, `n/a`. */
const EMPTY = new Set([...'-nN'].map((char) => char.charCodeAt(0)));
const EMPTY_TEXT = /^(?:-|nan|null|none|n\/a|na)$/i;
