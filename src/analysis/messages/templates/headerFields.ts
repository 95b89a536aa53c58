import { parseSeverityWord } from '../../../logs/levels/parseLevel';

/**
 * What a header is made of, each with the spaces behind it: a level; a number, date or id; text in brackets; a
 * component with its colon; a name with dots; a name in capitals; text up to a bar; a dash
 * behind two words at most.
 */
const PATTERNS = {
  level: /(?:\[ ?[A-Za-z]{1,11} ?\][:|,]?|[A-Z]{2,11}[:|,]?|[VDIWEF](?=\s+\S)|[A-Za-z]{4,11}(?:[:|,]|(?=\s\s)))\s+/y,
  number: /(?:[\w@:/+-]{0,24}\d[\w.,:@/+-]{0,60}|-?\d+)(?:\s+|\|)/y,
  bracket: /(?:\[(?:[^[\]\n]|\[[^[\]\n]{0,60}\]){0,200}\]|\((?:[^()\n]|\([^()\n]{0,60}\)){0,200}\))(?:[:,-]?\s+|:)/y,
  component: /[\w.$/#-]{1,120}(?:\(\w{1,40}\))?(?:\[\w{1,12}\])?: +/y,
  dotted: /[A-Za-z_$][\w$]*(?:\.[\w$]+)+\s+/y,
  capitals: /[A-Z][A-Z_]{1,15}\s+/y,
  barred: /[^\s|]{0,60} ?\| ?/y,
  dash: /(?:[^\s[\](){}]{1,60}\s+){0,2}[-–|>]\s+/y,
} as const;

export type Field = keyof typeof PATTERNS;

/** In the order in which they are tried. */
export const FIELDS: readonly Field[] = [
  'level',
  'number',
  'barred',
  'bracket',
  'dash',
  'component',
  'dotted',
  'capitals',
];

/** Where a field that begins at `at` ends, with the spaces behind it; 0: it does not stand there. */
export function readField(field: Field, text: string, at: number): number {
  const pattern = PATTERNS[field];
  pattern.lastIndex = at;
  if (!pattern.test(text)) {
    return 0;
  }
  const end = pattern.lastIndex;
  return field !== 'level' || isLevel(text.slice(at, end)) ? end : 0;
}

function isLevel(text: string): boolean {
  const word = text.replace(/[^A-Za-z]/g, '');
  return word.length === 1 || parseSeverityWord(word) !== undefined;
}
