/** JSON that no one is meant to read: it has more depth than people use, or takes more memory than is there for it. */
export class JsonBoundsError extends Error {
  /** @param bound which one it is beyond @param message what the JSON does: "is nested deeper than ..." */
  constructor(
    readonly bound: 'depth' | 'memory',
    message: string
  ) {
    super(message);
    this.name = new.target.name;
  }
}

const MAX_DEPTH = 1000;
const MAX_MB = 256;

/** A text up to this length that has few brackets is neither deep nor can it take much. */
const SHORT = 32_768;

/** What can hold something. */
const BEGINS = /^\s*[[{]/;

/** What parts of a text take once they are read, bytes: at most about so much was measured in Bun. */
const OF_CONTAINER = 80;
const OF_STRING = 60;
/** Beside those of its string, where no other object has it. */
const OF_KEY = 200;
const OF_COMMA = 24;
/** A key that is a number makes a list with places for all numbers before it, up to a bound. */
const OF_PLACE = 8;
const MAX_PLACES = 1000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const LIST = 0x5b;
const BACKSLASH = 0x5c;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;

/**
 * JSON.parse for texts of strangers: what a few bytes of them may take has a bound. All of src/ parses by it.
 *
 * @throws JsonBoundsError before anything is built; SyntaxError for what is not JSON
 */
export function parseJson(text: string): unknown {
  requireBounds(text);
  return JSON.parse(text);
}

/** What is wrong with a text that could not be parsed: "is not JSON", "is nested deeper than ...". */
export function whyNotJson(error: unknown): string {
  return error instanceof JsonBoundsError ? error.message : 'is not JSON';
}

/**
 * Looks through texts in JSON, one behind the other, that are to be kept together.
 *
 * @throws JsonBoundsError
 */
export function requireBounds(text: string): void {
  if (
    text.length > MAX_DEPTH &&
    BEGINS.test(text) &&
    (text.length > SHORT || hasMany(text, '[') || hasMany(text, '{'))
  ) {
    look(text);
  }
}

function hasMany(text: string, bracket: string): boolean {
  let count = 0;
  for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
    if (++count > MAX_DEPTH / 2) {
      return true;
    }
  }
  return false;
}

function look(text: string): void {
  let depth = 0;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      const end = closingQuote(text, i + 1);
      bytes += OF_STRING + bytesOfKey(text, i + 1, end);
      i = end;
    } else if (code === COMMA) {
      bytes += OF_COMMA;
    } else if (code === LIST || code === OBJECT) {
      bytes += OF_CONTAINER;
      if (++depth > MAX_DEPTH) {
        throw new JsonBoundsError('depth', `is nested deeper than ${MAX_DEPTH} levels`);
      }
    } else if (code === LIST_END || code === OBJECT_END) {
      depth--;
    }
    if (bytes > MAX_MB * 1e6) {
      throw new JsonBoundsError('memory', `would take more than ${MAX_MB} MB of memory`);
    }
  }
}

/** Where a string ends; the end of the text where it does not. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (before > from && text.charCodeAt(before - 1) === BACKSLASH) {
      before--;
    }
    if ((at - before) % 2 === 0) {
      return at;
    }
  }
  return text.length;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** What a string takes for being a key; 0 where it is none. */
function bytesOfKey(text: string, from: number, end: number): number {
  let next = end + 1;
  while (text.charCodeAt(next) <= 0x20) {
    next++;
  }
  if (text.charCodeAt(next) !== COLON) {
    return 0;
  }
  const isNumber = isDigit(text.charCodeAt(from)) && isDigit(text.charCodeAt(end - 1));
  return OF_KEY + (isNumber ? OF_PLACE * Math.min(Number(text.slice(from, end)) || 0, MAX_PLACES) : 0);
}
