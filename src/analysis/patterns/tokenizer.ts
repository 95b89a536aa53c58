import { classOf, DIGIT, HARD, isHex, LETTER, SOFT, SPACE } from './characters';
import { isBoolean, isDateName, isHexWord, isUnit } from './words';

/** A word that stands in every line of a template, as far as a single line tells. */
export const WORD = 0;
/** A number, an id, an address, a time, a path...: what differs from line to line. */
export const WILD = 1;
export const PUNCTUATION = 2;
/** A word that looks like a name: with a dot, a slash, an underscore or a digit in it. */
export const NAME = 3;

/** What follows in a longer line does not tell its template apart. */
const MAX_LENGTH = 4096;
const MAX_TOKENS = 256;

/** FNV-1a, 32 bits. */
const WORD_SEED = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

export const WILD_HASH = 0x2a;

const [DOT, COLON, DASH, PLUS, SLASH, BACKSLASH, AT, EQUALS, LESS, GREATER, PERCENT, TILDE, UNDERSCORE] = Array.from(
  '.:-+/\\@=<>%~_',
  (character) => character.charCodeAt(0)
);

/** Punctuation that joins values into a list: values on both sides of it are one. */
const JOINERS = new Set(Array.from(',;-:/.|#+@', (character) => character.charCodeAt(0)));
/** What may part a plain name from its number: `node-246`, `core.2275`. */
const PARTINGS = new Set(Array.from('-.:#@', (character) => character.charCodeAt(0)));
const SENTENCE_ENDS = new Set(Array.from('.:!?', (character) => character.charCodeAt(0)));
const QUOTES = new Set(Array.from('"\'`', (character) => character.charCodeAt(0)));
const CLOSERS = new Set(Array.from('"\'`)]}>,|', (character) => character.charCodeAt(0)));

export function hashWord(word: string): number {
  let hash = WORD_SEED;
  for (let i = 0; i < word.length; i++) {
    hash = Math.imul(hash ^ word.charCodeAt(i), FNV_PRIME);
  }
  return hash;
}

export function isJoiner(code: number): boolean {
  return JOINERS.has(code);
}

/**
 * Splits a line into words, punctuation and masked values, in one pass and without regular expressions. The tokens of the
 * last line are in `kind`, `hash`, `start` and `end`, the first `count` of each; the arrays are used again for the next line.
 */
export class Tokenizer {
  count = 0;
  readonly kind = new Uint8Array(MAX_TOKENS);
  readonly hash = new Int32Array(MAX_TOKENS);
  readonly start = new Int32Array(MAX_TOKENS);
  readonly end = new Int32Array(MAX_TOKENS);
  private text = '';
  private length = 0;

  read(text: string): void {
    this.text = text;
    this.length = Math.min(text.length, MAX_LENGTH);
    this.count = 0;
    let at = 0;
    while (at < this.length && this.count < MAX_TOKENS - 4) {
      const code = text.charCodeAt(at);
      const kind = classOf(code);
      if (kind === SPACE) {
        at++;
      } else if (code === LESS && text.startsWith('<*>', at)) {
        this.pushValue(at, at + 3);
        at += 3;
      } else if (kind === HARD && !this.isBound(at, code)) {
        at = this.readRun(at, code);
      } else {
        at = this.readChunk(at);
      }
    }
  }

  /** The `<` of `<1 sec`: part of the value, unlike that of `<0>`. */
  private isBound(at: number, code: number): boolean {
    if ((code !== LESS && code !== GREATER) || classOf(this.codeAt(at + 1)) !== DIGIT) {
      return false;
    }
    let end = at + 1;
    while (classOf(this.codeAt(end)) === DIGIT || this.codeAt(end) === DOT) {
      end++;
    }
    return (at === 0 || classOf(this.codeAt(at - 1)) === SPACE) && classOf(this.codeAt(end)) === SPACE;
  }

  /** The same punctuation several times is one token. */
  private readRun(at: number, code: number): number {
    let end = at + 1;
    while (end < this.length && this.text.charCodeAt(end) === code) {
      end++;
    }
    this.push(PUNCTUATION, at, end, code);
    return end;
  }

  private readChunk(from: number): number {
    const { text } = this;
    let at = from;
    let slashes = 0;
    let backslashes = 0;
    let signs = 0;
    let valueStart = -1;
    let valueEnd = -1;
    let url = false;
    // Parts between soft punctuation.
    let partStart = from;
    let digits = 0;
    let letters = 0;
    let strangers = 0;
    for (; ; at++) {
      const code = at < this.length ? text.charCodeAt(at) : 32;
      let kind = classOf(code);
      if (kind === HARD && at === from) {
        kind = SOFT; // The bound of a number.
      }
      if (kind === LETTER) {
        letters++;
        strangers += isHex(code) ? 0 : 1;
        continue;
      }
      if (kind === DIGIT) {
        digits++;
        continue;
      }
      if (
        isValue(digits, letters, strangers, this.codeAt(partStart), this.codeAt(at - 1)) ||
        this.isNumbered(at, digits) ||
        (digits === 0 && strangers === 0 && letters >= 4 && this.isHexId(from, partStart, at))
      ) {
        valueStart = valueStart < 0 ? partStart : valueStart;
        valueEnd = at;
      }
      if (kind !== SOFT) {
        break;
      }
      digits = letters = strangers = 0;
      partStart = at + 1;
      if (code === SLASH) {
        slashes++;
        url ||= this.codeAt(at - 1) === COLON && this.codeAt(at + 1) === SLASH;
      } else if (code === BACKSLASH) {
        backslashes++;
      } else if (code === AT) {
        signs++;
      }
    }
    if (url || this.isPathStart(from, at, slashes)) {
      return this.readPath(from);
    }
    const close = this.isAssigned(from) ? this.closingBracket(at) : at;
    if (close > at) {
      this.pushValue(from, close);
      return close;
    }
    if (slashes >= 2 || backslashes >= 2 || (signs === 1 && this.isAddress(from, at))) {
      return this.readWhole(from, at);
    }
    if (valueStart >= 0) {
      this.readValue(from, at, valueStart, valueEnd);
    } else {
      this.readWords(from, at);
    }
    return at;
  }

  /** The part before `at` ends with an underscore and a digit: `broadcast_9`. */
  private isNumbered(at: number, digits: number): boolean {
    return digits === 1 && this.codeAt(at - 2) === UNDERSCORE && classOf(this.codeAt(at - 1)) === DIGIT;
  }

  /** Hexadecimal letters behind a name, as one id in fifty is by chance: `client-fdeb`. */
  private isHexId(from: number, start: number, end: number): boolean {
    const before = this.codeAt(start - 1);
    return start > from && (before === DASH || before === COLON) && !isHexWord(this.text, start, end);
  }

  private isPathStart(from: number, to: number, slashes: number): boolean {
    const first = this.codeAt(from);
    const second = this.codeAt(from + 1);
    if (to - from < 2) {
      return false;
    }
    if (first === SLASH) {
      return classOf(second) === LETTER || classOf(second) === DIGIT || second === DOT;
    }
    if (slashes > 0 && (first === TILDE || first === DOT)) {
      return second === SLASH || (second === DOT && this.codeAt(from + 2) === SLASH);
    }
    return second === COLON && this.codeAt(from + 2) === BACKSLASH && classOf(first) === LETTER;
  }

  /** The end of the bracketed part that begins here, where no space is in it: the `{a/b}` of `cmp=ComponentInfo{a/b}`. */
  private closingBracket(from: number): number {
    let depth = 0;
    for (let at = from; at < this.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 40 || code === 91 || code === 123) {
        depth++;
      } else if (code === 41 || code === 93 || code === 125) {
        depth--;
      }
      if (depth <= 0) {
        return depth === 0 && at > from ? at + 1 : from;
      }
      if (classOf(code) === SPACE) {
        return from;
      }
    }
    return from;
  }

  /** A path or URL goes on to the next space, quote or bracket. */
  private readPath(from: number): number {
    let at = from;
    while (at < this.length) {
      const code = this.text.charCodeAt(at);
      if (classOf(code) === SPACE || CLOSERS.has(code)) {
        break;
      }
      at++;
    }
    return this.readWhole(from, at);
  }

  /** One value, but for the punctuation that ends a sentence. */
  private readWhole(from: number, to: number): number {
    let end = to;
    while (end > from + 1 && SENTENCE_ENDS.has(this.text.charCodeAt(end - 1))) {
      end--;
    }
    this.pushValue(from, end);
    this.readClosing(end, to);
    return to;
  }

  /** `ann@example.org` */
  private isAddress(from: number, to: number): boolean {
    const at = this.text.indexOf('@', from);
    const dot = this.text.indexOf('.', at);
    return at > from && dot > at + 1 && dot < to - 1;
  }

  /** A chunk with digits: the part that holds them is the value; a plain name before or after it stays. */
  private readValue(from: number, to: number, valueStart: number, valueEnd: number): void {
    const closing = this.beforeClosing(valueEnd, to);
    let begin = this.text.lastIndexOf(':', valueStart - 1) + 1;
    if (begin <= from || this.isAssigned(from) || this.isHost(from, valueStart) || this.namesIn(from, begin) === 0) {
      begin = from;
    }
    let start = this.beforeSign(begin, valueStart);
    let end = this.codeAt(valueEnd) === PERCENT && valueEnd < to ? valueEnd + 1 : valueEnd;
    const before = this.namesIn(begin, start);
    const after = this.codeAt(end) === COLON ? 0 : this.namesIn(end, closing);
    const isFile = after === 1 && this.codeAt(end) === DOT;
    if (this.isAssigned(from) || this.isHost(begin, valueStart) || before + after > 1 || isFile) {
      start = begin;
      end = after > 0 || this.isAssigned(from) ? closing : end;
    } else {
      start = before === 0 || !this.isParted(begin, start) ? begin : start;
      end = after === 0 && this.hasNoName(end, closing) ? closing : end;
    }
    if (start > from) {
      this.readWords(from, start);
    }
    this.pushValue(start, end);
    if (closing > end) {
      this.readWords(end, closing);
    }
    this.readClosing(closing, to);
  }

  /** A name, not one with an underscore, and the punctuation that parts it from its number. */
  private isParted(from: number, to: number): boolean {
    const name = this.beforeClosing(from, to);
    return name < to && this.codeAt(name - 1) !== UNDERSCORE && PARTINGS.has(this.codeAt(to - 1));
  }

  /** A sign that no name stands before. */
  private beforeSign(from: number, start: number): number {
    const sign = this.codeAt(start - 1);
    return start > from &&
      (sign === DASH || sign === PLUS) &&
      (start - 1 === from || classOf(this.codeAt(start - 2)) === SOFT)
      ? start - 1
      : start;
  }

  /** How many names, parted by punctuation, that are not just hexadecimal letters. */
  private namesIn(from: number, to: number): number {
    let names = 0;
    let stranger = false;
    for (let i = from; i < to; i++) {
      const code = this.text.charCodeAt(i);
      if (classOf(code) === SOFT) {
        stranger = false;
      } else if (!stranger && !isHex(code)) {
        stranger = true;
        names++;
      }
    }
    return names;
  }

  /** The host of `host.example.org:80`: a dot inside, no capitals. */
  private isHost(from: number, to: number): boolean {
    const dot = this.text.indexOf('.', from);
    if (this.codeAt(to - 1) !== COLON || dot <= from || dot >= to - 2) {
      return false;
    }
    for (let i = from; i < to; i++) {
      const code = this.text.charCodeAt(i);
      if (code >= 65 && code <= 90) {
        return false;
      }
    }
    return true;
  }

  /** Only punctuation and hexadecimal letters, as in an id. */
  private hasNoName(from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      const code = this.text.charCodeAt(i);
      if (classOf(code) === LETTER && !isHex(code)) {
        return false;
      }
    }
    return true;
  }

  /** Words without a value in them; a colon parts them. */
  private readWords(from: number, to: number): void {
    const quote = this.codeAt(from - 1);
    if (QUOTES.has(quote) && this.codeAt(to) === quote) {
      this.pushWord(from, to);
      return;
    }
    let start = from;
    while (start < to && classOf(this.text.charCodeAt(start)) === SOFT) {
      start++;
    }
    this.readClosing(from, start);
    const end = this.beforeClosing(start, to);
    if (end > start && this.isAssigned(start)) {
      this.pushValue(start, end);
    } else {
      for (let at = start; at < end; at++) {
        if (this.text.charCodeAt(at) === COLON) {
          this.pushWord(start, at);
          let next = at + 1;
          while (this.text.charCodeAt(next) === COLON) {
            next++;
          }
          this.push(PUNCTUATION, at, next, COLON);
          start = next;
          at = next;
        }
      }
      this.pushWord(start, end);
    }
    this.readClosing(end, to);
  }

  /** Right after `key=`. */
  private isAssigned(at: number): boolean {
    return at > 0 && this.text.charCodeAt(at - 1) === EQUALS;
  }

  private beforeClosing(from: number, to: number): number {
    let end = to;
    while (end > from && classOf(this.text.charCodeAt(end - 1)) === SOFT) {
      end--;
    }
    return end;
  }

  private readClosing(from: number, to: number): void {
    for (let at = from; at < to;) {
      const code = this.text.charCodeAt(at);
      let end = at + 1;
      while (end < to && this.text.charCodeAt(end) === code) {
        end++;
      }
      this.push(PUNCTUATION, at, end, code);
      at = end;
    }
  }

  private pushWord(start: number, end: number): void {
    const { text, count } = this;
    const length = end - start;
    if (length <= 0) {
      return;
    }
    if (length <= 5) {
      if (isUnit(text, start, end) && this.followsNumber(start)) {
        this.end[count - 1] = end;
        return;
      }
      if (isBoolean(text, start, end) || isDateName(text, start, end)) {
        this.pushValue(start, end);
        return;
      }
    }
    let hash = WORD_SEED;
    let kind = WORD;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      hash = Math.imul(hash ^ code, FNV_PRIME);
      if (code < 65 ? code !== DASH : code === UNDERSCORE) {
        kind = NAME;
      }
    }
    this.push(kind, start, end, hash);
  }

  /** One space after a number: `4.5 KB`. */
  private followsNumber(at: number): boolean {
    const last = this.count - 1;
    return (
      last >= 0 &&
      this.kind[last] === WILD &&
      this.end[last] === at - 1 &&
      classOf(this.text.charCodeAt(at - 2)) === DIGIT
    );
  }

  /** Values in a row, or with no more than joining punctuation between, are one. */
  private pushValue(start: number, end: number): void {
    let last = this.count - 1;
    while (last >= 0 && this.kind[last] === PUNCTUATION && JOINERS.has(this.hash[last])) {
      last--;
    }
    if (last >= 0 && this.kind[last] === WILD) {
      this.end[last] = end;
      this.count = last + 1;
    } else {
      this.push(WILD, start, end, WILD_HASH);
    }
  }

  private push(kind: number, start: number, end: number, hash: number): void {
    const index = this.count++;
    this.kind[index] = kind;
    this.start[index] = start;
    this.end[index] = end;
    this.hash[index] = hash;
  }

  private codeAt(index: number): number {
    return index >= 0 && index < this.length ? this.text.charCodeAt(index) : 32;
  }
}

/**
 * Whether a part of a chunk is a value: it holds a digit, but is no name with a single one in it (eth0, L3, log4j, ssh2);
 * or it is a long run of hexadecimal letters.
 */
function isValue(digits: number, letters: number, strangers: number, first: number, last: number): boolean {
  if (digits === 0) {
    return letters >= 8 && strangers === 0;
  }
  const isName = digits === 1 && classOf(first) === LETTER && (letters >= 3 ? strangers > 0 : classOf(last) === DIGIT);
  return !isName;
}
