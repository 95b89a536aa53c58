const setOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const UNITS = setOf('B KB MB GB TB PB kB KiB MiB GiB TiB ns us µs ms s sec secs min mins h hrs');
const BOOLEANS = setOf('true false True False TRUE FALSE null NULL nil');
const MONTHS = setOf('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec');
const DAYS = setOf('Mon Tue Wed Thu Fri Sat Sun');

/** Units that stand alone after a number. */
export function isUnit(text: string, start: number, end: number): boolean {
  return UNITS.has(text.slice(start, end));
}

export function isBoolean(text: string, start: number, end: number): boolean {
  return BOOLEANS.has(text.slice(start, end));
}

/**
 * The name of a month before a number, of a day before a number or a month: `Mon Jun  1`, `Mon, 01 Jun`, `01 Jun 2026`.
 */
export function isDateName(text: string, start: number, end: number): boolean {
  if (end - start !== 3) {
    return false;
  }
  const name = text.slice(start, end);
  return MONTHS.has(name)
    ? /^[-/ ]+\d/.test(text.slice(end, end + 4))
    : DAYS.has(name) && /^,? +(?:\d|[A-Z][a-z]{2} +\d)/.test(text.slice(end, end + 9));
}
