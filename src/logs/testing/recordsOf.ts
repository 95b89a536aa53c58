import { type LogRecord, type LogTable } from '../logTable';

/** The rows of a table, for tests. */
export function recordsOf(table: LogTable): LogRecord[] {
  return Array.from({ length: table.length }, (_, row) => ({
    timeMs: table.timeMs[row],
    timeNs: table.timeNs[row],
    service: table.service.values[table.service.codes[row]],
    level: table.level[row],
    message: table.message.values.at(table.message.codes[row]),
    responseTime: table.responseTime[row],
    statusCode: table.statusCode[row],
    traceId: table.traceId.values.at(table.traceId.codes[row]),
    line: table.line.at(row),
  }));
}
