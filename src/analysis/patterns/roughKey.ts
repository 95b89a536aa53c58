import { classOf, DIGIT, LETTER } from './characters';
import { MAX_LENGTH } from './tokens';

/**
 * A key of 53 bits of a line in which every part with two digits or more, a value whatever it holds, is left out: lines with
 * the same key are masked in the same way. Far cheaper than the tokens, and most lines share theirs with many.
 */
export function roughKey(text: string): number {
  const length = Math.min(text.length, MAX_LENGTH);
  let first = 0x811c9dc5;
  let second = 0x050c5d1f;
  let digits = 0;
  let partStart = 0;
  let firstBefore = first;
  let secondBefore = second;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const kind = classOf(code);
    if (kind === LETTER || kind === DIGIT) {
      digits += kind === DIGIT ? 1 : 0;
    } else {
      if (digits >= 2) {
        const value = valueSymbol(text, partStart, i, digits);
        first = Math.imul(firstBefore ^ value, 0x01000193);
        second = Math.imul(secondBefore ^ value, 0x5bd1e995);
      }
      digits = 0;
      partStart = i + 1;
    }
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x5bd1e995);
    if (partStart > i) {
      firstBefore = first;
      secondBefore = second;
    }
  }
  if (digits >= 2) {
    const value = valueSymbol(text, partStart, length, digits);
    first = Math.imul(firstBefore ^ value, 0x01000193);
    second = Math.imul(secondBefore ^ value, 0x5bd1e995);
  }
  return (first >>> 0) * 0x200000 + (second >>> 11);
}

/** What masking still asks of a value: whether it begins with a digit, ends with one, is a number. No character's code. */
function valueSymbol(text: string, start: number, end: number, digits: number): number {
  return (
    0x10000 +
    (classOf(text.charCodeAt(start)) === DIGIT ? 1 : 0) +
    (classOf(text.charCodeAt(end - 1)) === DIGIT ? 2 : 0) +
    (digits === end - start ? 4 : 0)
  );
}
