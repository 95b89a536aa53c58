import { isCapital, isDigit } from '../characterCodes';
import { ERROR, INFO } from '../level';
import {
  COLON,
  COMMA,
  EQUALS,
  ESCAPE,
  isClosing,
  isLetter,
  isOpening,
  isWordPart,
  KIND,
  LETTER,
  OPEN,
  QUOTE,
  SPACE,
  SPECIAL,
} from './characters';
import { isException } from './exceptions';
import { judgeLetter, judgeWord, isGlog } from './judgeWord';
import { canBeLevel, KEYS, LEVEL_OF } from './levelWords';
import { parseLevel } from './parseLevel';
import { producerLevel } from './producerLevel';
import { SEEN_CODE, SEEN_OTHER_LETTERS, SEEN_SIGN, SEEN_TOPIC } from './producerSigns';
import { levelOfSyslog } from './scales';

/** How far into a text a level is looked for: behind that a word is part of what is said. */
const HEAD = 200;

/** Where a level was found. */
export interface TextLevel {
  /** -1: none. */
  level: number;
  /** Where the level's word begins and ends, its brackets included; both 0 where it is no word apart. */
  start: number;
  end: number;
}

/**
 * Finds the level in a line of plain text: `<34>` of syslog, `E0129` of glog, ` ERROR `, `[warn]`, `production.ERROR`,
 * `level=info`, `error: ...`, a letter as of logcat, the sign of a producer such as Redis, or, failing these, an
 * exception. The first level in the head counts; words in quotes, in addresses and in queries do not.
 *
 * @param timeEnd where the time at the head ends, whose words say no level; 0: not known, or none
 */
export function findLevel(text: string, into: TextLevel, timeEnd = 0): void {
  into.level = -1;
  if (findPrefix(text, into) || findWord(text, into, timeEnd)) {
    return;
  }
  const level = producerLevel(text, seen) ?? (isException(text) ? ERROR : undefined);
  if (level !== undefined) {
    found(into, level, 0, 0);
  }
}

/** A level before all else: syslog's priority in angle brackets, or glog's letter before month and day. */
function findPrefix(text: string, into: TextLevel): boolean {
  if (text.charCodeAt(0) === 60 /* < */) {
    const close = text.indexOf('>', 1);
    const priority = close > 1 && close <= 4 ? Number(text.slice(1, close)) : NaN;
    return priority >= 0 && priority <= 191 && found(into, levelOfSyslog(priority), 0, close + 1);
  }
  if (text.charCodeAt(1) === SPACE && text.charCodeAt(2) === OPEN && isDigit(text.charCodeAt(3))) {
    const level = CUPS.test(text.slice(0, 12)) ? parseLevel(text.charAt(0)) : undefined;
    return level !== undefined && found(into, level, 0, 1);
  }
  return isDigit(text.charCodeAt(1)) && isGlog(text, 0) && found(into, parseLevel(text.charAt(0)) ?? INFO, 0, 1);
}

/** `E [03/Nov/2024:14:30:00 +0000] ...`, where A stands for an alert and X for an emergency. */
const CUPS = /^[CEWNID] \[\d\d\/[A-Z]/;

/** What findWord saw in the last text, see producerLevel. */
let seen = 0;

function findWord(text: string, into: TextLevel, timeEnd: number): boolean {
  const limit = Math.min(text.length, HEAD);
  seen = 0;
  let isFirst = true;
  for (let start = 0; start < limit; start++) {
    const code = text.charCodeAt(start);
    const kind = code < 128 ? KIND[code] : SPECIAL;
    if (kind !== LETTER) {
      start = kind === SPECIAL ? passSpecial(text, start, code) : start;
      continue;
    }
    let end = start + 1;
    while (end < text.length && isLetter(text.charCodeAt(end))) {
      end++;
    }
    const before = start > 0 ? text.charCodeAt(start - 1) : SPACE;
    const after = end < text.length ? text.charCodeAt(end) : SPACE;
    const length = end - start;
    if (length === 1) {
      const level = judgeLetter(text, start, before, after, isFirst);
      if (level >= 0) {
        return take(into, level, start, end, before, after);
      }
    } else if (length > 2 && canBeLevel(text, start, length)) {
      const level = judgeWord(text, start, end, before, after, isFirst);
      if (level >= 0) {
        // level=warn, and PHP's own name, stay in the text
        return after === EQUALS ||
          (after === COLON && KEYS.has(text.slice(start, end).toLowerCase())) ||
          text.startsWith('PHP', start)
          ? found(into, level, 0, 0)
          : take(into, level, start, end, before, after);
      }
      seen |= before === COMMA ? SEEN_TOPIC : 0;
    }
    if (isDigit(after) && length >= 3 && length <= 5 && isCapital(code)) {
      seen |= SEEN_CODE;
    }
    isFirst &&= end <= timeEnd || isPartOfTime(text, start, end, before) || isOpening(before) || isWordPart(before);
    start = end - 1;
  }
  return false;
}

/** @returns where what begins with a special character ends. */
function passSpecial(text: string, at: number, code: number): number {
  if (code === QUOTE) {
    return at > 0 ? endOfQuote(text, at) : at;
  }
  if (code === ESCAPE) {
    return endOfColour(text, at);
  }
  seen |= code >= 128 ? SEEN_OTHER_LETTERS : SEEN_SIGN;
  return at;
}

function take(into: TextLevel, level: number, start: number, end: number, before: number, after: number): boolean {
  const isBracketed = isOpening(before) && isClosing(after);
  return found(into, level, isBracketed ? start - 1 : start, isBracketed ? end + 1 : end);
}

const TIME_WORDS = new Set(
  'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun UTC GMT'.split(' ')
);

/** Words that belong to a time at the head: the T and Z of ISO 8601, months, days, zones. */
function isPartOfTime(text: string, start: number, end: number, before: number): boolean {
  return (end - start === 1 && isDigit(before)) || (end - start === 3 && TIME_WORDS.has(text.slice(start, end)));
}

/** Where a quotation ends; where a quote stands alone, or around one word, that quote itself. */
function endOfQuote(text: string, start: number): number {
  let close = text.indexOf('"', start + 1);
  while (close > 0 && text.charCodeAt(close - 1) === 92 /* \ */) {
    close = text.indexOf('"', close + 1);
  }
  const isLevel = close > 0 && close - start <= 12 && LEVEL_OF.has(text.slice(start + 1, close));
  return close < 0 || isLevel ? start : close;
}

/** Behind `ESC [ 31 m`, less one. */
function endOfColour(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && at - start < 16 && !isLetter(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

function found(into: TextLevel, level: number, start: number, end: number): boolean {
  into.level = level;
  into.start = start;
  into.end = end;
  return true;
}
