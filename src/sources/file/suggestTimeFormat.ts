import { compileTimeFormat } from '../../logs/time/timeFormat';

/** At least a date and an hour: groups of digits, with at most three other characters between them. */
const DIGIT_GROUPS = /(?<!\d)\d{1,4}(?:\D{1,3}\d{1,6}){3,7}/;
/** How far into a line a time is looked for. */
const WITHIN = 200;
/** Times of logs, in ms since the epoch: 1995 to 2100. */
const EARLIEST = Date.UTC(1995, 0);
const LATEST = Date.UTC(2100, 0);

/**
 * Finds how a time is written that is in none of the usual forms, by its groups of digits.
 * @returns tokens of Luxon that do read it; undefined where no group of digits looks like a date and a time
 */
export function suggestTimeFormat(line: string): string | undefined {
  const found = DIGIT_GROUPS.exec(line.slice(0, WITHIN))?.[0];
  if (found === undefined) {
    return undefined;
  }
  const groups = found.match(/\d+/g) ?? [];
  const between = found.split(/\d+/).slice(1, -1);
  for (const tokens of ORDERS) {
    const parts = groups.slice(0, tokens.length).map((digits, i) => tokenOf(tokens[i], digits));
    const format = parts.map((part, i) => (i === 0 ? part : literal(between[i - 1]) + part)).join('');
    if (!parts.includes('') && reads(format, found)) {
      return format;
    }
  }
  return undefined;
}

/** The orders of a date and a time of day, the likeliest first. */
const ORDERS = ['yMdHmsS', 'dMyHmsS', 'MdyHmsS'] as const;

/** '' where so many digits are none of it. */
function tokenOf(token: string, digits: string): string {
  switch (token) {
    case 'y':
      return digits.length === 4 ? 'yyyy' : digits.length === 2 ? 'yy' : '';
    case 'S':
      return digits.length > 3 ? 'u' : 'S'.repeat(digits.length);
    default:
      return digits.length <= 2 ? token.repeat(digits.length) : '';
  }
}

/** What stands between groups; letters are tokens unless they are quoted. */
function literal(text: string): string {
  return /[a-z]/i.test(text) ? `'${text}'` : text;
}

function reads(format: string, text: string): boolean {
  const time = compileTimeFormat(format).find(text, 0)?.timeMs ?? NaN;
  return time >= EARLIEST && time <= LATEST;
}
