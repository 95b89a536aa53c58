import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { matchingRows } from './matchingRows';

/** Of what is tried again. That nothing was, or that nothing will be, is no retry. */
const MAY_RETRY = /retr|re-?attempt|attempt/i;
const RETRY = /\bretr(?:y|ying|ied|ies)\b|\bre-?attempt|\battempt[ #:=]{1,3}\d/i;
const NO_RETRY =
  /\b(?:no|not|never|without|won't) (?:be )?retr|retry.after|retr\w{0,10}[ =:]{1,3}0\b|attempt[ #:=]{1,3}[01] ?(?:\/|of)/i;

/** Whether a message says that something is tried again. */
export function isRetry(message: string): boolean {
  return RETRY.test(message) && !NO_RETRY.test(message);
}

/**
 * Lines that say that something is tried again, per cell of the window table, but for errors: a retry hides a failure.
 * Undefined: none.
 *
 * @param templateOf the template of each different message, as a number
 */
export function countRetries(table: LogTable, windows: WindowTable, templateOf: Int32Array): Uint32Array | undefined {
  const { message, service, timeMs } = table;
  const rows = matchingRows(table, templateOf, MAY_RETRY);
  if (rows.length === 0) {
    return undefined;
  }
  const isRetryByCode = new Map<number, boolean>();
  const indexOf = new Map(windows.services.map((name, index) => [name, index]));
  const counts = new Uint32Array(windows.services.length * windows.windowCount);
  for (const row of rows) {
    const code = message.codes[row];
    if (!isRetryByCode.has(code)) {
      isRetryByCode.set(code, isRetry(message.values.at(code)));
    }
    if (!isRetryByCode.get(code)) {
      continue;
    }
    const window = Math.floor((timeMs[row] - windows.startMs) / windows.windowMs);
    const index = indexOf.get(service.values[service.codes[row]]);
    if (index !== undefined && window >= 0 && window < windows.windowCount) {
      counts[index * windows.windowCount + window]++;
    }
  }
  return counts;
}
