/** Control characters but tabs, and what turns the direction of writing. */
const ACTING = /[\0-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * A text that is safe to write to a terminal, on one line: control characters, with which a log line could recolour it,
 * move its cursor, set its title or begin a line of its own, become visible escapes. Tabs stay.
 */
export function printable(text: string): string {
  return text.replace(ACTING, escaped);
}

/** The same without tabs and without what cannot be seen, in which a line could hide words from people. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (char) => (char === '\t' ? ' ' : escaped(char)));
}

function escaped(char: string): string {
  const code = char.codePointAt(0)!;
  const digits = code.toString(16);
  if (code > 0xffff) {
    return `\\u{${digits}}`;
  }
  return code < 256 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

/** JSON that is safe to write to a terminal, and means the same: of what acts on one JSON escapes only the first 32. */
export function printableJson(json: string): string {
  return json.replace(
    /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}
