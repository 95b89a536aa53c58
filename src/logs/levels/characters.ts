import { tableOf } from '../characterCodes';

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
export const KIND = Uint8Array.from({ length: 128 }, (_, code) =>
  /[a-z]/i.test(String.fromCharCode(code)) ? LETTER : '"\x1b#%'.includes(String.fromCharCode(code)) ? SPECIAL : 0
);

/**
 * A word that goes on, as in ERROR_CODE, NO-ERROR, /error, is no level, nor is one of a query or an address, as in
 * ?q=what+is+ERROR&x; that includes the letters of other alphabets.
 */
export function isWordPart(code: number): boolean {
  return WORD_PART[code < 128 ? code : 0] === 1;
}

const WORD_PART = tableOf('\u0000_-/.+&?%#@~$0123456789');

export function isOpening(code: number): boolean {
  return code === OPEN || code === 60 || code === BAR || code === COLON; // [ < | :
}

export function isClosing(code: number): boolean {
  return code === CLOSE || code === 62 || code === BAR; // ] > |
}
