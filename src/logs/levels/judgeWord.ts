import { isInAddress } from '../addresses';
import { isCapital, isDigit } from '../characterCodes';
import { CRITICAL, ERROR, INFO, WARNING } from '../level';
import {
  BAR,
  CLOSE,
  COLON,
  DASH,
  EQUALS,
  isClosing,
  isLetter,
  isOpening,
  isWordPart,
  OPEN,
  POINT,
  QUOTE,
  SLASH,
  SPACE,
  TAB,
} from './characters';
import { KEYS, LEVEL_OF, LEVEL_OF_FIRST, LEVEL_OF_LOCALIZED, LEVEL_OF_NAMED } from './levelWords';
import { parseLevel } from './parseLevel';

/** `E1103 14:30:00`, with the year `E20241103 14:30:00`, `E241103 14:30:00`, `E20241103-14:30:00` */
export function isGlog(text: string, at: number): boolean {
  return (
    'IWEFD'.includes(text.charAt(at)) && /^(?:\d{2}|\d{4})?\d{4}[ -]\d\d:\d\d:\d\d/.test(text.slice(at + 1, at + 18))
  );
}

/** A letter as a level: of logcat and MongoDB behind the time, in brackets, of glog behind a frame. */
export function judgeLetter(text: string, at: number, before: number, after: number, isFirst: boolean): number {
  if (after === EXCLAMATION && isFirst && before === SPACE) {
    return levelOf(text.charAt(at)); // `I! ` of Telegraf
  }
  if (before === CLOSE && after === COLON && isFirst) {
    return levelOf(text.charAt(at)); // `[14:30:00]E: ` of TeamCity
  }
  if (before !== SPACE && before !== OPEN) {
    return -1;
  }
  const letter = text.charAt(at);
  if (at === 2 && text.charCodeAt(0) === OPEN && after === SPACE && isDigit(text.charCodeAt(at + 2))) {
    return levelOf(letter); // `[ N 2024-11-03 14:30:00.1234 811/T1 ` of Passenger
  }
  if (!'VDIWEFC'.includes(letter)) {
    return -1;
  }
  if (before === OPEN) {
    // [E], or [E 241103 14:30:00 of Tornado
    return after === CLOSE || (after === SPACE && isDigit(text.charCodeAt(at + 2))) ? levelOf(letter) : -1;
  }
  if (isDigit(after)) {
    return isGlog(text, at) || (letter === 'D' && isFirst && text.charCodeAt(at + 2) === SPACE) ? levelOf(letter) : -1;
  }
  // `D/Tag( 1702): ` of logcat, `[ ... D/Tag ]` of its long form
  const isLogcat =
    after === SLASH && isFirst && /^[A-Za-z][^ ]{0,40} *(?:\( *\d+\): |\]$)/.test(text.slice(at + 2, at + 60));
  // GlusterFS has its time in brackets: `[2025-03-12 08:15:00.123456 +0000] E [MSGID: 1]`
  const isBehindTime =
    isDigit(text.charCodeAt(0)) || (text.charCodeAt(at - 2) === CLOSE && isDigit(text.charCodeAt(1)));
  return isLogcat || (isFirst && after === SPACE && isBehindTime) ? levelOf(letter) : -1;
}

/** The level that a word says, or -1. */
export function judgeWord(
  text: string,
  start: number,
  end: number,
  before: number,
  after: number,
  isFirst: boolean
): number {
  const isUpper = isCapital(text.charCodeAt(start)) && isCapital(text.charCodeAt(end - 1));
  if ((after === EQUALS || after === COLON) && KEYS.has(text.slice(start, end).toLowerCase())) {
    // `LEVEL: Error` of DB2
    const from = after === COLON && text.charCodeAt(end + 1) === SPACE ? end + 2 : end + 1;
    return isInAddress(text, start) ? -1 : valueLevel(text, from);
  }
  if (isWordPart(after) || isWordPart(before) || (before === EQUALS && start > 1)) {
    return isUpper ? judgeJoined(text, start, end, before, after) : -1;
  }
  if (isUpper) {
    const word = text.slice(start, end);
    const level = LEVEL_OF.get(word) ?? (isFirst ? firstLevel(word, after) : undefined);
    if (level !== undefined) {
      return isNone(text, start, end, after, isFirst) ? -1 : level;
    }
    if (after === SPACE && text.startsWith('PHP ', start)) {
      return phpLevel(text, end + 1);
    }
  }
  const isNamed = isBeforeColon(text, end, after) || isOfNpm(text, start, after);
  const isBracketed = isBetween(text, start, end) || (after === TAB && isFirst && (before === TAB || start === 0));
  if (!isBracketed && !isNamed && !isFirst) {
    return -1;
  }
  const level = (isBracketed || isNamed ? LEVEL_OF_NAMED : LEVEL_OF).get(text.slice(start, end)) ?? -1;
  if (level < 0 || isBracketed) {
    return level;
  }
  if (isNone(text, start, end, after, isFirst)) {
    return -1;
  }
  if (isNamed) {
    const isFatal = level === ERROR && /(?:^|[^\w-])fatal $/i.test(text.slice(Math.max(0, start - 7), start));
    return isFatal ? CRITICAL : isFirst || level >= WARNING || isUpper || isBehindColon(text, start) ? level : -1;
  }
  // "Error connecting" at the head says a level, "information for you" doesn't.
  return start > 0 || level >= ERROR ? level : -1;
}

/** Of a word in capitals that stands first. */
function firstLevel(word: string, after: number): number | undefined {
  return LEVEL_OF_LOCALIZED.get(word) ?? (after === SPACE ? LEVEL_OF_FIRST.get(word) : undefined);
}

/** `0 ERROR, 0 WARNING`, `no ERROR`, `without any ERROR`, `ERROR: 0`: that there is none of these. */
function isNone(text: string, start: number, end: number, after: number, isFirst: boolean): boolean {
  if (after === COLON && COUNT_OF_NONE.test(text.slice(end, end + 4))) {
    return true;
  }
  const last = text.charCodeAt(start - 2);
  if (text.charCodeAt(start - 1) !== SPACE || !(last === ZERO || isLetter(last))) {
    return false;
  }
  if (last === ZERO) {
    // At the head it may be the number of a process, before the level of the line.
    return !isWordPart(start > 2 ? text.charCodeAt(start - 3) : SPACE) && (!isFirst || after !== SPACE);
  }
  return NONE_BEFORE.test(text.slice(Math.max(0, start - 12), start));
}

const EXCLAMATION = 33;
const ZERO = 48;
const COUNT_OF_NONE = /^: ?0(?![\w.])/;
const NONE_BEFORE = /(?:^|[^\w-])(?:no|not an?|without|any|zero|never) $/i;

/** A level joined to other words: `production.ERROR:`, `[main/WARN]`, `ERROR/MainProcess`,
 * `|-WARN`, `DEBUG1:`. */
function judgeJoined(text: string, start: number, end: number, before: number, after: number): number {
  const isChannel = before === POINT && (after === COLON || after === SPACE) && isLetter(text.charCodeAt(start - 2));
  const isThread = before === SLASH && after === CLOSE;
  const isProcess = before === SPACE && after === SLASH && text.charCodeAt(start - 2) === COLON;
  const isStatus = before === DASH && after === SPACE && text.charCodeAt(start - 2) === BAR; // Logback's own: `|-WARN in`
  const isNumbered = !isWordPart(before) && isDigit(after) && text.charCodeAt(end + 1) === COLON;
  const isConstant = after === SPACE && text.startsWith(' LOG_', start - 5); // quill
  return isConstant || isChannel || isThread || isProcess || isStatus || isNumbered
    ? (LEVEL_OF.get(text.slice(start, end)) ?? -1)
    : -1;
}

/** PHP's own words: `PHP Fatal error:  Uncaught`. */
function phpLevel(text: string, at: number): number {
  const kind = /^(fatal|parse|recoverable|core|compile|warning|notice|deprecated|strict)/i.exec(
    text.slice(at, at + 12)
  );
  const word = kind?.[1].toLowerCase();
  return word === undefined ? -1 : word === 'warning' ? WARNING : /^[nds]/.test(word) ? INFO : CRITICAL;
}

function valueLevel(text: string, from: number): number {
  const start = text.charCodeAt(from) === QUOTE ? from + 1 : from;
  const value = /^[A-Za-z]+(?:[+-]\d+)?/.exec(text.slice(start, start + 20));
  return value ? levelOf(value[0]) : -1;
}

function levelOf(word: string): number {
  return parseLevel(word) ?? -1;
}

/** Between brackets or bars, with spaces to fill up: `[ info ]`, `| warn  |`; between dashes: ` - FAIL - `. */
function isBetween(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start - 2) === DASH && text.startsWith(' - ', start - 3) && text.startsWith(' - ', end)) {
    return true;
  }
  let left = start - 1;
  while (left > 0 && text.charCodeAt(left) === SPACE && start - left < 8) {
    left--;
  }
  let right = end;
  while (right < text.length && text.charCodeAt(right) === SPACE && right - end < 8) {
    right++;
  }
  return left >= 0 && isOpening(text.charCodeAt(left)) && isClosing(text.charCodeAt(right));
}

/** `error: ...`, and as some write it `error : ...`. */
function isBeforeColon(text: string, end: number, after: number): boolean {
  return (
    after === COLON || (after === SPACE && text.charCodeAt(end + 1) === COLON && text.charCodeAt(end + 2) === SPACE)
  );
}

/** `npm warn deprecated ...` */
function isOfNpm(text: string, start: number, after: number): boolean {
  return after === SPACE && text.charCodeAt(start - 2) === 109 /* m */ && text.startsWith('npm ', start - 4);
}

/** `queries: info: ...` */
function isBehindColon(text: string, start: number): boolean {
  return text.charCodeAt(start - 1) === SPACE && text.charCodeAt(start - 2) === COLON;
}
