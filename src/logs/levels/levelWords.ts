import { INFO } from '../level';
import { LOCALIZED_NAMES } from './names';
import { parseLevel } from './parseLevel';

/** Level words that count wherever they stand in the head, if written in capitals. */
const CAPITALS = (
  'TRACE TRCE VERBOSE DEBUG DBG DBUG FINE FINER FINEST INFO INF INFORMATION NOTICE WARN WARNING WRN ' +
  'DEBU ERR ERROR EROR ERRO SEVERE FATAL FTL FATA CRITICAL CRIT ALERT EMERG EMER EMERGENCY PANIC DPANIC'
).split(' ');

/** Words that say a level only in brackets or before a colon; of the second kind in capitals only. */
const NAMED = ['NOTE', 'FAIL', 'TRCE', 'DEPRECATED'];
const NAMED_IN_CAPITALS = 'CONFIG LOG SUCCESS STATEMENT DETAIL HINT CONTEXT QUERY LOCATION'.split(' ');

/** Short ones that say a level in brackets, before a colon, or as the first word, in capitals. */
const SHORT = ['VERB', 'TRC', 'VRB', 'NTC', 'CRT', 'FAT', 'SILLY'];

const title = (word: string): string => word.charAt(0) + word.slice(1).toLowerCase();
const spellings = (words: readonly string[]): Array<readonly [string, number]> =>
  words.flatMap((word) =>
    [word, title(word), word.toLowerCase()].map((written) => [written, parseLevel(written) ?? INFO] as const)
  );

/** The levels of these words in the ways they are written, so that no text is copied to be compared. */
export const LEVEL_OF = new Map(spellings(CAPITALS));
const LEVEL_OF_OURS = new Map([
  ...NAMED_IN_CAPITALS.map((word) => [word, INFO] as const),
  ...spellings([...NAMED, ...SHORT]),
  ...LEVEL_OF,
]);

export const LEVEL_OF_FIRST = new Map(SHORT.map((word) => [word, parseLevel(word) ?? INFO] as const));

/**
 * Names of other languages in letters of ours: as java.util.logging and PostgreSQL write them before a colon, and in
 * capitals where a level stands first.
 */
export const LEVEL_OF_LOCALIZED = new Map(
  [...LOCALIZED_NAMES]
    .filter(([name]) => /^[a-z]{4,}$/.test(name))
    .map(([name, level]) => [name.toUpperCase(), level] as const)
    .filter(([name]) => !LEVEL_OF_OURS.has(name))
);
export const LEVEL_OF_NAMED = new Map([
  ...LEVEL_OF_OURS,
  ...[...LEVEL_OF_LOCALIZED].flatMap(([name, level]) => [[name, level] as const, [title(name), level] as const]),
]);

/** Names before `=` whose value is a level. */
export const KEYS = new Set(['level', 'lvl', 'severity', 'loglevel', 'levelname']);

/** By the first two letters, of either case: bits of how long the words are that begin so. */
const LENGTHS = lengthsOf([...LEVEL_OF_NAMED.keys(), ...KEYS, 'PHP']);

function lengthsOf(words: readonly string[]): Uint16Array {
  const lengths = new Uint16Array(1024);
  for (const word of words) {
    lengths[startOf(word.charCodeAt(0), word.charCodeAt(1))] |= 1 << word.length;
  }
  return lengths;
}

function startOf(first: number, second: number): number {
  return ((first & 31) << 5) | (second & 31);
}

/** Whether a word of letters can be one of these: most words of a text are done with by this. */
export function canBeLevel(text: string, start: number, length: number): boolean {
  return length <= 15 && (LENGTHS[startOf(text.charCodeAt(start), text.charCodeAt(start + 1))] & (1 << length)) !== 0;
}
