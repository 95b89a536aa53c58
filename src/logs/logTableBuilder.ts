import { levelOfStatus, UNKNOWN } from './level';
import { LogColumns } from './logColumns';
import { type LogRecord, type LogTable } from './logTable';
import { textColumn } from './textColumn';

/** Collects logs one by one, in any order, into a LogTable. */
export class LogTableBuilder {
  private readonly columns: LogColumns;
  private readonly lines: string[] = [];

  /** @param capacityHint how many logs are expected; more may come. */
  constructor(capacityHint = 1024) {
    this.columns = new LogColumns(capacityHint);
  }

  get length(): number {
    return this.columns.length;
  }

  /** Copies a log; the record may be used again. A log must have a time: a finite `timeMs`. */
  append(record: Readonly<LogRecord>): void {
    const { columns } = this;
    const row = columns.add();
    const message = columns.message.intern(record.message);
    columns.timeMs[row] = record.timeMs;
    columns.timeNs[row] = record.timeNs;
    columns.level[row] = record.level === UNKNOWN ? levelOfStatus(record.statusCode) : record.level;
    columns.responseTime[row] = record.responseTime;
    columns.statusCode[row] = record.statusCode;
    columns.service.setCode(row, columns.service.intern(record.service));
    columns.message.setCode(row, message);
    columns.traceId.setCode(row, columns.traceId.intern(record.traceId));
    // A line that is its message is held once, in the message's dictionary.
    this.lines.push(record.line === record.message ? columns.message.values[message] : record.line);
  }

  /** The table, in order of time. The builder must not be used after this. */
  finish(): LogTable {
    return this.columns.finish(textColumn(this.lines));
  }
}
