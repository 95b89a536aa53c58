import { type Shape, shapeKey } from './shape';
import { PUNCTUATION, WILD } from './tokens';

/** What closes each bracket and quote. */
const CLOSING: ReadonlyMap<number, number> = new Map(
  ['()', '[]', '{}', '""', "''"].map(([open, close]) => [open.charCodeAt(0), close.charCodeAt(0)])
);
const QUOTES = new Set(['"', "'"].map((quote) => quote.charCodeAt(0)));

/**
 * For each shape, the one that it is a variant of: shapes that differ only in values that are there or not. A value in
 * brackets explains what stands before it and may be missing with its brackets (`120 bytes (1.2 KB) sent`), or leave
 * them empty. Of the variants the one of the most tokens stands for all.
 */
export function foldOptionalParts(shapes: readonly Shape[]): Int32Array {
  const fullest = new Map<number, number>();
  const keys = shapes.map((shape) => {
    const kept = withoutOptional(shape);
    return shapeKey(kept, kept.length);
  });
  keys.forEach((key, s) => {
    const known = fullest.get(key);
    if (known === undefined || isFuller(shapes[s], shapes[known])) {
      fullest.set(key, s);
    }
  });
  return Int32Array.from(keys, (key, s) => fullest.get(key) ?? s);
}

/** The more tokens; of as many the lower key, so that the order of the shapes does not matter. */
function isFuller(one: Shape, other: Shape): boolean {
  const [length, otherLength] = [one.hash.length, other.hash.length];
  return length === otherLength ? shapeKey(one.hash, length) < shapeKey(other.hash, length) : length > otherLength;
}

/** The tokens without values in brackets. A shape of nothing else keeps all. */
function withoutOptional({ tokenType, hash }: Shape): Int32Array {
  const kept = new Int32Array(hash.length);
  let count = 0;
  for (let i = 0; i < hash.length; i++) {
    const end = tokenType[i] === PUNCTUATION && i > 0 ? endOfBrackets(tokenType, hash, i) : i;
    if (end > i) {
      // Quotes stay: an empty text and none are two things.
      if (QUOTES.has(hash[i])) {
        kept[count++] = hash[i];
      }
      i = end - 1;
    } else {
      kept[count++] = hash[i];
    }
  }
  return count > 0 ? kept.subarray(0, count) : hash;
}

/** Behind brackets that open at a token and hold one value or nothing; else the token itself. */
function endOfBrackets(tokenType: Uint8Array, hash: Int32Array, at: number): number {
  const close = CLOSING.get(hash[at]);
  if (close === undefined) {
    return at;
  }
  const inside = at + 1 < hash.length && tokenType[at + 1] === WILD ? at + 2 : at + 1;
  return inside < hash.length && tokenType[inside] === PUNCTUATION && hash[inside] === close ? inside + 1 : at;
}
