import { QUOTES } from './masking';
import { isWordToken, type Shape } from './shape';
import { fnv1a } from '../../../random/fnv1a';
import { NAME, PUNCTUATION } from './tokens';

/**
 * So many different words in one place are values. Words that are few are distinguished: started, stopped; GET, POST.
 */
const MIN_WORDS = 6;
const MIN_NAMES = 4;
/** Where the words before say that a value follows. */
const MIN_INTRODUCED = 3;

const INTRODUCERS = new Set(
  'for from by user username account host hostname domain named called name'.split(' ').map((word) => fnv1a(word))
);

/** How many different words the place must have had for them to be values. */
export function minValues(shape: Shape, place: number, areNames: boolean): number {
  const least = isIntroduced(shape, place) ? MIN_INTRODUCED : areNames ? MIN_NAMES : MIN_WORDS;
  let before = 0;
  let words = 0;
  for (let i = 0; i < shape.tokenType.length; i++) {
    if (i !== place && isWordToken(shape.tokenType[i])) {
      words++;
      before += i < place ? 1 : 0;
    }
  }
  // What a line begins with mostly says what it is about, and with few words around there is little to distinguish
  // lines by.
  return words === 0 ? Infinity : least * (before === 0 ? 2 : 1) * (words === 1 ? 3 : 1);
}

/** Whether the word looks like a value by itself or by what is around it. */
export function isValueLike(shape: Shape, place: number): boolean {
  return shape.tokenType[place] === NAME || (shape.tokenType[place] !== PUNCTUATION && isIntroduced(shape, place));
}

function isIntroduced({ tokenType, hash }: Shape, place: number): boolean {
  if (place === 0) {
    return false;
  }
  const before = hash[place - 1];
  return tokenType[place - 1] === PUNCTUATION
    ? QUOTES.has(before) && hash[place + 1] === before
    : INTRODUCERS.has(before);
}
