import { createLineParser, emptyRecord, type LineParser } from '../../logs/lineParser';
import { LogColumns } from '../../logs/logColumns';
import { type FieldMapping } from '../../query/settings';
import { type FileInput } from './fileInput';
import { type FileLogs } from './fileLogs';
import { LineSpans } from './lineSpans';

const NOTHING = {};

/** What became of a line. */
export type LineOutcome = 'added' | 'not JSON' | 'without time';

/** Of a line that is no log, what it does. */
export const WHY_LEFT_OUT: Readonly<Record<Exclude<LineOutcome, 'added'>, string>> = {
  'not JSON': 'begins as JSON and is none',
  'without time': 'has no time that is recognised',
};

/** Logs between two words on how far reading is, less one: a power of 2, so that the mask tells. */
export const PROGRESS_MASK = 0xffff;

/** Logs that are parsed line by line into columns; the lines themselves stay in the bytes of the file. */
export class LineLogs {
  readonly columns: LogColumns;
  /** Code of the service of logs that name none. */
  readonly defaultService: number;
  private readonly spans: LineSpans;
  private readonly parser: LineParser;
  private readonly record = emptyRecord();
  /** Of lines that are no logs. */
  private withoutLevel = 0;

  /**
   * @param expected how many logs, about.
   * @param file its age completes times without a date or a year, its name names the service where a log doesn't.
   * @throws SettingsError for a pattern that is none.
   */
  constructor(expected: number, mapping: FieldMapping, { modifiedMs, service }: FileInput) {
    this.columns = new LogColumns(expected);
    this.spans = new LineSpans(expected);
    this.defaultService = this.columns.service.intern(service);
    this.parser = createLineParser(mapping, { nearMs: modifiedMs });
  }

  get length(): number {
    return this.columns.length;
  }

  /** @param mustBeJson the line is left out unless it is a JSON object. */
  add(line: string, start: number, end: number, mustBeJson: boolean): LineOutcome {
    const { record, parser, columns } = this;
    const { json, withoutLevel } = parser.stats;
    record.timeMs = NaN;
    parser.parse(line, NOTHING, record);
    const isMissingJson = mustBeJson && parser.stats.json === json;
    if (isMissingJson || Number.isNaN(record.timeMs)) {
      this.withoutLevel += parser.stats.withoutLevel - withoutLevel;
      return isMissingJson ? 'not JSON' : 'without time';
    }
    const row = this.open(start, end);
    columns.timeMs[row] = record.timeMs;
    columns.timeNs[row] = record.timeNs;
    columns.level[row] = record.level;
    columns.responseTime[row] = record.responseTime;
    columns.statusCode[row] = record.statusCode;
    columns.service.setCode(row, record.service === '' ? this.defaultService : columns.service.intern(record.service));
    columns.message.setCode(row, columns.message.intern(record.message));
    columns.traceId.setCode(row, columns.traceId.intern(record.traceId));
    return 'added';
  }

  /** Opens a row of `columns` for a log that is read elsewhere. All its cells have to be set. */
  open(start: number, end: number): number {
    this.spans.push(start, end);
    return this.columns.add();
  }

  /** Lets the last log go on to `end`. */
  extend(end: number): void {
    this.spans.extend(end);
  }

  finish(bytes: Uint8Array): FileLogs {
    const { stats } = this.parser;
    return {
      table: this.columns.finish(this.spans.finish(bytes)),
      withoutLevel: stats.withoutLevel - this.withoutLevel,
      partialTimes: stats.partialTimes,
    };
  }
}
