/** Enough to tell a kind of message from others; every further word is one more that may be written differently. */
const MAX_WORDS = 6;

/** Shorter ones are in nearly every line. */
const MIN_LENGTH = 3;

/**
 * Words that every line of a template has, to search a store for: whole ones, none that a variable part touches, at
 * most six, the longest.
 *
 * @param template a message with its variable parts as <*>
 * @returns in the order of the template, each once
 */
export function wordsOf(template: string): string[] {
  const words = template
    .split('<*>')
    .join('\0')
    .split(/[^\p{L}\p{N}_\0]+/u)
    .filter((word) => word.length >= MIN_LENGTH && !word.includes('\0'));
  const distinct = [...new Set(words)];
  const longest = new Set([...distinct].sort((a, b) => b.length - a.length).slice(0, MAX_WORDS));
  return distinct.filter((word) => longest.has(word));
}
