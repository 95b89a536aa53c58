/** How much of a message tells its kind: what it begins with. Values come later, and ids don't count as words. */
const PREFIX = 240;
const WORDS = 12;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const MASKED = 0x2a;
const HASH = 0x23;

/**
 * A number that is the same for messages that begin with the same words, whatever numbers and ids stand among them: cheap
 * enough for every line, good enough to count kinds of lines by. (Drain's templates, in patterns/, are the better ones to show.)
 */
export function lineShape(message: string): number {
  const end = Math.min(PREFIX, message.length);
  let shape = FNV_OFFSET;
  let word = FNV_OFFSET;
  let inWord = false;
  let masked = false;
  let glued = false;
  let words = 0;
  for (let i = 0; i < end && words < WORDS; i++) {
    const code = message.charCodeAt(i);
    // A number glued to a name by # is a place in the source, as in OrderService#72, and no value.
    if (code === HASH && inWord && !masked) {
      word = Math.imul(word ^ code, FNV_PRIME);
      glued = true;
      continue;
    }
    const digit = code >= 48 && code <= 57;
    if (digit || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127) {
      inWord = true;
      masked ||= digit && !glued;
      word = Math.imul(word ^ code, FNV_PRIME);
    } else if (inWord) {
      shape = Math.imul(shape ^ (masked ? MASKED : word), FNV_PRIME);
      words += masked ? 0 : 1;
      word = FNV_OFFSET;
      inWord = false;
      masked = false;
      glued = false;
    }
  }
  // A word that the end of the prefix cuts is left out: where it is cut depends on the ids before it.
  return inWord && end === message.length ? Math.imul(shape ^ (masked ? MASKED : word), FNV_PRIME) : shape;
}
