import { FNV_PRIME, FNV_SEED } from '../../../random/fnv1a';
import { classOf, DIGIT, isHex, LETTER, SOFT, SPACE } from './characters';

/* What in a chunk (a run without spaces, brackets, quotes and the like) is a value. All look no further than it. */

const codes = (characters: string): ReadonlySet<number> =>
  new Set(Array.from(characters, (character) => character.charCodeAt(0)));

const [DOT, COLON, DASH, PLUS, SLASH, BACKSLASH, AT, EQUALS, LESS, GREATER, PERCENT, TILDE, UNDERSCORE] = Array.from(
  '.:-+/\\@=<>%~_',
  (character) => character.charCodeAt(0)
);
export { AT, BACKSLASH, COLON, DASH, DOT, EQUALS, LESS, PERCENT, SLASH, UNDERSCORE };

/** Punctuation that joins values into a list: values on both sides of it are one. */
export const JOINERS = codes(',;-:/.|#+@');
export const QUOTES = codes('"\'`');
export const SENTENCE_ENDS = codes('.:!?');
/** What ends a path or URL besides a space. */
export const PATH_ENDS = codes('"\'`)]}>,|');
/** What may part a plain name from its number: `node-246`, `core.2275`. */
const PARTINGS = codes('-.:#@');
const OPENING = codes('([{');
const CLOSING = codes(')]}');
const MAX_BRACKET = 200;

/** English words of the letters a to f. */
const HEX_WORDS = new Set(
  'dead face feed fade cafe deaf bead deed beef babe faced faded added decade facade accede decaf'.split(' ')
);

/** A space beyond the text. */
export function codeAt(text: string, index: number): number {
  return index >= 0 && index < text.length ? text.charCodeAt(index) : 32;
}

/** A part of a chunk, between soft punctuation: its letters and digits counted. */
export interface Part {
  start: number;
  digits: number;
  letters: number;
  /** Letters that are not hexadecimal. */
  strangers: number;
}

/**
 * Whether a part is a value: it holds a digit, but is no name with a single one in it (eth0, L3, log4j, ssh2); or it is
 * made of so many hexadecimal letters that it must be an id.
 */
export function isValue(
  text: string,
  chunk: number,
  { start, digits, letters, strangers }: Part,
  end: number
): boolean {
  if (digits === 0) {
    return strangers === 0 && letters >= 4 && (letters >= 8 || isHexId(text, chunk, start, end));
  }
  const isName =
    digits === 1 &&
    classOf(text.charCodeAt(start)) === LETTER &&
    (letters >= 3 ? strangers > 0 : classOf(text.charCodeAt(end - 1)) === DIGIT) &&
    !(codeAt(text, end - 2) === UNDERSCORE && classOf(text.charCodeAt(end - 1)) === DIGIT);
  return !isName;
}

/** Hexadecimal letters behind a name, as one id in fifty is by chance: `client-fdeb`. */
function isHexId(text: string, chunk: number, start: number, end: number): boolean {
  const before = codeAt(text, start - 1);
  return start > chunk && (before === DASH || before === COLON) && !HEX_WORDS.has(text.slice(start, end).toLowerCase());
}

/** `/var/log`, `~/x`, `../x`, `C:\x` */
export function isPathStart(text: string, from: number, to: number, slashes: number): boolean {
  const first = codeAt(text, from);
  const second = codeAt(text, from + 1);
  if (to - from < 2) {
    return false;
  }
  if (first === SLASH) {
    return classOf(second) === LETTER || classOf(second) === DIGIT || second === DOT;
  }
  if (slashes > 0 && (first === TILDE || first === DOT)) {
    return second === SLASH || (second === DOT && codeAt(text, from + 2) === SLASH);
  }
  return second === COLON && codeAt(text, from + 2) === BACKSLASH && classOf(first) === LETTER;
}

/** `ann@example.org` */
export function isEmail(text: string, from: number, to: number): boolean {
  const at = find(text, AT, from, to);
  const dot = find(text, DOT, at, to);
  return at > from && dot > at + 1 && dot < to - 1;
}

/** Domains at the top that are no endings of files or names of methods. */
const TOP_DOMAINS = new Set('com org net edu gov mil int info biz local lan internal corp'.split(' '));

/** The `host.example.org:` of an address with its port: a dot inside, no capitals unless the domain is well known. */
export function isHost(text: string, from: number, to: number): boolean {
  const dot = find(text, DOT, from, to);
  if (codeAt(text, to - 1) !== COLON || dot <= from || dot >= to - 2) {
    return false;
  }
  if (TOP_DOMAINS.has(text.slice(text.lastIndexOf('.', to - 1) + 1, to - 1))) {
    return true;
  }
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) {
      return false;
    }
  }
  return true;
}

/** The `<` of `<1 sec`: part of the value, unlike that of `<0>`. */
export function isBound(text: string, at: number): boolean {
  const code = codeAt(text, at);
  if ((code !== LESS && code !== GREATER) || classOf(codeAt(text, at + 1)) !== DIGIT) {
    return false;
  }
  let end = at + 1;
  while (classOf(codeAt(text, end)) === DIGIT || codeAt(text, end) === DOT) {
    end++;
  }
  return classOf(codeAt(text, at - 1)) === SPACE && classOf(codeAt(text, end)) === SPACE;
}

/**
 * The end of the brackets that open here, where no space is in them: the `{a/b}` of `cmp=Component{a/b}`. Else `from`.
 */
export function afterBrackets(text: string, from: number): number {
  let depth = 0;
  const end = Math.min(text.length, from + MAX_BRACKET);
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    depth += OPENING.has(code) ? 1 : CLOSING.has(code) ? -1 : 0;
    if (depth <= 0 || classOf(code) === SPACE) {
      return depth === 0 && at > from ? at + 1 : from;
    }
  }
  return from;
}

/** Where the punctuation that ends the text from `from` to `to` begins. */
export function beforeClosing(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && classOf(text.charCodeAt(end - 1)) === SOFT) {
    end--;
  }
  return end;
}

/** The value's start with its sign, one that no name stands before. */
export function withSign(text: string, from: number, start: number): number {
  const sign = codeAt(text, start - 1);
  return start > from &&
    (sign === DASH || sign === PLUS) &&
    (start - 1 === from || classOf(codeAt(text, start - 2)) === SOFT)
    ? start - 1
    : start;
}

/** A name, not one with an underscore at its end, and the punctuation that parts it from its number. */
export function isPartedName(text: string, from: number, to: number): boolean {
  const end = beforeClosing(text, from, to);
  return end < to && codeAt(text, end - 1) !== UNDERSCORE && PARTINGS.has(codeAt(text, to - 1));
}

/** How many names, parted by punctuation, that are not just hexadecimal letters. */
export function namesIn(text: string, from: number, to: number): number {
  let names = 0;
  let isName = false;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (classOf(code) === SOFT) {
      isName = false;
    } else if (!isName && !isHex(code)) {
      isName = true;
      names++;
    }
  }
  return names;
}

/** Where the last colon before `to` ends; `from` where there is none. */
export function afterColon(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && text.charCodeAt(at - 1) !== COLON) {
    at--;
  }
  return at;
}

/**
 * A hash of a name without its digits, nor the capital that stands before them: the same for `eth0` and `eth1`,
 * `rack_A8` and `rack_B5`. 0 where it has no digit.
 */
export function skeletonOf(text: string, from: number, to: number): number {
  let hash = FNV_SEED;
  let digits = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    const isDigit = classOf(code) === DIGIT;
    digits += isDigit ? 1 : 0;
    const isNumbered = code >= 65 && code <= 90 && i + 1 < to && classOf(text.charCodeAt(i + 1)) === DIGIT;
    hash = isDigit || isNumbered ? hash : Math.imul(hash ^ code, FNV_PRIME);
  }
  return digits > 0 ? hash : 0;
}

function find(text: string, code: number, from: number, to: number): number {
  for (let at = Math.max(0, from); at < to; at++) {
    if (text.charCodeAt(at) === code) {
      return at;
    }
  }
  return -1;
}
