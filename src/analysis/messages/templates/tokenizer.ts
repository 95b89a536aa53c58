import { classOf, DIGIT, HARD, isHex, LETTER, SOFT, SPACE } from './characters';
import {
  afterBrackets,
  afterColon,
  AT,
  BACKSLASH,
  beforeClosing,
  codeAt,
  COLON,
  DASH,
  DOT,
  EQUALS,
  isBound,
  isEmail,
  isHost,
  isPartedName,
  isPathStart,
  isValue,
  JOINERS,
  LESS,
  namesIn,
  type Part,
  PATH_ENDS,
  PERCENT,
  QUOTES,
  SENTENCE_ENDS,
  skeletonOf,
  SLASH,
  UNDERSCORE,
  withSign,
} from './masking';
import { FNV_PRIME, FNV_SEED } from '../../../random/fnv1a';
import { MASK, MAX_LENGTH, NAME, PUNCTUATION, WILD, WILD_HASH, WORD } from './tokens';
import { isBoolean, isDateName, isUnit } from './knownWords';

const MAX_TOKENS = 256;

/**
 * Splits a line into words, punctuation and masked values, in one pass and without regular expressions. The tokens of
 * the last line are in `tokenType`, `hash`, `skeleton`, `start` and `end`, the first `count` of each; the arrays are
 * used again for the next line.
 */
export class Tokenizer {
  count = 0;
  readonly tokenType = new Uint8Array(MAX_TOKENS);
  readonly hash = new Int32Array(MAX_TOKENS);
  /** Of names with digits: the same for those that differ in these alone (eth0, eth1); else 0. */
  readonly skeleton = new Int32Array(MAX_TOKENS);
  readonly start = new Int32Array(MAX_TOKENS);
  readonly end = new Int32Array(MAX_TOKENS);
  private text = '';
  private readonly part: Part = { start: 0, digits: 0, letters: 0, strangers: 0 };

  /** @param from where the text begins, behind a header */
  read(line: string, from = 0): void {
    const text = line.length > MAX_LENGTH ? line.slice(0, MAX_LENGTH) : line;
    this.text = text;
    this.count = 0;
    let at = from;
    while (at < text.length && this.count < MAX_TOKENS) {
      const code = text.charCodeAt(at);
      const tokenType = classOf(code);
      if (tokenType === SPACE) {
        at++;
      } else if (code === LESS && text.startsWith(MASK, at)) {
        this.pushValue(at, at + MASK.length);
        at += MASK.length;
      } else if (tokenType === HARD && !isBound(text, at)) {
        at = this.readRun(at, code, text.length);
      } else {
        at = this.readChunk(at);
      }
    }
  }

  /** The same punctuation several times is one token. */
  private readRun(at: number, code: number, to: number): number {
    let end = at + 1;
    while (end < to && this.text.charCodeAt(end) === code) {
      end++;
    }
    this.push(PUNCTUATION, at, end, code);
    return end;
  }

  private readRuns(from: number, to: number): void {
    for (let at = from; at < to;) {
      at = this.readRun(at, this.text.charCodeAt(at), to);
    }
  }

  /** What stands without spaces, brackets, quotes and the like. @returns its end */
  private readChunk(from: number): number {
    const { text, part } = this;
    let slashes = 0;
    let backslashes = 0;
    let signs = 0;
    let isUrl = false;
    let valueStart = -1;
    let valueEnd = -1;
    let at = from;
    for (this.beginPart(from); ; at++) {
      const code = codeAt(text, at);
      const tokenType = classOf(code);
      if (tokenType === LETTER) {
        part.letters++;
        part.strangers += isHex(code) ? 0 : 1;
        continue;
      }
      if (tokenType === DIGIT) {
        part.digits++;
        continue;
      }
      if (part.start < at && isValue(text, from, part, at)) {
        valueStart = valueStart < 0 ? part.start : valueStart;
        valueEnd = at;
      }
      if (tokenType !== SOFT && at > from) {
        break;
      }
      this.beginPart(at + 1);
      if (code === SLASH) {
        slashes++;
        isUrl ||= codeAt(text, at - 1) === COLON && codeAt(text, at + 1) === SLASH;
      } else if (code === BACKSLASH) {
        backslashes++;
      } else if (code === AT) {
        signs++;
      }
    }
    if (isUrl || isPathStart(text, from, at, slashes)) {
      return this.readPath(from);
    }
    const end = this.isAssigned(from) ? afterBrackets(text, at) : at;
    if (end > at) {
      this.pushValue(from, end);
    } else if (slashes >= 2 || backslashes >= 2 || (signs === 1 && isEmail(text, from, at))) {
      this.readWhole(from, at);
    } else if (valueStart >= 0) {
      this.readValue(from, at, valueStart, valueEnd);
    } else {
      this.readWords(from, at);
    }
    return end;
  }

  private beginPart(at: number): void {
    const { part } = this;
    part.start = at;
    part.digits = part.letters = part.strangers = 0;
  }

  /** A path or URL goes on to the next space, quote or bracket. */
  private readPath(from: number): number {
    let at = from;
    while (classOf(codeAt(this.text, at)) !== SPACE && !PATH_ENDS.has(codeAt(this.text, at))) {
      at++;
    }
    this.readWhole(from, at);
    return at;
  }

  /** One value, but for the punctuation that ends a sentence. */
  private readWhole(from: number, to: number): void {
    let end = to;
    while (end > from + 1 && SENTENCE_ENDS.has(this.text.charCodeAt(end - 1))) {
      end--;
    }
    this.pushValue(from, end);
    this.readRuns(end, to);
  }

  /**
   * A chunk with a value in it. A plain name before or after the value stays (`node-246`, `took:5`); it goes with the
   * value where there are several (`web-eu-12.example.org`), where it is a file's or a host's, or where a key is set to
   * the chunk.
   */
  private readValue(from: number, to: number, valueStart: number, valueEnd: number): void {
    const { text } = this;
    const closing = beforeClosing(text, valueEnd, to);
    const assigned = this.isAssigned(from);
    const colon = afterColon(text, from, valueStart);
    const begin = assigned || isHost(text, from, valueStart) || namesIn(text, from, colon) === 0 ? from : colon;
    let start = withSign(text, begin, valueStart);
    let end = codeAt(text, valueEnd) === PERCENT && valueEnd < to ? valueEnd + 1 : valueEnd;
    const before = namesIn(text, begin, start);
    const after = codeAt(text, end) === COLON ? 0 : namesIn(text, end, closing);
    const isFile = after === 1 && codeAt(text, end) === DOT;
    if (assigned || isHost(text, begin, valueStart) || before + after > 1 || isFile) {
      start = begin;
      end = after > 0 || assigned ? closing : end;
    } else {
      start = before > 0 && isPartedName(text, begin, start) ? start : begin;
      end = namesIn(text, end, closing) === 0 ? Math.max(end, closing) : end;
    }
    this.readWords(from, start);
    this.pushValue(start, end);
    this.readWords(end, closing);
    this.readRuns(Math.max(end, closing), to);
  }

  /** Words without a value in them; a colon parts them. */
  private readWords(from: number, to: number): void {
    const { text } = this;
    if (from >= to) {
      return;
    }
    const quote = codeAt(text, from - 1);
    if (QUOTES.has(quote) && codeAt(text, to) === quote) {
      this.pushWord(from, to);
      return;
    }
    let start = from;
    while (start < to && classOf(text.charCodeAt(start)) === SOFT) {
      start++;
    }
    this.readRuns(from, start);
    const end = beforeClosing(text, start, to);
    if (end > start && this.isAssigned(start)) {
      this.pushValue(start, end);
    } else {
      for (let at = start; at < end; at++) {
        if (text.charCodeAt(at) === COLON) {
          this.pushWord(start, at);
          start = this.readRun(at, COLON, end);
          at = start;
        }
      }
      this.pushWord(start, end);
    }
    this.readRuns(end, to);
  }

  /** Right after `key=`. */
  private isAssigned(at: number): boolean {
    return codeAt(this.text, at - 1) === EQUALS;
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
    let hash = FNV_SEED;
    let tokenType = WORD;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      hash = Math.imul(hash ^ code, FNV_PRIME);
      if (code < 65 ? code !== DASH : code === UNDERSCORE) {
        tokenType = NAME;
      }
    }
    this.push(tokenType, start, end, hash);
    if (tokenType === NAME && count < MAX_TOKENS) {
      this.skeleton[count] = skeletonOf(text, start, end);
    }
  }

  /** One space after a number: `4.5 KB`. */
  private followsNumber(at: number): boolean {
    const last = this.count - 1;
    return (
      last >= 0 &&
      this.tokenType[last] === WILD &&
      this.end[last] === at - 1 &&
      classOf(this.text.charCodeAt(at - 2)) === DIGIT
    );
  }

  /** Values in a row, or with no more than joining punctuation between, are one. */
  private pushValue(start: number, end: number): void {
    let last = this.count - 1;
    while (last >= 0 && this.tokenType[last] === PUNCTUATION && JOINERS.has(this.hash[last])) {
      last--;
    }
    if (last >= 0 && this.tokenType[last] === WILD) {
      this.end[last] = end;
      this.count = last + 1;
    } else {
      this.push(WILD, start, end, WILD_HASH);
    }
  }

  private push(tokenType: number, start: number, end: number, hash: number): void {
    const index = this.count;
    if (index < MAX_TOKENS) {
      this.count++;
      this.tokenType[index] = tokenType;
      this.start[index] = start;
      this.end[index] = end;
      this.hash[index] = hash;
      this.skeleton[index] = 0;
    }
  }
}
