import { DEBUG, ERROR, INFO, levelOfSyslog, parseLevel, WARNING } from './level';

/** How far into a text a level is looked for: behind that a word is part of what is said. */
const HEAD = 200;

/** Level words that count wherever they stand in the head, if written in capitals. */
const WORDS = (
  'TRACE TRCE VERBOSE DEBUG DBG DBUG FINE FINER FINEST INFO INF INFORMATION NOTICE WARN WARNING WRN ' +
  'ERR ERROR EROR SEVERE FATAL FTL CRITICAL CRIT ALERT EMERG EMERGENCY PANIC DPANIC'
).split(' ');

const title = (word: string): string => word.charAt(0) + word.slice(1).toLowerCase();

/** The levels of these words in the ways they are written, so that no text is copied to be compared. */
const LEVEL_OF = new Map(
  WORDS.flatMap((word) =>
    [word, title(word), word.toLowerCase()].map((written) => [written, levelOf(written)] as const)
  )
);

/** First letters of these words and of `level`, lower-case: most words of a text are done with by these. */
const INITIALS = new Set([...WORDS.map((word) => word.charCodeAt(0) | 32), 'l'.charCodeAt(0)]);

/** Where a level was found. */
export interface TextLevel {
  /** -1: none. */
  level: number;
  /** Where the level's word begins and ends, its brackets included; both 0 where it is no word apart. */
  start: number;
  end: number;
}

/**
 * Finds the level in a line of plain text: `<34>` of syslog, `E0129` of glog, ` ERROR `, `[warn]`, `level=info`, `error: ...`, a
 * letter as of logcat, or, failing these, an exception. The first level in the head counts.
 */
export function findLevel(text: string, into: TextLevel): void {
  into.level = -1;
  if (!findPrefix(text, into) && !findWord(text, into) && isException(text)) {
    into.level = ERROR;
    into.start = into.end = 0;
  }
}

/** A level before all else: syslog's priority in angle brackets, or glog's letter before month and day. */
function findPrefix(text: string, into: TextLevel): boolean {
  const first = text.charCodeAt(0);
  if (first === 60 /* < */) {
    const close = text.indexOf('>', 1);
    const priority = close > 1 && close <= 4 ? Number(text.slice(1, close)) : NaN;
    return priority >= 0 && priority <= 191 && found(into, levelOfSyslog(priority & 7), 0, close + 1);
  }
  if (
    isDigit(text.charCodeAt(1)) &&
    isDigit(text.charCodeAt(2)) &&
    isDigit(text.charCodeAt(3)) &&
    isDigit(text.charCodeAt(4))
  ) {
    const isGlog = 'IWEFD'.includes(text.charAt(0)) && text.charCodeAt(5) === 32;
    return isGlog && found(into, parseLevel(text.charAt(0)) ?? INFO, 0, 1);
  }
  return false;
}

function findWord(text: string, into: TextLevel): boolean {
  const limit = Math.min(text.length, HEAD);
  let isFirstWord = true;
  for (let start = 0; start < limit; start++) {
    const code = text.charCodeAt(start);
    if (!isLetter(code)) {
      continue;
    }
    let end = start + 1;
    while (end < text.length && isLetter(text.charCodeAt(end))) {
      end++;
    }
    const before = start > 0 ? text.charCodeAt(start - 1) : 32;
    const after = end < text.length ? text.charCodeAt(end) : 32;
    if (end - start <= 11 && !isWordPart(before) && !isWordPart(after)) {
      const level = judge(text, start, end, before, after, isFirstWord);
      if (level >= 0) {
        if (after === 61) {
          return found(into, level, 0, 0); // level=warn stays in the text
        }
        const isBracketed = isOpening(before) && isClosing(after);
        return found(into, level, isBracketed ? start - 1 : start, isBracketed ? end + 1 : end);
      }
    }
    isFirstWord &&= isPartOfTime(text, start, end, before);
    start = end - 1;
  }
  return false;
}

/** The level that a word says, or -1. */
function judge(text: string, start: number, end: number, before: number, after: number, isFirst: boolean): number {
  const length = end - start;
  const isUpper = isCapital(text.charCodeAt(start)) && isCapital(text.charCodeAt(end - 1));
  if (length === 1) {
    const isLetterLevel = 'VDIWEF'.includes(text.charAt(start));
    const isLogcat = isFirst && before === 32 && after === 32 && isDigit(text.charCodeAt(0));
    return isLetterLevel && (isLogcat || (before === 91 && after === 93)) ? levelOf(text.charAt(start)) : -1;
  }
  if (length < 3 || !INITIALS.has(text.charCodeAt(start) | 32)) {
    return -1;
  }
  if (isUpper) {
    return LEVEL_OF.get(text.slice(start, end)) ?? -1;
  }
  if (after === 61 /* = */) {
    const name = text.slice(start, end);
    return name === 'level' || name === 'lvl' || name === 'severity' ? valueLevel(text, end + 1) : -1;
  }
  const isBracketed = isOpening(before) && isClosing(after);
  const isNamed = after === 58; // error:
  if (!isBracketed && !isNamed && !isFirst) {
    return -1;
  }
  const level = LEVEL_OF.get(text.slice(start, end)) ?? -1;
  // "Error connecting" at the head says a level, "information for you" doesn't.
  return isBracketed || (isNamed && (isFirst || level >= WARNING)) || start > 0 || level >= ERROR ? level : -1;
}

function valueLevel(text: string, from: number): number {
  const start = text.charCodeAt(from) === 34 ? from + 1 : from;
  let end = start;
  while (end < text.length && isLetter(text.charCodeAt(end))) {
    end++;
  }
  return levelOf(text.slice(start, end));
}

function levelOf(word: string): number {
  return parseLevel(word) ?? -1;
}

/** Words that belong to a time at the head: the T and Z of ISO 8601, months, days, zones. */
function isPartOfTime(text: string, start: number, end: number, before: number): boolean {
  return (
    (end - start === 1 && isDigit(before)) ||
    (end - start === 3 &&
      /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|UTC|GMT)$/.test(
        text.slice(start, end)
      ))
  );
}

/** A stack trace without a level is an error: of Python, Java, JavaScript, .NET. */
function isException(text: string): boolean {
  return (
    text.startsWith('Traceback (most recent call last)') ||
    text.startsWith('Exception in thread ') ||
    /^(?:Caused by: |Uncaught |Unhandled )?[\w$]*(?:[.][\w$]+)*(?:Exception|Error)(?::|$|\n)/.test(text)
  );
}

function found(into: TextLevel, level: number, start: number, end: number): boolean {
  into.level = level < DEBUG ? DEBUG : level;
  into.start = start;
  into.end = end;
  return true;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122 && code < 128;
}

/** A word that goes on, as in ERROR_CODE, NO-ERROR, /error, is no level; that includes the letters of other alphabets. */
function isWordPart(code: number): boolean {
  return isDigit(code) || code === 95 || code === 45 || code === 47 || code === 46 || code >= 128;
}

function isOpening(code: number): boolean {
  return code === 91 || code === 60 || code === 124 || code === 58; // [ < | :
}

function isClosing(code: number): boolean {
  return code === 93 || code === 62 || code === 124; // ] > |
}
