const QUOTE = 34;
const BACKSLASH = 92;
const MAX_PAIRS = 64;
const ESCAPES = new Set([...'"\\/bfnrt'].map((char) => char.charCodeAt(0)));

/** What a value is. */
const STRING = 0;
export const ESCAPED_STRING = 1;
export const NUMBER = 2;
export const LITERAL = 3;

/** The pairs of one flat JSON object, as offsets into its bytes. Those of strings are inside of their quotes. */
export class JsonPairs {
  count = 0;
  readonly keyStarts = new Uint32Array(MAX_PAIRS);
  readonly keyEnds = new Uint32Array(MAX_PAIRS);
  readonly starts = new Uint32Array(MAX_PAIRS);
  readonly ends = new Uint32Array(MAX_PAIRS);
  readonly kinds = new Uint8Array(MAX_PAIRS);
  private at = 0;
  private end = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** @returns false for what is not flat, not JSON, or beyond this reader: it is then for JSON.parse. */
  read(start: number, end: number): boolean {
    const { bytes } = this;
    this.at = start + 1;
    this.end = end;
    this.count = 0;
    if (bytes[start] !== 123) {
      return false;
    }
    for (;;) {
      if (this.count === MAX_PAIRS || !this.readPair()) {
        return false;
      }
      const next = this.skipSpace();
      if (next === 125 /* } */) {
        this.at++;
        return this.skipSpace() < 0;
      }
      if (next !== 44 /* , */) {
        return false;
      }
      this.at++;
    }
  }

  private readPair(): boolean {
    const { bytes, count } = this;
    if (this.skipSpace() !== QUOTE) {
      return false;
    }
    this.keyStarts[count] = this.at + 1;
    if (this.readString() !== STRING) {
      return false;
    }
    this.keyEnds[count] = this.at - 1;
    if (this.skipSpace() !== 58 /* : */) {
      return false;
    }
    this.at++;
    const first = this.skipSpace();
    if (first === QUOTE) {
      this.starts[count] = this.at + 1;
      const kind = this.readString();
      if (kind < 0) {
        return false;
      }
      this.kinds[count] = kind;
      this.ends[count] = this.at - 1;
    } else {
      const start = this.at;
      while (this.at < this.end && isScalar(bytes[this.at])) {
        this.at++;
      }
      const kind = scalarKind(bytes, start, this.at);
      if (kind < 0) {
        return false;
      }
      this.starts[count] = start;
      this.ends[count] = this.at;
      this.kinds[count] = kind;
    }
    this.count++;
    return true;
  }

  /** Goes behind the closing quote. @returns STRING, ESCAPED_STRING, or -1 where it isn't closed. */
  private readString(): number {
    const { bytes, end } = this;
    let kind = STRING;
    let at = this.at + 1;
    for (; at < end; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        this.at = at + 1;
        return kind;
      }
      if (byte === BACKSLASH) {
        kind = ESCAPED_STRING;
        at++;
        if (!isEscape(bytes, at)) {
          return -1;
        }
      } else if (byte < 32) {
        return -1;
      }
    }
    return -1;
  }

  /** @returns the next byte that is no space, -1 at the end. */
  private skipSpace(): number {
    const { bytes, end } = this;
    while (this.at < end) {
      const byte = bytes[this.at];
      if (byte !== 32 && byte !== 9) {
        return byte;
      }
      this.at++;
    }
    return -1;
  }
}

function isEscape(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== 117 /* u */) {
    return ESCAPES.has(bytes[at]);
  }
  for (let i = at + 1; i <= at + 4; i++) {
    const lower = bytes[i] | 32;
    if (!(bytes[i] >= 48 && bytes[i] <= 57) && !(lower >= 97 && lower <= 102)) {
      return false;
    }
  }
  return true;
}

function isScalar(byte: number): boolean {
  return (
    (byte >= 97 && byte <= 122) ||
    (byte >= 48 && byte <= 57) ||
    byte === 45 ||
    byte === 46 ||
    byte === 43 ||
    byte === 69
  );
}

/** NUMBER for a plain decimal number, LITERAL for true, false and null, -1 for the rest. */
function scalarKind(bytes: Uint8Array, start: number, end: number): number {
  if (end === start) {
    return -1;
  }
  const first = bytes[start];
  if (first >= 97) {
    const length = end - start;
    const isWord =
      (length === 4 && (first === 116 || first === 110) && bytes[end - 1] === (first === 116 ? 101 : 108)) ||
      (length === 5 && first === 102 && bytes[end - 1] === 101);
    return isWord ? LITERAL : -1;
  }
  let points = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    points += byte === 46 ? 1 : 0;
    const isSign = byte === 45 && at === start;
    if (!isSign && byte !== 46 && (byte < 48 || byte > 57)) {
      return -1;
    }
  }
  const hasDigits = bytes[end - 1] >= 48 && bytes[end - 1] <= 57 && first !== 46;
  return points <= 1 && hasDigits ? NUMBER : -1;
}
