import { LEVELS, UNKNOWN } from '../logs/level';
import { type LogTable } from '../logs/logTable';
import { printableJson } from './printable';

/**
 * Rows of a table as JSON, one object a line. What a log does not say is left out, but for a level that it is meant to
 * have: `levelAssumed` stands beside that. Times keep their nanoseconds.
 * @param levels of all rows, as they are to be shown
 */
export function logObjects(table: LogTable, levels: Uint8Array, from: number, to: number): string {
  let lines = '';
  for (let row = from; row < to; row++) {
    const level = levels[row];
    const service = table.service.values[table.service.codes[row]];
    const responseTime = table.responseTime[row];
    const traceId = table.traceId.values.at(table.traceId.codes[row]);
    lines += `${printableJson(
      JSON.stringify({
        time: exactTime(table.timeMs[row], table.timeNs[row]),
        ...(level !== UNKNOWN && { level: LEVELS[level] }),
        ...(level !== table.level[row] && { levelAssumed: true }),
        ...(service !== '' && { service }),
        ...(!Number.isNaN(responseTime) && { responseTimeMs: responseTime }),
        ...(table.statusCode[row] > 0 && { statusCode: table.statusCode[row] }),
        ...(traceId !== '' && { traceId }),
        message: table.message.values.at(table.message.codes[row]),
      })
    )}\n`;
  }
  return lines;
}

/** ISO 8601, to the millisecond, or to the nanosecond where the log says more. */
function exactTime(timeMs: number, timeNs: number): string {
  const iso = new Date(timeMs).toISOString();
  return timeNs === 0 ? iso : `${iso.slice(0, -1)}${String(timeNs).padStart(6, '0')}Z`;
}
