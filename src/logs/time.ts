/** A time as a LogRecord holds it. */
export interface TimeParts {
  /** Whole milliseconds since the epoch. */
  timeMs: number;
  /** Nanoseconds within that millisecond. */
  timeNs: number;
}

const ZERO = 48;
const NINE = 57;
const DAY_MS = 86_400_000;

/** Whole milliseconds at the start of a day of the Gregorian calendar (Howard Hinnant, days_from_civil). */
export function dayMs(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY_MS;
}

/** The number that `count` digits stand for, or -1 where there are no such digits. */
export function digits(bytes: Uint8Array, start: number, end: number, count: number): number {
  if (start + count > end) {
    return -1;
  }
  let value = 0;
  for (let i = start; i < start + count; i++) {
    const byte = bytes[i];
    if (byte < ZERO || byte > NINE) {
      return -1;
    }
    value = value * 10 + byte - ZERO;
  }
  return value;
}

/**
 * Reads a date and time of ISO 8601, and what loggers make of it: T, a space or an underscore between; `-`, `/` or `.` in the date;
 * up to 9 decimals behind `.` or `,`; Z, an offset, or none, which is UTC. A date alone is its midnight.
 * @returns where it ends, or -1 where there is none.
 */
export function scanDateTime(bytes: Uint8Array, start: number, end: number, into: TimeParts): number {
  const year = digits(bytes, start, end, 4);
  const separator = bytes[start + 4];
  const month = digits(bytes, start + 5, end, 2);
  const day = digits(bytes, start + 8, end, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31 || bytes[start + 7] !== separator) {
    return -1;
  }
  if (separator !== 45 /* - */ && separator !== 47 /* / */ && separator !== 46 /* . */) {
    return -1;
  }
  const date = dayMs(year, month, day);
  const between = bytes[start + 10];
  const hasClock =
    start + 10 < end && (between === 84 || between === 116 || between === 32 || between === 95 || between === 45);
  const clockEnd = hasClock ? scanClock(bytes, start + 11, end, into) : -1;
  if (clockEnd < 0) {
    into.timeMs = date;
    into.timeNs = 0;
    return start + 10;
  }
  into.timeMs += date;
  return scanOffset(bytes, clockEnd, end, into);
}

/** Reads `HH:MM[:SS[.fffffffff]]` as a time since midnight. @returns where it ends, or -1. */
export function scanClock(bytes: Uint8Array, start: number, end: number, into: TimeParts): number {
  const hour = digits(bytes, start, end, 2);
  const minute = digits(bytes, start + 3, end, 2);
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || !isClockSeparator(bytes[start + 2])) {
    return -1;
  }
  let at = start + 5;
  let seconds = 0;
  let fraction = 0;
  if (at < end && isClockSeparator(bytes[at])) {
    const second = digits(bytes, at + 1, end, 2);
    if (second >= 0 && second <= 60) {
      seconds = second;
      at += 3;
      const mark = bytes[at];
      if (at < end && (mark === 46 /* . */ || mark === 44 /* , */ || mark === 58) /* : */) {
        let scale = 100_000_000;
        let i = at + 1;
        for (; i < end && bytes[i] >= ZERO && bytes[i] <= NINE; i++) {
          fraction += (bytes[i] - ZERO) * scale;
          scale = Math.floor(scale / 10);
        }
        at = i > at + 1 ? i : at;
      }
    }
  }
  const milliseconds = Math.floor(fraction / 1_000_000);
  into.timeMs = ((hour * 60 + minute) * 60 + seconds) * 1000 + milliseconds;
  into.timeNs = fraction - milliseconds * 1_000_000;
  return at;
}

function isClockSeparator(byte: number): boolean {
  return byte === 58 /* : */ || byte === 46; /* . */
}

/** Reads Z, UTC or `[ ]±HH[:]MM` and takes the offset from the time. @returns where it ends; without one, where it began. */
export function scanOffset(bytes: Uint8Array, start: number, end: number, into: TimeParts): number {
  if (start < end && (bytes[start] | 32) === 122 /* z */) {
    return start + 1;
  }
  const at = bytes[start] === 32 ? start + 1 : start;
  const sign = bytes[at];
  if (at >= end || (sign !== 43 /* + */ && sign !== 45) /* - */) {
    return start;
  }
  const hours = digits(bytes, at + 1, end, 2);
  const minutesAt = bytes[at + 3] === 58 ? at + 4 : at + 3;
  const minutes = digits(bytes, minutesAt, end, 2);
  if (hours < 0 || hours > 18 || (minutes < 0 && at > start)) {
    return start;
  }
  const offset = (hours * 60 + Math.max(0, minutes)) * 60_000;
  into.timeMs -= sign === 43 ? offset : -offset;
  return minutes < 0 ? at + 3 : minutesAt + 2;
}

/**
 * Reads digits, with or without decimals, as a time since the epoch, its unit told by its magnitude: 9 to 11 digits are seconds
 * (1973 and later), 12 to 14 milliseconds, 15 to 17 microseconds, 18 to 20 nanoseconds. Exact to the nanosecond.
 * @returns where it ends, or -1 where there is none.
 */
export function scanEpoch(bytes: Uint8Array, start: number, end: number, into: TimeParts): number {
  let pointAt = start;
  while (pointAt < end && bytes[pointAt] >= ZERO && bytes[pointAt] <= NINE) {
    pointAt++;
  }
  const whole = pointAt - start;
  if (whole < 9 || whole > 20) {
    return -1;
  }
  // Of all digits in a row, the first `msDigits` are the milliseconds, the next six the nanoseconds.
  const msDigits = whole + (whole <= 11 ? 3 : whole <= 14 ? 0 : whole <= 17 ? -3 : -6);
  let at = start;
  let milliseconds = 0;
  let nanoseconds = 0;
  for (let digit = 0; digit < msDigits + 6; digit++) {
    if (at === pointAt && bytes[at] === 46 /* . */ && at < end) {
      at++;
    }
    const byte = at < end ? bytes[at] : 0;
    const isDigit = byte >= ZERO && byte <= NINE;
    const value = isDigit ? byte - ZERO : 0;
    at += isDigit ? 1 : 0;
    if (digit < msDigits) {
      milliseconds = milliseconds * 10 + value;
    } else {
      nanoseconds = nanoseconds * 10 + value;
    }
  }
  while (at < end && bytes[at] >= ZERO && bytes[at] <= NINE) {
    at++; // decimals beyond the nanosecond
  }
  into.timeMs = milliseconds;
  into.timeNs = nanoseconds;
  return at;
}

/** Reads a field that is a time as a whole: ISO 8601 or since the epoch. @returns whether it is one. */
export function readTimeBytes(bytes: Uint8Array, start: number, end: number, into: TimeParts): boolean {
  const afterDate = scanDateTime(bytes, start, end, into);
  if (afterDate >= 0) {
    return true;
  }
  return scanEpoch(bytes, start, end, into) === end;
}

/** The head of the last text that `readHead` was given, as bytes for the scanners above. */
export const head = new Uint8Array(64);

/** Puts the first characters of a text into `head`; others than ASCII become 0. @returns how many. */
export function readHead(text: string): number {
  const length = Math.min(text.length, head.length);
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    head[i] = code < 128 ? code : 0;
  }
  return length;
}

/** Reads a text that is a time as a whole: ISO 8601 or since the epoch. @returns whether it is one; if not, `into` is undefined. */
export function readTime(text: string, into: TimeParts): boolean {
  return readTimeBytes(head, 0, readHead(text.trim()), into);
}

/** Reads a number as a time since the epoch, its unit told by its magnitude. @returns whether it can be one. */
export function readEpochNumber(value: number, into: TimeParts): boolean {
  return (
    value >= 1e8 && value < 1e20 && readTime(value < 1e17 ? String(value) : BigInt(Math.round(value)).toString(), into)
  );
}
