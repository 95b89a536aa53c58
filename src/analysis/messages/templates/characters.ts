/* What each character is to the tokenizer. */

export const SPACE = 0;
export const LETTER = 1;
export const DIGIT = 2;
/** Ends a chunk: brackets, quotes, lists. */
export const HARD = 3;
/** May stand inside a chunk: paths, addresses, dates, names with dots. */
export const SOFT = 4;

const HARD_CHARACTERS = '()[]{}<>"\'`,;=|';
const SOFT_CHARACTERS = '.:-/\\@#$%&*+~!?^';

/** By byte of UTF-8: all beyond ASCII are of letters. */
export const CLASS_OF = new Uint8Array(256).map((_, code) => {
  const character = String.fromCharCode(code);
  if (code > 127) {
    return LETTER;
  }
  if (code <= 32 || code === 127) {
    return SPACE;
  }
  if (code >= 48 && code <= 57) {
    return DIGIT;
  }
  return HARD_CHARACTERS.includes(character) ? HARD : SOFT_CHARACTERS.includes(character) ? SOFT : LETTER;
});

const HEX = new Uint8Array(128).map((_, code) => (/[0-9a-fA-F]/.test(String.fromCharCode(code)) ? 1 : 0));

/** All beyond ASCII is a letter. */
export function classOf(code: number): number {
  return code < 128 ? CLASS_OF[code] : LETTER;
}

export function isHex(code: number): boolean {
  return code < 128 && HEX[code] === 1;
}
