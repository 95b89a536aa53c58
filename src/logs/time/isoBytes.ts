import { MINUTE } from '../../time/units';
import { dayMs, isDay, isPlausible, type TimeParts } from './calendar';

/* The usual forms of a whole time, read from bytes: most cells and fields are of these, so no string is made. */

const ZERO = 48;
const NINE = 57;

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
 * Reads a date and time of ISO 8601, and what loggers make of it: T, a space or an underscore between; `-`, `/` or `.`
 * in the date; up to 9 decimals behind `.` or `,`; Z, an offset, or none, which is UTC. A date alone is its midnight.
 * @returns where it ends, or -1 where there is none.
 */
function scanDateTime(bytes: Uint8Array, start: number, end: number, into: TimeParts): number {
  const year = digits(bytes, start, end, 4);
  const separator = bytes[start + 4];
  const month = digits(bytes, start + 5, end, 2);
  const day = digits(bytes, start + 8, end, 2);
  if (!isDay(year, month, day) || bytes[start + 7] !== separator) {
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
function scanClock(bytes: Uint8Array, start: number, end: number, into: TimeParts): number {
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

/**
 * Reads Z, UTC or `[ ]±HH[:]MM` and takes the offset from the time. @returns where it ends; without one, where it
 * began.
 */
function scanOffset(bytes: Uint8Array, start: number, end: number, into: TimeParts): number {
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
  const offset = (hours * 60 + Math.max(0, minutes)) * MINUTE;
  into.timeMs -= sign === 43 ? offset : -offset;
  return minutes < 0 ? at + 3 : minutesAt + 2;
}

/**
 * Reads digits, with or without decimals, as a time since the epoch, its unit by its magnitude: 9 to 11 digits are
 * seconds (1973 and later), 12 to 14 milliseconds, 15 to 17 microseconds, 18 to 20 nanoseconds. Exact to the
 * nanosecond.
 * @returns where it ends, or -1 where there is none.
 */
function scanEpoch(bytes: Uint8Array, start: number, end: number, into: TimeParts): number {
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

/**
 * Reads bytes that are nothing but a time of ISO 8601, UTC where they name no zone, or since the epoch. @returns
 * whether they are one
 */
export function readTimeBytes(bytes: Uint8Array, start: number, end: number, into: TimeParts): boolean {
  return (
    (scanDateTime(bytes, start, end, into) === end || scanEpoch(bytes, start, end, into) === end) &&
    isPlausible(into.timeMs)
  );
}

const head = new Uint8Array(64);

/**
 * Reads a text that is nothing but a time of ISO 8601 or since the epoch. @returns whether it is one; if not, `into` is
 * undefined
 */
export function readTimeText(text: string, into: TimeParts): boolean {
  const length = Math.min(text.length, head.length);
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    head[i] = code < 128 ? code : 0;
  }
  return text.length === length && readTimeBytes(head, 0, length, into);
}
