/** Letters that a token has, in a usual word and in what is longer than any: names run together, keys, base64. */
const OF_WORDS = 4;
const OF_OTHERS = 2;
const LONGEST_WORD = 12;
const DIGITS = 2;

const RUSSIAN = /^\s?[А-яЁё]+$/;

const PIECE = /[a-z]+|[A-Z]+|\s?[0-9]+|\s?[А-яЁё]+|\s?[^\x00-\x7f]+|\s+|[^a-zA-Z0-9\s]/g;

/**
 * About how many tokens a language model reads in a text, rather too many than too few. Words count by their letters,
 * numbers by their digits and the space before, every sign is one; Russian letters are one each, and all else outside of
 * ASCII is its bytes in UTF-8, of which no tokenizer makes more. Measured against real tokenizers in the test beside it.
 */
export function tokensIn(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(PIECE)) {
    tokens += tokensOf(piece);
  }
  return tokens;
}

function tokensOf(piece: string): number {
  const { length } = piece;
  if (/[^\x00-\x7f]/.test(piece)) {
    return RUSSIAN.test(piece) ? length : Buffer.byteLength(piece);
  }
  if (/[a-z]/.test(piece)) {
    return Math.ceil(Math.min(length, LONGEST_WORD) / OF_WORDS + Math.max(0, length - LONGEST_WORD) / OF_OTHERS);
  }
  if (/[A-Z]/.test(piece)) {
    return Math.ceil(length / OF_OTHERS);
  }
  if (/[0-9]/.test(piece)) {
    return Math.ceil(length / DIGITS);
  }
  return piece === ' ' ? 0 : Math.ceil(length / OF_OTHERS);
}
