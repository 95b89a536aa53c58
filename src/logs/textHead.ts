import { dayMs, digits, head, readHead, scanClock, scanDateTime, scanEpoch, scanOffset, type TimeParts } from './time';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
  (name) => (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2)
);
const DAY_MS = 86_400_000;

/** A time found at the head of a text. */
export interface TextTime extends TimeParts {
  /** Where it begins and ends in the text. */
  start: number;
  end: number;
  /** The text has only a time of day, or a date without a year: the rest was taken from `nearMs`. */
  isPartial: boolean;
}

/**
 * Finds a time near the head of a line: ISO 8601, `2006/01/02 15:04:05`, since the epoch, `Jan  2 15:04:05` of syslog,
 * `[02/Jan/2006:15:04:05 -0700]` of web servers, `0102 15:04:05.123456` of glog, `15:04:05.123`.
 * @param nearMs a time shortly after the log was written, such as that of its file: what the text leaves out is taken from it.
 * NaN: only whole times are recognised.
 * @param within how many characters of the text may come before it, at most 64.
 */
export function findTime(text: string, nearMs: number, within: number, into: TextTime): boolean {
  const end = readHead(text);
  const bytes = head;
  into.isPartial = false;
  for (let start = 0; start < end && start <= within; start++) {
    if (start > 0 && !isBoundary(bytes[start - 1])) {
      continue;
    }
    const byte = bytes[start];
    const isDigit = byte >= 48 && byte <= 57;
    const after = isDigit ? scanDigits(bytes, start, end, nearMs, into) : scanNamed(bytes, start, end, nearMs, into);
    if (after > start) {
      into.start = start;
      into.end = after;
      return true;
    }
  }
  return false;
}

function scanDigits(bytes: Uint8Array, start: number, end: number, nearMs: number, into: TextTime): number {
  const date = scanDateTime(bytes, start, end, into);
  if (date > start + 10) {
    return date;
  }
  if (date > 0) {
    // Gin parts date and time by a dash; a bare date is no time of a log.
    const midnight = into.timeMs;
    const clock = bytes[date] === 32 && bytes[date + 1] === 45 ? scanClock(bytes, date + 3, end, into) : -1;
    into.timeMs += midnight;
    return clock;
  }
  const webServer = scanWebServerTime(bytes, start, end, into);
  if (webServer > 0) {
    return webServer;
  }
  const shortYear = scanShortYear(bytes, start, end, into);
  if (shortYear > 0) {
    return shortYear;
  }
  if (start <= 8) {
    const epoch = scanEpoch(bytes, start, end, into);
    if (epoch >= start + 10 && (epoch === end || isBoundary(bytes[epoch]) || bytes[epoch] === 93)) {
      return epoch;
    }
    return Number.isNaN(nearMs) ? -1 : scanTimeOfDay(bytes, start, end, nearMs, into);
  }
  return -1;
}

/** `02/Jan/2006:15:04:05 -0700` */
function scanWebServerTime(bytes: Uint8Array, start: number, end: number, into: TextTime): number {
  const day = digits(bytes, start, end, 2);
  const year = digits(bytes, start + 7, end, 4);
  if (day < 1 || day > 31 || year < 0 || bytes[start + 2] !== 47 || bytes[start + 6] !== 47) {
    return -1;
  }
  const month = monthAt(bytes, start + 3);
  const clock = month > 0 ? scanClock(bytes, start + 12, end, into) : -1;
  if (clock < 0) {
    return -1;
  }
  into.timeMs += dayMs(year, month, day);
  return scanOffset(bytes, clock, end, into);
}

/** `06/01/02 15:04:05`, as Spark and Hadoop write it. */
function scanShortYear(bytes: Uint8Array, start: number, end: number, into: TextTime): number {
  const year = digits(bytes, start, end, 2);
  const month = digits(bytes, start + 3, end, 2);
  const day = digits(bytes, start + 6, end, 2);
  const isDate = bytes[start + 2] === 47 && bytes[start + 5] === 47 && bytes[start + 8] === 32;
  if (!isDate || year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
    return -1;
  }
  const clock = scanClock(bytes, start + 9, end, into);
  into.timeMs += dayMs(2000 + year, month, day);
  return clock;
}

/** `Jan  2 15:04:05` of syslog, with or without a day of the week before or a year behind; `E0102 15:04:05` of glog. */
function scanNamed(bytes: Uint8Array, start: number, end: number, nearMs: number, into: TextTime): number {
  const month = monthAt(bytes, start);
  if (month > 0 && bytes[start + 3] === 32) {
    const isPadded = bytes[start + 4] === 32;
    const day = isPadded ? digits(bytes, start + 5, end, 1) : digits(bytes, start + 4, end, 2);
    const clock = day > 0 && day <= 31 && bytes[start + 6] === 32 ? scanClock(bytes, start + 7, end, into) : -1;
    const year = clock > 0 && bytes[clock] === 32 ? digits(bytes, clock + 1, end, 4) : -1;
    if (year > 1970 && year < 2200 && (clock + 5 >= end || isBoundary(bytes[clock + 5]) || bytes[clock + 5] === 93)) {
      into.timeMs += dayMs(year, month, day);
      return clock + 5;
    }
    return clock < 0 ? -1 : inYearBefore(nearMs, month, day, clock, into);
  }
  const glogDate = start === 0 ? digits(bytes, 1, end, 4) : -1;
  if (glogDate > 100 && bytes[5] === 32) {
    const clock = scanClock(bytes, 6, end, into);
    return clock < 0 ? -1 : inYearBefore(nearMs, Math.floor(glogDate / 100), glogDate % 100, clock, into);
  }
  return -1;
}

/** `15:04:05.123`, or `01-02 15:04:05.123` of logcat. */
function scanTimeOfDay(bytes: Uint8Array, start: number, end: number, nearMs: number, into: TextTime): number {
  if (bytes[start + 2] === 45 && bytes[start + 5] === 32) {
    const month = digits(bytes, start, end, 2);
    const day = digits(bytes, start + 3, end, 2);
    const clock = month > 0 && month <= 12 && day > 0 && day <= 31 ? scanClock(bytes, start + 6, end, into) : -1;
    return clock < 0 ? -1 : inYearBefore(nearMs, month, day, clock, into);
  }
  const clock = bytes[start + 2] === 58 && bytes[start + 5] === 58 ? scanClock(bytes, start, end, into) : -1;
  if (clock < start + 8) {
    return -1;
  }
  into.timeMs += Math.floor(nearMs / DAY_MS) * DAY_MS;
  into.isPartial = true;
  return clock;
}

/** Completes a date by the latest year in which it doesn't lie after `nearMs` (a day is allowed for zones). */
function inYearBefore(nearMs: number, month: number, day: number, end: number, into: TextTime): number {
  if (Number.isNaN(nearMs)) {
    return -1;
  }
  const clockMs = into.timeMs;
  const year = new Date(nearMs).getUTCFullYear();
  const thisYear = dayMs(year, month, day) + clockMs;
  into.timeMs = thisYear > nearMs + DAY_MS ? dayMs(year - 1, month, day) + clockMs : thisYear;
  into.isPartial = true;
  return end;
}

function monthAt(bytes: Uint8Array, at: number): number {
  const after = bytes[at + 3];
  const letters = ((bytes[at] | 32) << 16) | ((bytes[at + 1] | 32) << 8) | bytes[at + 2] | 32;
  return after === 32 || after === 47 ? MONTHS.indexOf(letters) + 1 : 0;
}

/** What a time may stand behind, or before: a space, tab, bracket, bar, quote, comma; `>` of syslog's priority. */
function isBoundary(byte: number): boolean {
  return (
    byte === 32 || byte === 9 || byte === 91 || byte === 124 || byte === 34 || byte === 44 || byte === 62 || byte === 40
  );
}
