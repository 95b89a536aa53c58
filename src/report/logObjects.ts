import { LEVELS, UNKNOWN } from '../logs/level';
import { type LogTable } from '../logs/logTable';

/** Rows of a table as JSON, one object a line. What a log does not say is left out. Times keep their nanoseconds. */
export function logObjects(table: LogTable, from: number, to: number): string {
  let lines = '';
  for (let row = from; row < to; row++) {
    const level = table.level[row];
    const service = table.service.values[table.service.codes[row]];
    const responseTime = table.responseTime[row];
    const traceId = table.traceId.values.at(table.traceId.codes[row]);
    lines += `${escaped({
      time: exactTime(table.timeMs[row], table.timeNs[row]),
      ...(level !== UNKNOWN && { level: LEVELS[level] }),
      ...(service !== '' && { service }),
      ...(!Number.isNaN(responseTime) && { responseTimeMs: responseTime }),
      ...(table.statusCode[row] > 0 && { statusCode: table.statusCode[row] }),
      ...(traceId !== '' && { traceId }),
      message: table.message.values.at(table.message.codes[row]),
    })}\n`;
  }
  return lines;
}

/** ISO 8601, to the millisecond, or to the nanosecond where the log says more. */
function exactTime(timeMs: number, timeNs: number): string {
  const iso = new Date(timeMs).toISOString();
  return timeNs === 0 ? iso : `${iso.slice(0, -1)}${String(timeNs).padStart(6, '0')}Z`;
}

/** JSON without any character that acts on a terminal: of those JSON escapes only the first 32. */
function escaped(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}
