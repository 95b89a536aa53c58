import { InputError } from '../../errors';
import { type CsvDictionary } from '../../kernels/csv';
import { parseDuration } from '../../logs/durations/parseDuration';
import { type Field, type Role } from '../../logs/fieldNames';
import { levelOfStatus, UNKNOWN } from '../../logs/level';
import { parseLevel } from '../../logs/levels/parseLevel';
import { findLevel } from '../../logs/levels/textLevel';
import { LogColumns } from '../../logs/logColumns';
import { type TimeParts } from '../../logs/time/calendar';
import { type TimeReader } from '../../logs/time/timeReader';
import { timeReaderOf } from '../../logs/lineParser';
import { CsvChunks } from './csvChunks';
import { type FileLogs } from './fileLogs';
import { type FileReading } from './fileReading';
import { LineSpans } from './lineSpans';
import { type Problems } from './problems';
import { readTable } from './readTable';
import { bestColumn, type TableForm } from './tableForm';

const NO_LEVEL = 255;
const NOT_PLAIN = 0xffff;
const REMARK = 35; // #

/**
 * Reads CSV (RFC 4180; comma, semicolon or tab) straight from its bytes, a chunk of rows and of these a column at a
 * time: no string is made for a cell until it is asked for.
 * @throws InputError when no column is a time.
 */
export function readCsv(reading: FileReading, table: TableForm | undefined): FileLogs {
  const { file, form, problems, onProgress } = reading;
  const { name, service: fileService, modifiedMs } = file;
  const columnOf = (role: Role): number => (table ? bestColumn(table, role) : -1);
  const time = columnOf('time');
  if (!table || time < 0) {
    const names = table?.columns.map((column) => column.name).join(', ') ?? 'none that could be recognised';
    if (reading.mapping.time !== undefined) {
      throw new InputError(
        `${name} has no column ${JSON.stringify(reading.mapping.time)}, which is named as the time; its columns are: ${names}. ` +
          'Name one of them with --time-field, or leave it out.'
      );
    }
    throw new InputError(
      `${name} has no column with the time of a log; its columns are: ${names}. ` +
        `Call it timestamp (milliseconds since the epoch, or ISO 8601), or name it: --time-field NAME.`
    );
  }
  if (!table.isPlain) {
    return readTable(reading, table);
  }
  const times = timeReaderOf(table.mapping, modifiedMs, { ...form, order: table.order?.order });
  const rows = new CsvRows(table, fileService, problems, times);
  const service = columnOf('service');
  const level = columnOf('level');
  const message = columnOf('message');
  const responseTime = columnOf('responseTime');
  const statusCode = columnOf('statusCode');
  const traceId = columnOf('traceId');
  while (rows.advance(time)) {
    rows.takeService(service);
    rows.takeMessage(message);
    rows.takeResponseTime(responseTime);
    rows.takeStatusCode(statusCode);
    rows.takeLevel(level);
    rows.takeTraceId(traceId);
    onProgress(rows.length);
  }
  return rows.finish();
}

/** The rows of a CSV file, taken into columns a chunk at a time. A column of -1 is not there. */
class CsvRows {
  private readonly columns: LogColumns;
  private readonly chunks: CsvChunks;
  private readonly spans: LineSpans;
  private readonly services: CsvDictionary;
  /** Of each different cell the code of the service that it names. */
  private readonly serviceOf: number[] = [];
  /** Which of them name none. */
  private readonly unnamed = new Set<number>();
  private readonly messages: CsvDictionary;
  private readonly levelOfMessages: number[] = [];
  private readonly levels: CsvDictionary;
  private readonly levelOf: number[] = [];
  private readonly traceIds: CsvDictionary;
  private readonly time: TimeParts = { timeMs: 0, timeNs: 0 };
  private readonly found = { level: -1, start: 0, end: 0 };
  /** The first row of the chunk in the columns. */
  private first = 0;
  private withoutLevel = 0;
  private withoutService = 0;

  constructor(
    private readonly header: TableForm,
    private readonly fileService: string,
    private readonly problems: Problems,
    private readonly times: TimeReader
  ) {
    const { bytes } = header;
    const expected = Math.ceil(bytes.length / 80);
    this.columns = new LogColumns(expected);
    this.spans = new LineSpans(expected);
    this.chunks = new CsvChunks(bytes, header.separator, header.columns.length, header.end);
    this.services = this.chunks.createDictionary();
    this.messages = this.chunks.createDictionary();
    this.levels = this.chunks.createDictionary();
    this.traceIds = this.chunks.createDictionary();
    this.chunks.codeOfEmpty(this.traceIds);
  }

  get length(): number {
    return this.columns.length;
  }

  /** Goes on to the next rows, and takes those that have a time. @returns whether there are rows */
  advance(timeColumn: number): boolean {
    const { chunks, columns, spans } = this;
    if (!chunks.advance()) {
      return false;
    }
    const times = chunks.times(timeColumn);
    this.first = columns.addRows(chunks.rows);
    if (times.others === 0) {
      columns.timeMs.set(times.values, this.first);
    } else {
      this.takeTimes(times.values, timeColumn);
    }
    spans.pushAll(chunks.rowStarts(), chunks.rowEnds());
    return true;
  }

  takeService(column: number): void {
    const { chunks, columns, serviceOf } = this;
    const codes = column < 0 ? new Uint32Array(chunks.rows) : chunks.codes(column, this.services);
    const known = column < 0 ? 1 : chunks.sizeOf(this.services);
    for (let code = serviceOf.length; code < known; code++) {
      const name = column < 0 ? '' : chunks.textOf(this.services, code);
      const isNamed = !EMPTY_TEXT.test(name);
      serviceOf.push(columns.service.intern(isNamed ? name : this.fileService));
      if (!isNamed) {
        this.unnamed.add(code);
      }
    }
    for (let row = 0; this.unnamed.size > 0 && row < codes.length; row++) {
      this.withoutService += this.unnamed.has(codes[row]) ? 1 : 0;
    }
    if (serviceOf.some((service, code) => service !== code)) {
      for (let row = 0; row < codes.length; row++) {
        codes[row] = serviceOf[codes[row]];
      }
    }
    columns.service.setCodes(this.first, codes);
  }

  takeTraceId(column: number): void {
    const { chunks } = this;
    const codes = column < 0 ? new Uint32Array(chunks.rows) : chunks.codes(column, this.traceIds);
    this.columns.traceId.setCodes(this.first, codes);
  }

  /** A row without a message is its own. */
  takeMessage(column: number): void {
    const { chunks, messages } = this;
    const codes = column < 0 ? chunks.rowCodes(messages) : chunks.codes(column, messages);
    this.columns.message.setCodes(this.first, codes);
  }

  /**
   * Follows takeMessage and takeStatusCode: where no column has the level, the message may name it, or the status stand
   * for one.
   */
  takeLevel(column: number): void {
    const { chunks, columns, first, levelOf } = this;
    const codes = column < 0 ? new Uint32Array(chunks.rows) : chunks.codes(column, this.levels);
    const known = column < 0 ? 1 : chunks.sizeOf(this.levels);
    for (let code = levelOf.length; code < known; code++) {
      levelOf.push(column < 0 ? NO_LEVEL : this.levelOfText(chunks.textOf(this.levels, code), column));
    }
    for (let row = 0; row < codes.length; row++) {
      let level = levelOf[codes[row]];
      if (level === NO_LEVEL) {
        level = this.levelOfMessage(columns.message.codeAt(first + row));
      }
      if (level === NO_LEVEL) {
        level = levelOfStatus(columns.statusCode[first + row]);
        this.withoutLevel += level === UNKNOWN ? 1 : 0;
      }
      columns.level[first + row] = level;
    }
  }

  takeResponseTime(column: number): void {
    const { chunks, columns, first } = this;
    if (column < 0) {
      columns.responseTime.fill(NaN, first, columns.length);
      return;
    }
    const unitMs = this.fieldOf(column)?.unitMs ?? 1;
    const { values, others } = chunks.decimals(column);
    if (others > 0 || unitMs !== 1) {
      for (let row = 0; row < values.length; row++) {
        const value = values[row];
        values[row] = value === value ? value * unitMs : this.durationOf(row, column, unitMs);
      }
    }
    columns.responseTime.set(values, first);
  }

  takeStatusCode(column: number): void {
    const { chunks, columns, first } = this;
    if (column < 0) {
      return;
    }
    const { values, others } = chunks.statuses(column);
    for (let row = 0; others > 0 && row < values.length; row++) {
      values[row] = values[row] === NOT_PLAIN ? this.statusOf(row, column) : values[row];
    }
    columns.statusCode.set(values, first);
  }

  finish(): FileLogs {
    const { chunks, columns } = this;
    const lines = this.spans.finish(this.header.bytes);
    this.times.partial.settle(columns.timeMs.subarray(0, columns.length));
    const table = columns.finish(lines, chunks.textsOf(this.traceIds), chunks.textsOf(this.messages));
    const { withoutLevel, withoutService } = this;
    return { table, withoutLevel, withoutService, partialTimes: this.times.partial.count };
  }

  /** Takes the times where some are in another form, and leaves the rows out that have none. */
  private takeTimes(times: Float64Array, column: number): void {
    const { chunks, columns, first, time } = this;
    const cells = chunks.rowCells();
    const kept = new Uint32Array(times.length);
    let count = 0;
    for (let row = 0; row < times.length; row++) {
      const isPlain = times[row] === times[row];
      if (isPlain || this.readTime(row, cells[row], column)) {
        columns.timeMs[first + count] = isPlain ? times[row] : time.timeMs;
        columns.timeNs[first + count] = isPlain ? 0 : time.timeNs;
        kept[count++] = row;
      }
    }
    if (count < times.length) {
      chunks.keep(kept.subarray(0, count));
      columns.length = first + count;
    }
  }

  /** Reads a time that is no plain number. @returns whether the row is one of the file's, with a time */
  private readTime(row: number, cells: number, column: number): boolean {
    const wanted = this.header.columns.length;
    const isRemark = this.header.hasRemarks && this.header.bytes[this.startOf(row)] === REMARK;
    if (cells !== wanted || isRemark) {
      if (isRemark) {
        return false;
      }
      this.problems.leftOut(this.startOf(row), `has ${cells} columns where the header has ${wanted}`);
      return false;
    }
    const { bytes, start, end } = this.chunks.cell(row, column);
    const isTime = this.times.readBytes(bytes, start, end, this.time);
    if (!isTime) {
      const text = JSON.stringify(this.chunks.text(row, column));
      this.problems.leftOut(this.startOf(row), `has ${text} where a time should be`);
    }
    return isTime;
  }

  /** A response time that is no plain number, ms; NaN for none. */
  private durationOf(row: number, column: number, unitMs: number): number {
    const text = this.chunks.text(row, column);
    if (EMPTY_TEXT.test(text)) {
      return NaN;
    }
    const value = parseDuration(text, unitMs);
    if (Number.isNaN(value)) {
      this.unreadable(row, column, text);
    }
    return value;
  }

  /** A status that is not just its digits: `200.0`, `200 OK`; 0 for none. */
  private statusOf(row: number, column: number): number {
    const text = this.chunks.text(row, column);
    const status = STATUS.exec(text);
    // 0 is how many writers say that there is none.
    if (!status && text !== '0' && !EMPTY_TEXT.test(text)) {
      this.unreadable(row, column, text);
    }
    return status ? Number(status[1]) : 0;
  }

  private levelOfText(text: string, column: number): number {
    return parseLevel(text, this.fieldOf(column)?.scale) ?? NO_LEVEL;
  }

  private levelOfMessage(code: number): number {
    const known = this.levelOfMessages[code];
    if (known !== undefined) {
      return known;
    }
    findLevel(this.chunks.textOf(this.messages, code), this.found);
    return (this.levelOfMessages[code] = this.found.level < 0 ? NO_LEVEL : this.found.level);
  }

  private fieldOf(column: number): Field | undefined {
    return this.header.columns[column]?.field;
  }

  private unreadable(row: number, column: number, text: string): void {
    this.problems.unreadable(this.startOf(row), this.header.columns[column].name, text);
  }

  /** Where a row of the chunk starts in the file. */
  private startOf(row: number): number {
    return this.chunks.rowStarts()[row];
  }
}

/** Nothing, a dash, or what data frames write for it. */
const EMPTY_TEXT = /^(?:-|nan|null|none|n\/a|na)?$/i;
const STATUS = /^([1-5]\d\d)(?:$|[ .])/;
