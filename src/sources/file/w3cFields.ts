import { asBuffer } from './cells';

const FIELDS = /^#\s*Fields(?::\s*|\t)/i;
const REMARK = '\n#';

/**
 * The columns that a line of remarks names, `#Fields: date time`, or Zeek's `#fields` behind a tab; undefined where it
 * names none.
 */
export function w3cFields(line: string): string[] | undefined {
  const names = FIELDS.test(line) ? line.trimEnd().replace(FIELDS, '') : '';
  if (names === '') {
    return undefined;
  }
  return isByComma(names) ? names.split(',') : names.split(/\s+/);
}

/** Whether columns stand between commas, as in the logs of Exchange: of the names `#Fields:` has, all in one word. */
export function isByComma(names: string): boolean {
  return BY_COMMA.test(names);
}

const BY_COMMA = /^[\w-]+(?:,[\w-]+)+$/;

/** How many columns `#Fields:` names where it names the most of all in a text; at least `least`. */
export function widestFields(bytes: Uint8Array, least: number): number {
  const text = asBuffer(bytes);
  let widest = least;
  for (let at = text.indexOf(REMARK); at >= 0; at = text.indexOf(REMARK, at + 1)) {
    const end = text.indexOf('\n', at + 1);
    const line = text.toString('utf8', at + 1, end < 0 ? text.length : end);
    widest = Math.max(widest, w3cFields(line)?.length ?? 0);
  }
  return widest;
}
