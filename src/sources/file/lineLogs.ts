import { type LineForm } from '../../logs/form/lineForm';
import { type JsonObject } from '../../logs/json';
import { ERROR } from '../../logs/level';
import { parseLevel } from '../../logs/levels/parseLevel';
import { createLineParser, emptyRecord, type LineParser } from '../../logs/lineParser';
import { type Field } from '../../logs/fieldNames';
import { LogColumns } from '../../logs/logColumns';
import { type TimeReader } from '../../logs/time/timeReader';
import { type LearnedValues } from '../../logs/values/learnedValues';
import { type FieldMapping } from '../../query/settings';
import { type FileInput } from './fileInput';
import { type FileLogs } from './fileLogs';
import { LineSpans } from './lineSpans';

const NOTHING = {};

/** No time is written in more characters. */
const LONGEST_TIME = 40;
/**
 * A first line that says no more than where it is from: `Microsoft.Hosting.Lifetime[14]`, `../smbd/server.c:1(main)`.
 */
const ORIGIN = /^(?:[A-Za-z_][\w.`+]{0,200}\[\d{1,9}\]|(?:\d{1,2}\] )?[\w./-]{1,200}\.c:\d{1,6}\(\w{1,100}\))$/;
/** One that says no more than level and time, as Erlang has it: `=ERROR REPORT==== 3-Nov-2024::14:30:01 ===`. */
const REPORT = /^=[A-Z ]{3,30} REPORT==== [^=]{10,40} ===\s*$/;

/** What became of an object. */
export type ObjectOutcome = 'added' | 'not JSON' | 'without time';

/** Logs that are parsed line by line into columns; the lines themselves stay in the bytes of the file. */
export class LineLogs {
  readonly columns: LogColumns;
  /** What was learned of bare numbers. */
  readonly values: LearnedValues | undefined;
  /** Code of the service of logs that name none. */
  readonly defaultService: number;
  private readonly spans: LineSpans;
  private readonly parser: LineParser;
  private readonly record = emptyRecord();
  private readonly parts = { timeMs: 0, timeNs: 0 };
  /** Lines have nothing around them, and those that are indented belong to the one before. */
  readonly isPlain: boolean;
  /** What the logs begin with, where they are rows, see `openingOf`. */
  readonly opening: number | undefined;
  /** Others follow: where times without a date lie is known at the end of all. */
  private readonly isPiece: boolean;
  private readonly partialBefore: number;
  private withoutLevel = 0;
  private withoutService = 0;
  private lacksLevel = false;
  private lastLacksLevel = false;

  /**
   * @param expected how many logs, about.
   * @param file its age completes times without a date or a year, its name names the service where a log doesn't.
   * @throws SettingsError for a pattern that is none.
   */
  constructor(expected: number, mapping: FieldMapping, { modifiedMs, service, parser }: FileInput, form: LineForm) {
    this.columns = new LogColumns(expected);
    this.spans = new LineSpans(expected);
    this.defaultService = this.columns.service.intern(service);
    this.isPiece = parser !== undefined;
    this.parser = parser ?? createLineParser(mapping, { nearMs: modifiedMs, form });
    this.partialBefore = this.parser.times.partial.count;
    this.values = form.values;
    this.isPlain = form.frames.length === 0 && !form.isIndented;
    this.opening = form.opening;
  }

  get times(): TimeReader {
    return this.parser.times;
  }

  get length(): number {
    return this.columns.length;
  }

  /** The words of the line that was parsed last, and what they say. */
  get text(): string {
    return this.parser.text;
  }

  get isPart(): boolean {
    return this.parser.isPart;
  }

  get stream(): string {
    return this.parser.stream;
  }

  get isByLine(): boolean {
    return this.parser.isByLine;
  }

  get hasTime(): boolean {
    return !Number.isNaN(this.record.timeMs);
  }

  /** The level of the line that was parsed last. */
  get level(): number {
    return this.record.level;
  }

  levelAt(row: number): number {
    return this.columns.level[row];
  }

  /** Reads a line into the record that `append` puts into the columns. */
  parse(line: string): void {
    const { record, parser } = this;
    const { withoutLevel } = parser.stats;
    record.timeMs = NaN;
    parser.parse(line, NOTHING, record);
    this.lacksLevel = parser.stats.withoutLevel > withoutLevel;
  }

  /** Whether the line that was parsed last is of the same time as a log. */
  isNear(row: number, withinMs: number): boolean {
    return Math.abs(this.record.timeMs - this.columns.timeMs[row]) <= withinMs;
  }

  /** Appends the log that was parsed last. */
  append(start: number, end: number): void {
    const { record, columns } = this;
    const row = this.open(start, end);
    columns.timeMs[row] = record.timeMs;
    columns.timeNs[row] = record.timeNs;
    columns.level[row] = record.level;
    columns.responseTime[row] = record.responseTime;
    columns.statusCode[row] = record.statusCode;
    columns.service.setCode(row, record.service === '' ? this.defaultService : columns.service.intern(record.service));
    columns.message.setCode(row, columns.message.intern(record.message));
    columns.traceId.setCode(row, columns.traceId.intern(record.traceId));
    this.withoutLevel += this.lacksLevel ? 1 : 0;
    this.withoutService += record.service === '' ? 1 : 0;
    this.lastLacksLevel = this.lacksLevel;
  }

  /** Appends the line that was parsed last as an error; where it has no time, that of the log before. */
  appendCrash(start: number, end: number): void {
    const { record } = this;
    record.level = Math.max(ERROR, this.lacksLevel ? ERROR : record.level);
    this.lacksLevel = false;
    this.appendUntimed(start, end);
  }

  /** Appends the line that was parsed last; where it has no time, that of the log before. */
  appendUntimed(start: number, end: number): void {
    const { record, columns, length } = this;
    if (Number.isNaN(record.timeMs)) {
      record.timeMs = columns.timeMs[length - 1];
      record.timeNs = columns.timeNs[length - 1];
    }
    this.append(start, end);
  }

  /**
   * The line that was parsed last says what the last log is, whose first line says no more than a time, or no level: as
   * Oracle and java.util.logging write. @returns whether it does
   */
  takeSecondLine(): boolean {
    return this.isBare ? this.takeBody() : this.takeNamedLevel(this.text);
  }

  /** Whether the last log is no more than a time so far. */
  private get isBare(): boolean {
    const { columns, length, times } = this;
    const message = columns.message.values[columns.message.codeAt(length - 1)];
    return (message.length <= LONGEST_TIME && times.readField(message, this.parts) === 'time') || REPORT.test(message);
  }

  private takeBody(): true {
    const { record, columns, length } = this;
    const row = length - 1;
    columns.message.setCode(row, columns.message.intern(record.message));
    columns.responseTime[row] = record.responseTime;
    columns.statusCode[row] = record.statusCode;
    columns.traceId.setCode(row, columns.traceId.intern(record.traceId));
    this.raiseLevel();
    return true;
  }

  /** Gives the last log the level of the line that was parsed last, where that is higher. */
  raiseLevel(): void {
    const { record, columns, length } = this;
    if (this.lacksLevel || record.level <= columns.level[length - 1]) {
      return;
    }
    columns.level[length - 1] = record.level;
    this.withoutLevel -= this.lastLacksLevel ? 1 : 0;
    this.lastLacksLevel = false;
  }

  private takeNamedLevel(text: string): boolean {
    const found = this.lastLacksLevel ? /^(\p{L}{3,20}) ?: (.*)$/u.exec(text) : null;
    const level = found ? parseLevel(found[1]) : undefined;
    if (!found || level === undefined) {
      return false;
    }
    const { columns, length } = this;
    columns.level[length - 1] = level;
    columns.message.setCode(length - 1, columns.message.intern(found[2].trim()));
    this.lastLacksLevel = false;
    this.withoutLevel--;
    return true;
  }

  /**
   * An indented second line is the message where the first says only where it is from, as .NET, Samba and Erlang write.
   * @returns whether it is
   */
  takeIndented(row: number, text: string): boolean {
    const { columns } = this;
    const first = columns.message.values[columns.message.codeAt(row)];
    const isOrigin = ORIGIN.test(first) || REPORT.test(first);
    if (isOrigin) {
      columns.message.setCode(row, columns.message.intern(text.trim()));
    }
    return isOrigin;
  }

  /** Adds an object of JSON. */
  addObject(line: string, start: number, end: number): ObjectOutcome {
    const { json } = this.parser.stats;
    this.parse(line);
    if (this.parser.stats.json === json) {
      return 'not JSON';
    }
    if (!this.hasTime) {
      return 'without time';
    }
    this.append(start, end);
    return 'added';
  }

  /** Adds a log that is an object of fields. */
  addFields(fields: JsonObject, start: number, end: number): ObjectOutcome {
    const { record, parser } = this;
    const { withoutLevel } = parser.stats;
    record.timeMs = NaN;
    parser.parseFields(fields, record);
    this.lacksLevel = parser.stats.withoutLevel > withoutLevel;
    if (!this.hasTime) {
      return 'without time';
    }
    this.append(start, end);
    return 'added';
  }

  /** What the field of a name is. */
  fieldAt(name: string): Field | undefined {
    return this.parser.fieldAt(name);
  }

  /** Opens a row of `columns` for a log that is read elsewhere. All its cells have to be set. */
  open(start: number, end: number): number {
    this.spans.push(start, end);
    return this.columns.add();
  }

  /** Lets a log go on to `end`. */
  extend(row: number, end: number): void {
    this.spans.extend(row, end);
  }

  finish(bytes: Uint8Array): FileLogs {
    const { times } = this.parser;
    if (!this.isPiece) {
      times.partial.settle(this.columns.timeMs.subarray(0, this.length));
    }
    return {
      table: this.columns.finish(this.spans.finish(bytes)),
      withoutLevel: this.withoutLevel,
      withoutService: this.withoutService,
      // Lines that go on with another have times of their own.
      partialTimes: Math.min(times.partial.count - this.partialBefore, this.length),
    };
  }
}
