import { isDigit } from '../characterCodes';
import { dayMs, fullYear, isDay, isPlausible } from './calendar';
import {
  COLON,
  COMMA,
  countDigits,
  isSpace,
  isWordCode,
  MINUS,
  numberAt,
  POINT,
  scanClock,
  scanFraction,
  scanZone,
  SLASH,
  SPACE,
} from './clock';
import { englishMonth, isEnglishDay, isEnglishName } from './englishNames';
import { fromTai64n, scanEpoch, scanScientific } from './epochStamp';
import { type Stamp } from './stamp';
import { ENGLISH, type Words } from './words';

/**
 * Reads the time that a text has at a place, in any of the forms of a Stamp, with or without a day of the week.
 * @param words names of months that are known
 * @param isField the text is nothing but a time: a date alone is one too
 * @returns whether there is one
 */
export function readStamp(text: string, at: number, into: Stamp, words: Words = ENGLISH, isField = false): boolean {
  into.begin(at);
  const code = text.charCodeAt(at);
  let end = -1;
  if (isDigit(code)) {
    end = fromDigits(text, at, into, words, isField);
  } else if (isWordCode(code)) {
    end = fromWord(text, at, into, words, isField);
  } else if (code === 64 /* @ */) {
    end = fromTai64n(text, at, into);
  }
  into.end = end;
  return end > at && !isWordCode(text.charCodeAt(end));
}

function fromDigits(text: string, at: number, into: Stamp, words: Words, isField: boolean): number {
  const count = countDigits(text, at, 21);
  switch (count) {
    case 1:
    case 2: {
      if (text.charCodeAt(at + count) === COLON) {
        return clockFirst(text, at, into, words);
      }
      if (text.charCodeAt(at + 1) === POINT && isDigit(text.charCodeAt(at + 7))) {
        return scanScientific(text, at, into);
      }
      const end = scanShortDate(text, at, count, into, words);
      return end < 0 ? -1 : withClock(text, end, into, isField);
    }
    case 4: {
      if (text.charCodeAt(at + 4) === SLASH && countDigits(text, at + 5, 7) === 6) {
        return scanChromium(text, at, into);
      }
      const end = scanYearFirst(text, at, into, words);
      return end < 0 ? -1 : withClock(text, end, into, isField);
    }
    case 6:
      return scanDigitsDate(text, at, 2, into) ? withClock(text, at + 6, into, false) : -1;
    case 8:
      return scanDigitsDate(text, at, 4, into) ? withClock(text, at + 8, into, isField) : -1;
    case 14:
    case 17:
      return scanWholeCompact(text, at, count, into);
    default:
      return count >= 9 && count <= 20 ? scanEpoch(text, at, count, into) : -1;
  }
}

/** `1103/143000.123456`, as Chromium writes month and day before its clock. */
function scanChromium(text: string, at: number, into: Stamp): number {
  into.form = 'month and day';
  into.month = numberAt(text, at, 2);
  into.day = numberAt(text, at + 2, 2);
  return isDay(NaN, into.month, into.day) ? scanClock(text, at + 5, true, into) : -1;
}

/** `2024-11-03`, `2024/11/3`, `2024.11.03`, `2024-Nov-03`, `2024 Nov 3`, `2024年11月3日`. */
function scanYearFirst(text: string, at: number, into: Stamp, words: Words): number {
  const separator = text.charCodeAt(at + 4);
  const monthDigits = countDigits(text, at + 5, 3);
  let next = at + 5 + monthDigits;
  into.year = numberAt(text, at, 4);
  into.separator = separator;
  into.form = 'iso';
  if (monthDigits === 3 && separator === MINUS) {
    return scanOrdinal(text, at + 5, into);
  }
  if (monthDigits === 0) {
    next = scanMonth(text, at + 5, into, words);
    into.form = 'named';
  } else {
    into.month = numberAt(text, at + 5, monthDigits);
  }
  const isEastAsian = separator === 0x5e74; // 年
  const isSeparated =
    separator === MINUS || separator === SLASH || separator === POINT || separator === SPACE || isEastAsian;
  const between = text.charCodeAt(next);
  if (
    !isSeparated ||
    next < 0 ||
    monthDigits > 2 ||
    (between !== separator && !(isEastAsian && between === 0x6708)) /* 月 */
  ) {
    return -1;
  }
  const dayAt = next + 1 + (text.charCodeAt(next + 1) === SPACE ? 1 : 0);
  const dayDigits = countDigits(text, dayAt, 3);
  into.day = numberAt(text, dayAt, dayDigits);
  const end = dayAt + dayDigits + (isEastAsian ? 1 : 0);
  const isNumbers = separator !== SPACE || into.form === 'named';
  return isNumbers && dayDigits <= 2 && isDay(into.year, into.month, into.day) ? end : -1;
}

/** The day of a year, as ISO 8601 has it before a T: `2024-308T14:30:00`. */
function scanOrdinal(text: string, at: number, into: Stamp): number {
  const day = numberAt(text, at, 3);
  const date = new Date(Date.UTC(into.year, 0, day));
  into.month = date.getUTCMonth() + 1;
  into.day = date.getUTCDate();
  return text.charCodeAt(at + 3) === 84 /* T */ && day > 0 && date.getUTCFullYear() === into.year ? at + 3 : -1;
}

/** `03/11/2024`, `3.11.24`, `03-Nov-2024`, `3 Nov 2024`, `3. November 2024`, `11-03`. */
function scanShortDate(text: string, at: number, count: number, into: Stamp, words: Words): number {
  const first = numberAt(text, at, count);
  const separator = text.charCodeAt(at + count);
  const secondDigits = countDigits(text, at + count + 1, 3);
  into.separator = separator;
  if (separator !== MINUS && separator !== SLASH && separator !== POINT && separator !== SPACE) {
    return -1;
  }
  if (secondDigits === 0 || separator === SPACE) {
    return scanDayFirst(text, at + count, first, into, words);
  }
  const second = numberAt(text, at + count + 1, secondDigits);
  const afterSecond = at + count + 1 + secondDigits;
  if (secondDigits > 2) {
    return -1;
  }
  const thirdDigits = text.charCodeAt(afterSecond) === separator ? countDigits(text, afterSecond + 1, 5) : 0;
  if (thirdDigits === 0) {
    into.form = 'month and day';
    [into.month, into.day] = [first, second];
    const after = text.charCodeAt(afterSecond);
    // Snort parts a day from its clock by a dash: `11/03-14:30:00`.
    const isClockNext =
      isSpace(after) || (after === MINUS && separator === SLASH && text.charCodeAt(afterSecond + 3) === COLON);
    return (isDay(NaN, first, second) || isDay(NaN, second, first)) && isClockNext && count === 2 ? afterSecond : -1;
  }
  into.form = thirdDigits === 4 ? 'numeric' : 'short numeric';
  [into.year, into.month, into.day] = [first, second, numberAt(text, afterSecond + 1, thirdDigits)];
  return thirdDigits === 4 || thirdDigits === 2 ? afterSecond + 1 + thirdDigits : -1;
}

/** Behind the number of a day: a month in words, and a year. */
function scanDayFirst(text: string, at: number, day: number, into: Stamp, words: Words): number {
  const separator = text.charCodeAt(at);
  let next = at + 1;
  if (separator === POINT && text.charCodeAt(next) === SPACE) {
    next++;
  }
  if (text.startsWith('de ', next)) {
    next += 3;
  }
  next = scanMonth(text, next, into, words);
  into.day = day;
  into.form = 'named';
  if (next < 0 || !isDay(NaN, into.month, day)) {
    return -1;
  }
  if (text.startsWith(' de ', next)) {
    next += 3;
  }
  const yearAt = next + (text.charCodeAt(next) === POINT || text.charCodeAt(next) === COMMA ? 1 : 0) + 1;
  const yearDigits =
    isSpace(text.charCodeAt(yearAt - 1)) || text.charCodeAt(yearAt - 1) === separator
      ? countDigits(text, yearAt, 5)
      : 0;
  const isShort = yearDigits === 2 && text.charCodeAt(yearAt + 2) !== COLON;
  if (yearDigits === 4 || isShort) {
    into.year = isShort ? fullYear(numberAt(text, yearAt, 2)) : numberAt(text, yearAt, 4);
    return yearAt + yearDigits;
  }
  into.form = 'named without year';
  return next;
}

/** A month in words. @returns where it ends, its full stop left to what follows, or -1 */
function scanMonth(text: string, at: number, into: Stamp, words: Words): number {
  const end = wordEnd(text, at);
  if (end - at < 3) {
    return -1;
  }
  into.month = words === ENGLISH && end - at === 3 ? englishMonth(text, at) : words.month(text.slice(at, end));
  return into.month > 0 ? end : -1;
}

/** A day of the week, a month, or the letter of glog at the beginning. */
function fromWord(text: string, at: number, into: Stamp, words: Words, isField: boolean): number {
  const end = wordEnd(text, at);
  if (end - at === 1) {
    return fromGlog(text, at, into);
  }
  if (end - at > 14 || (words === ENGLISH && !isEnglishName(text, at))) {
    return -1;
  }
  let next = end;
  while (next - end < 3 && isAfterName(text.charCodeAt(next))) {
    next++;
  }
  const code = text.charCodeAt(next);
  if (next === end || !(isDigit(code) || isWordCode(code))) {
    return -1;
  }
  if (isWeekday(text, at, end, words)) {
    const start = at;
    if (readStamp(text, next, into, words, isField) && into.form !== 'epoch' && into.form !== 'clock') {
      into.start = start;
      return into.end;
    }
    into.begin(at);
  }
  if (!isDigit(code) || scanMonth(text, at, into, words) < 0) {
    return -1;
  }
  return monthFirst(text, next, into);
}

/** `E1103 14:30:00.123456`: the letter of a level, month and day; others write the year, too, see fromLongGlog. */
function fromGlog(text: string, at: number, into: Stamp): number {
  const digits = 'IWEFD'.includes(text.charAt(at)) ? countDigits(text, at + 1, 9) : 0;
  if (digits === 6 || digits === 8) {
    return fromLongGlog(text, at + 1, digits, into);
  }
  if (digits !== 4 || text.charCodeAt(at + 5) !== SPACE) {
    return -1;
  }
  into.form = 'glog';
  [into.month, into.day] = [numberAt(text, at + 1, 2), numberAt(text, at + 3, 2)];
  return isDay(NaN, into.month, into.day) ? scanClock(text, at + 6, false, into) : -1;
}

/** `E241103 14:30:00` of CockroachDB, `E20241103 14:30:00`, `E20241103-14:30:00.123(0)?` of Meteor. */
function fromLongGlog(text: string, at: number, digits: number, into: Stamp): number {
  const mark = text.charCodeAt(at + digits);
  if ((mark !== SPACE && mark !== MINUS) || !scanDigitsDate(text, at, digits - 4, into)) {
    return -1;
  }
  into.form = 'glog with year';
  return scanClock(text, at + digits + 1, false, into);
}

/** Behind a month in words: the day, maybe a year, and a clock. */
function monthFirst(text: string, at: number, into: Stamp): number {
  const dayDigits = countDigits(text, at, 3);
  into.day = numberAt(text, at, dayDigits);
  if (dayDigits > 2 || !isDay(NaN, into.month, into.day)) {
    return -1;
  }
  let end = at + dayDigits;
  end += isWordCode(text.charCodeAt(end)) && /^(?:st|nd|rd|th)$/.test(text.slice(end, end + 2)) ? 2 : 0;
  const yearAt = end + (text.charCodeAt(end) === COMMA ? 1 : 0) + 1;
  const hasYear = !isDigit(text.charCodeAt(yearAt - 1)) && countDigits(text, yearAt, 5) === 4;
  into.form = hasYear ? 'named' : 'named without year';
  into.year = hasYear ? numberAt(text, yearAt, 4) : NaN;
  end = withClock(text, hasYear ? yearAt + 4 : end, into, false);
  // The year stands last in `Nov  3 14:30:00 CET 2024`.
  const late =
    end > 0 && !hasYear && isDigit(text.charCodeAt(end + 1))
      ? /^ (\d{4})(?=[\s\]),]|$)/.exec(text.slice(end, end + 6))
      : null;
  if (late && isPlausible(dayMs(Number(late[1]), 1, 1))) {
    into.form = 'named';
    into.year = Number(late[1]);
    return end + 5;
  }
  return end;
}

/** A clock, and the date that may follow it. */
function clockFirst(text: string, at: number, into: Stamp, words: Words): number {
  const end = scanClock(text, at, false, into);
  if (end < 0) {
    return -1;
  }
  let next = end;
  while (next - end < 3 && (isSpace(text.charCodeAt(next)) || text.charCodeAt(next) === COMMA)) {
    next++;
  }
  const count = next > end ? countDigits(text, next, 5) : 0;
  const dateEnd =
    count === 4
      ? scanYearFirst(text, next, into, words)
      : count === 1 || count === 2
        ? scanShortDate(text, next, count, into, words)
        : -1;
  const hasDate = dateEnd > 0 && !isWordCode(text.charCodeAt(dateEnd)) && !Number.isNaN(into.year);
  if (hasDate) {
    return dateEnd;
  }
  into.form = 'clock';
  into.year = into.month = into.day = NaN;
  return end;
}

/** The clock behind a date. @returns where it ends; where there is none -1, or for a field the date's end */
function withClock(text: string, dateEnd: number, into: Stamp, isField: boolean): number {
  let at = dateEnd;
  const mark = text.charCodeAt(at);
  if (mark === 84 /* T */ || mark === 116 || mark === 95 /* _ */ || mark === COLON) {
    at += mark === COLON && text.charCodeAt(at + 1) === COLON ? 2 : 1; // Erlang writes two
  } else {
    while (at - dateEnd < 4 && isBetween(text.charCodeAt(at))) {
      at++;
    }
    // `November 3, 2024 at 2:30 PM`, `3. November 2024 um 14:30`
    at += at > dateEnd ? (/^(?:at|um|à|kl\.?|alle) /.exec(text.slice(at, at + 5))?.[0].length ?? 0) : 0;
  }
  const end = at > dateEnd ? scanClock(text, at, true, into) : -1;
  if (end < 0 && isField && Number.isNaN(into.clockMs)) {
    return dateEnd;
  }
  return end;
}

function scanDigitsDate(text: string, at: number, yearDigits: number, into: Stamp): boolean {
  const year = numberAt(text, at, yearDigits);
  into.form = yearDigits === 2 ? 'short compact' : 'compact';
  into.year = yearDigits === 2 ? fullYear(year) : year;
  into.month = numberAt(text, at + yearDigits, 2);
  into.day = numberAt(text, at + yearDigits + 2, 2);
  return isDay(into.year, into.month, into.day) && isPlausible(dayMs(into.year, into.month, into.day));
}

/** `20241103143000`, with or without milliseconds. */
function scanWholeCompact(text: string, at: number, count: number, into: Stamp): number {
  const hour = numberAt(text, at + 8, 2);
  const minute = numberAt(text, at + 10, 2);
  const second = numberAt(text, at + 12, 2);
  if (!scanDigitsDate(text, at, 4, into) || hour > 23 || minute > 59 || second > 60) {
    return scanEpoch(text, at, count, into);
  }
  into.clockMs = ((hour * 60 + minute) * 60 + second) * 1000 + (count === 17 ? numberAt(text, at + 14, 3) : 0);
  const end = at + count;
  const fraction = count === 14 ? scanFraction(text, end, into) : end;
  return scanZone(text, fraction, into);
}

function isWeekday(text: string, at: number, end: number, words: Words): boolean {
  // A month or any other word is recognised by its first three letters, without a text being made.
  const isEnglish = isEnglishDay(text, at);
  return (isEnglish && end - at === 3) || ((isEnglish || words !== ENGLISH) && words.isDay(text.slice(at, end)));
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end - at < 16 && isWordCode(text.charCodeAt(end)) && !isDigit(text.charCodeAt(end))) {
    end++;
  }
  return end;
}

/** What may stand between the name of a day or a month and what follows. */
function isAfterName(code: number): boolean {
  return isSpace(code) || code === POINT || code === COMMA || code === MINUS || code === SLASH;
}

/** What may stand between a date and its clock. */
function isBetween(code: number): boolean {
  return isSpace(code) || code === COMMA || code === MINUS || code === 64; /* @ */
}
