import { HOUR, MINUTE } from '../../time/units';
import { isCapital, isDigit } from '../characterCodes';
import { findZone, offsetOfAbbreviation } from './zones';
import { type Stamp } from './stamp';

/**
 * Reads a time of day: `14:30:00.123`, `2:30 PM`, `14.30.00`, `143000`, with up to nine decimals behind `.`, `,` or
 * `:`, and the zone behind it: `Z`, `+01:00`, `CET`, `GMT+2`, `Europe/Paris`.
 * @param isLoose behind a date, where fewer signs do: without seconds, with points between, or six digits
 * @returns where it ends, or -1
 */
export function scanClock(text: string, at: number, isLoose: boolean, into: Stamp): number {
  const hourDigits = countDigits(text, at, 7);
  let end = -1;
  if (hourDigits === 1 || hourDigits === 2) {
    end = scanColons(text, at, at + hourDigits, isLoose, into);
  } else if (hourDigits === 6 && isLoose) {
    end = scanSixDigits(text, at, into);
  }
  into.clockEnd = end < 0 ? -1 : scanZone(text, scanHalfDay(text, end, into), into);
  return into.clockEnd;
}

function scanColons(text: string, at: number, separatorAt: number, isLoose: boolean, into: Stamp): number {
  const separator = text.charCodeAt(separatorAt);
  const hour = numberAt(text, at, separatorAt - at);
  // Some writers leave out leading zeros, as in 9:5:1.
  const minuteDigits = isLoose ? countDigits(text, separatorAt + 1, 2) : 2;
  const minute = numberAt(text, separatorAt + 1, minuteDigits);
  if (hour > 24 || minute < 0 || minute > 59 || !(separator === COLON || (separator === POINT && isLoose))) {
    return -1;
  }
  const minuteEnd = separatorAt + 1 + minuteDigits;
  const hasSecond = text.charCodeAt(minuteEnd) === separator;
  const secondDigits = isLoose && hasSecond ? countDigits(text, minuteEnd + 1, 2) : 2;
  const second = hasSecond ? numberAt(text, minuteEnd + 1, secondDigits) : -1;
  if (second < 0 || second > 60) {
    into.clockMs = (hour * 60 + minute) * MINUTE;
    into.timeNs = 0;
    const canEnd = isLoose ? !isDigit(text.charCodeAt(minuteEnd)) : isHalfDay(text, minuteEnd);
    return canEnd && separator === COLON && minuteDigits === 2 ? minuteEnd : -1;
  }
  into.clockMs = ((hour * 60 + minute) * 60 + second) * 1000;
  into.secondAt = separator === COLON && secondDigits === 2 ? minuteEnd + 1 : -1;
  return scanFraction(text, minuteEnd + 1 + secondDigits, into);
}

/** `10:30AM`: a clock without seconds, as some console writers have it. */
function isHalfDay(text: string, at: number): boolean {
  const letter = text.charCodeAt(at) | 32;
  return (
    (letter === 97 || letter === 112) && (text.charCodeAt(at + 1) | 32) === 109 && !isWordCode(text.charCodeAt(at + 2))
  );
}

function scanSixDigits(text: string, at: number, into: Stamp): number {
  const hour = numberAt(text, at, 2);
  const minute = numberAt(text, at + 2, 2);
  const second = numberAt(text, at + 4, 2);
  if (hour > 24 || minute > 59 || second > 60) {
    return -1;
  }
  into.clockMs = ((hour * 60 + minute) * 60 + second) * 1000;
  return scanFraction(text, at + 6, into);
}

/** Adds the decimals of a second to the clock. @returns where they end; where there are none, where they would begin */
export function scanFraction(text: string, at: number, into: Stamp): number {
  const mark = text.charCodeAt(at);
  into.timeNs = 0;
  if (!(mark === POINT || mark === COMMA || mark === COLON) || !isDigit(text.charCodeAt(at + 1))) {
    return at;
  }
  if (mark === COLON) {
    // Behind a colon stand milliseconds, not decimals, or six digits of microseconds: 9:5:1:7 is 7 ms past.
    const count = countDigits(text, at + 1, 7);
    if (count === 6) {
      into.clockMs += numberAt(text, at + 1, 3);
      into.timeNs = numberAt(text, at + 4, 3) * 1000;
      return at + 7;
    }
    into.clockMs += count <= 3 ? numberAt(text, at + 1, count) : 0;
    return count <= 3 ? at + 1 + count : at;
  }
  if (mark === COMMA && countDigits(text, at + 1, 10) > 9) {
    return at; // the next of several values
  }
  let scale = 100_000_000;
  let nanoseconds = 0;
  let i = at + 1;
  for (; isDigit(text.charCodeAt(i)); i++) {
    nanoseconds += (text.charCodeAt(i) - ZERO) * scale;
    scale = Math.floor(scale / 10);
  }
  const milliseconds = Math.floor(nanoseconds / 1_000_000);
  into.clockMs += milliseconds;
  into.timeNs = nanoseconds - milliseconds * 1_000_000;
  return i;
}

/** AM or PM, a space or none before it: of twelve hours. */
export function scanHalfDay(text: string, at: number, into: Stamp): number {
  const start = at + (isSpace(text.charCodeAt(at)) ? 1 : 0);
  const letter = text.charCodeAt(start) | 32;
  if (letter !== 97 /* a */ && letter !== 112 /* p */) {
    return at;
  }
  const found = /^[ap](?:m|\.\s?m\.)(?![a-z\d])/i.exec(text.slice(start, start + 6));
  const hour = Math.floor(into.clockMs / HOUR);
  if (!found || hour > 12) {
    return at;
  }
  const isAfternoon = letter === 112;
  into.clockMs += ((isAfternoon ? 12 : 0) - (hour === 12 ? 12 : 0)) * HOUR;
  into.hasHalfDay = true;
  return start + found[0].length;
}

/** The zone behind a clock. @returns where it ends; where there is none, where it would begin */
export function scanZone(text: string, at: number, into: Stamp): number {
  const code = text.charCodeAt(at);
  if ((code === 90 || code === 122) /* Z */ && !isWordCode(text.charCodeAt(at + 1))) {
    into.setOffset(0);
    return at + 1;
  }
  const start = code === SPACE ? at + 1 : at;
  const first = text.charCodeAt(start);
  if (first === PLUS || first === MINUS) {
    const end = scanOffset(text, start, into);
    return end < 0 ? at : end;
  }
  return isCapital(first) && (isCapital(text.charCodeAt(start + 1)) || code === SPACE)
    ? scanName(text, at, start, into)
    : at;
}

/** `+01:00`, `+0100`, `-05`; three digits are minutes, as DB2 and WMI write them: `-300`. */
function scanOffset(text: string, at: number, into: Stamp): number {
  const digits = countDigits(text, at + 1, 5);
  if (digits === 3) {
    const minutes = numberAt(text, at + 1, 3);
    into.setOffset((text.charCodeAt(at) === MINUS ? -1 : 1) * minutes);
    return minutes <= MAX_OFFSET ? at + 4 : -1;
  }
  const hours = numberAt(text, at + 1, Math.min(digits, 2));
  const hasColon = digits <= 2 && text.charCodeAt(at + 1 + digits) === COLON;
  const minutes = hasColon ? numberAt(text, at + 2 + digits, 2) : digits === 4 ? numberAt(text, at + 3, 2) : 0;
  const isOffset =
    (digits === 4 || digits === 2 || (digits === 1 && hasColon)) && hours <= 18 && minutes >= 0 && minutes < 60;
  if (!isOffset) {
    return -1;
  }
  into.setOffset((text.charCodeAt(at) === MINUS ? -1 : 1) * (hours * 60 + minutes));
  return at + 1 + digits + (hasColon ? 3 : 0);
}

/** No zone is further from UTC, minutes. */
const MAX_OFFSET = 18 * 60;

/** `CET`, `UTC`, `GMT+2`, `Europe/Paris`. */
function scanName(text: string, at: number, start: number, into: Stamp): number {
  let end = start + 1;
  while (end - start < 12 && isLetter(text.charCodeAt(end))) {
    end++;
  }
  if (text.charCodeAt(end) === SLASH) {
    const [name = ''] = IANA.exec(text.slice(start, start + 40)) ?? [];
    into.zone = name === '' ? undefined : findZone(name);
    return into.zone ? start + name.length : at;
  }
  const offset = end - start <= 4 ? offsetOfAbbreviation(text.slice(start, end)) : undefined;
  if (offset === undefined) {
    return at;
  }
  into.setOffset(offset);
  const sign = text.charCodeAt(end);
  const isShifted = offset === 0 && (sign === PLUS || sign === MINUS) && isDigit(text.charCodeAt(end + 1));
  if (isShifted) {
    const hours = countDigits(text, end + 1, 2);
    const after = scanOffset(text, end, into);
    into.setOffset(after < 0 ? (sign === MINUS ? -60 : 60) * numberAt(text, end + 1, hours) : into.offsetMinutes);
    return after < 0 ? end + 1 + hours : after;
  }
  return end;
}

/** Only the areas of the database: a path is no zone. */
const IANA =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)\/[A-Za-z_]+(?:[/+-]\w+)*/;

export const ZERO = 48;
export const SPACE = 32;
export const COLON = 58;
export const POINT = 46;
export const COMMA = 44;
const PLUS = 43;
export const MINUS = 45;
export const SLASH = 47;

/** How many digits stand in a row, up to `most`. */
export function countDigits(text: string, at: number, most: number): number {
  let count = 0;
  while (count < most && isDigit(text.charCodeAt(at + count))) {
    count++;
  }
  return count;
}

/** The number that `count` digits stand for; -1 where there are not so many. */
export function numberAt(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) {
      return -1;
    }
    value = value * 10 + digit;
  }
  return count > 0 ? value : -1;
}

/** A space, a tab, or one of the spaces that languages put before AM and PM. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0 || code === 0x202f;
}

/** A letter of any language, or a digit. */
export function isWordCode(code: number): boolean {
  const lower = code | 32;
  return isDigit(code) || (lower >= 97 && lower <= 122) || (code >= 0xc0 && code !== 0x202f);
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}
