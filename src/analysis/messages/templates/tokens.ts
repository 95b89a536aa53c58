/* Kinds of tokens. */

/** A word that stands in every line of a template, as far as a single line can show. */
export const WORD = 0;
/** A number, an id, an address, a time, a path...: what differs from line to line. */
export const WILD = 1;
export const PUNCTUATION = 2;
/** A word that looks like a name: with a dot, a slash, an underscore or a digit in it. */
export const NAME = 3;

export const MASK = '<*>';
export const WILD_HASH = 0x2a;

/** What follows in a longer line does not distinguish its template. */
export const MAX_LENGTH = 4096;
