const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Where the next object begins; -1: nowhere. */
export function startOfObject(bytes: Uint8Array, from: number): number {
  return bytes.indexOf(OPEN_BRACE, from);
}

/** Behind the brace that closes the object, -1 where there is none up to `limit`. */
export function endOfObject(bytes: Uint8Array, start: number, limit = bytes.length): number {
  let depth = 0;
  for (let at = start; at < limit; at++) {
    const byte = bytes[at];
    if (byte === OPEN_BRACE) {
      depth++;
    } else if (byte === CLOSE_BRACE) {
      if (--depth === 0) {
        return at + 1;
      }
    } else if (byte === QUOTE) {
      at++;
      while (at < limit && bytes[at] !== QUOTE) {
        at += bytes[at] === BACKSLASH ? 2 : 1;
      }
    }
  }
  return -1;
}
