import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { isoInstant } from '../instant';

export const LINE_FORMATS = ['ndjson', 'csv', 'logfmt'] as const;

export type LineFormat = (typeof LINE_FORMATS)[number];

/** How a store is given a log: as a line that holds all, or the message with the other values beside it. */
export const PUSH_FORMATS = ['fields', 'ndjson', 'logfmt'] as const;

export type PushFormat = (typeof PUSH_FORMATS)[number];

/** The first line of a CSV file. */
export const csvHeader = 'timestamp,service,level,message,response_time_ms,status_code,trace_id';

/**
 * One log as a line of text, without a line break. Times are whole milliseconds since the epoch in CSV, and RFC 3339
 * with nanoseconds in the other two; what a log has no value for is empty in CSV and left out in the other two.
 */
export function toLine(table: LogTable, row: number, format: LineFormat): string {
  const timeMs = table.timeMs[row];
  const service = table.service.values[table.service.codes[row]];
  const level = LEVELS[table.level[row]];
  const message = table.message.values.at(table.message.codes[row]);
  const responseTime = table.responseTime[row];
  const measured = Number.isFinite(responseTime);
  const status = table.statusCode[row];
  const trace = table.traceId.values.at(table.traceId.codes[row]);
  switch (format) {
    case 'csv':
      return `${timeMs},${cell(service)},${level},${cell(message)},${measured ? responseTime : ''},${status || ''},${cell(trace)}`;
    case 'ndjson':
      return JSON.stringify({
        timestamp: isoInstant({ ms: timeMs, ns: table.timeNs[row] }),
        service,
        level,
        message,
        response_time_ms: measured ? responseTime : undefined,
        status_code: status || undefined,
        trace_id: trace || undefined,
      });
    case 'logfmt': {
      const head = `ts=${isoInstant({ ms: timeMs, ns: table.timeNs[row] })} level=${level.toLowerCase()} service=${value(service)}`;
      const duration = measured ? ` duration=${responseTime}ms` : '';
      return `${head} msg=${JSON.stringify(message)}${duration}${status ? ` status=${status}` : ''}${trace ? ` trace_id=${trace}` : ''}`;
    }
  }
}

/** RFC 4180: a cell with a comma, a quote or a line break is quoted. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** logfmt: a value with anything but plain characters is quoted. */
function value(text: string): string {
  return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text);
}
