/** How far into a text its words are counted. */
const WITHIN = 256;
/** A word of a sentence: no name with points or slashes in it, no number, nothing in brackets. */
const WORD = /^["'(]?\p{L}[\p{L}'’-]*["')]?[.,:;!?]*$/u;

/** How many words of a sentence stand between two places of a text. */
export function wordsSaid(text: string, from: number, to: number): number {
  const said = text.slice(from, Math.min(to, from + WITHIN)).replace(/\[[^[\]]*\]/g, ' ');
  return said.split(/\s+/).filter((word) => WORD.test(word)).length;
}
