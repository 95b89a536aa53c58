import { visible } from '../printable';

/** What Markdown leaves as it is, within a line: letters, digits, and signs that mean nothing between them. */
const PLAIN = /^["'(]*[\p{L}\p{N}][\p{L}\p{N}\p{M}.,:;%()'"/+=?!-]*$/u;

/** Addresses and references, which pages make links of. */
const LINKED = /:\/\/|\bwww\.|\bgh-\d/i;

const CLIPPED = 240;

/**
 * A sentence with words of logs in it, as a part of a line of Markdown: what Markdown, or the page that shows it, would
 * act on stands as code: marks, tags, links, @names, #numbers.
 *
 * @param most characters; of more the beginning is given, and an ellipsis
 */
export function inline(text: string, most = CLIPPED): string {
  const parts: Array<{ isPlain: boolean; words: string[] }> = [];
  for (const word of clipped(visible(text), most).split(/\s+/).filter(Boolean)) {
    const isPlain = isPlainWord(word);
    const last = parts.at(-1);
    if (last?.isPlain === isPlain) {
      last.words.push(word);
    } else {
      parts.push({ isPlain, words: [word] });
    }
  }
  return parts.map(({ isPlain, words }) => (isPlain ? words.join(' ') : fenced(words.join(' ')))).join(' ');
}

/** A text of a log, whole, as code on one line. */
export function code(text: string, most = CLIPPED): string {
  return fenced(clipped(visible(text), most));
}

/** Signs that stand alone, as our own sentences have them, are no marks within a line. */
function isPlainWord(word: string): boolean {
  return (PLAIN.test(word) || /^(?:->|→|[-–+=/?…])$/.test(word)) && !LINKED.test(word);
}

function clipped(text: string, most: number): string {
  const characters = text.length > most ? [...text] : [];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}

/** Fenced by more backticks than it has in a row. */
function fenced(text: string): string {
  if (text.trim() === '') {
    return '` `';
  }
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}
