/** Codes of characters that stand around words. */
export const TAB = 9;
export const ESCAPE = 27;
export const SPACE = 32;
export const QUOTE = 34;
export const COMMA = 44;
export const DASH = 45;
export const POINT = 46;
export const SLASH = 47;
export const COLON = 58;
export const EQUALS = 61;
export const OPEN = 91;
export const CLOSE = 93;
export const BAR = 124;

export function isLetter(code: number): boolean {
  return code < 128 && KIND[code] === LETTER;
}

export const LETTER = 1;
export const SPECIAL = 2;
export const KIND = new Uint8Array(128);
for (let code = 65; code <= 90; code++) {
  KIND[code] = KIND[code | 32] = LETTER;
}
for (const code of [QUOTE, ESCAPE, 35 /* # */, 37 /* % */]) {
  KIND[code] = SPECIAL;
}

/**
 * A word that goes on, as in ERROR_CODE, NO-ERROR, /error, is no level, nor is one of a query or an address, as in
 * ?q=what+is+ERROR&x; that includes the letters of other alphabets.
 */
export function isWordPart(code: number): boolean {
  return WORD_PART[code < 128 ? code : 0] === 1;
}

const WORD_PART = new Uint8Array(128);
for (const char of '\u0000_-/.+&?%#@~$0123456789') {
  WORD_PART[char.charCodeAt(0)] = 1;
}

export function isOpening(code: number): boolean {
  return code === OPEN || code === 60 || code === BAR || code === COLON; // [ < | :
}

export function isClosing(code: number): boolean {
  return code === CLOSE || code === 62 || code === BAR; // ] > |
}
