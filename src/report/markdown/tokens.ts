/** Letters that a token has, in a usual word and in what is longer than any: names run together, keys, base64. */
const OF_WORDS = 4;
const OF_OTHERS = 2;
const LONGEST_WORD = 12;
const DIGITS = 2;

const PIECE = /[a-z]+|[A-Z]+|\s?[0-9]+|\s+|[^\x00-\x7f]+|[^a-zA-Z0-9\s]/g;

/**
 * About how many tokens a language model reads in a text, rather too many than too few. Words count by their letters,
 * numbers by their digits and the space before, every sign is one; outside of ASCII a character is a byte less than it
 * takes in UTF-8. Measured against real tokenizers in the test beside it.
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
  if (piece.charCodeAt(0) > 127) {
    return Buffer.byteLength(piece) - [...piece].length;
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
