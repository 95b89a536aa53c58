import { parseJson } from '../boundedJson';
const SPACE = 32;
const QUOTE = 34;
const EQUALS = 61;
const BACKSLASH = 92;

/** Whether a line begins as logfmt does: with `key=`, the key a plain name. */
export function isLogfmt(line: string): boolean {
  for (let i = 0; i < line.length && i < 64; i++) {
    const code = line.charCodeAt(i);
    if (code === EQUALS) {
      return i > 0 && line.charCodeAt(i + 1) !== EQUALS;
    }
    const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 64;
    const isMark = (code >= 48 && code <= 57) || code === 46 || code === 45 || code === 47;
    if (!isLetter && !(isMark && i > 0)) {
      return false;
    }
  }
  return false;
}

/**
 * Calls `visit` for each `key=value` of a line, in order. A value in double quotes may hold spaces and the escapes of
 * JSON; a bare key has the value ''. What follows the grammar of https://brandur.org/logfmt no more is taken as it
 * stands.
 */
export function forEachPair(line: string, visit: (key: string, value: string) => void): void {
  const { length } = line;
  let at = 0;
  while (at < length) {
    if (line.charCodeAt(at) <= SPACE) {
      at++;
      continue;
    }
    const start = at;
    let code = 0;
    while (at < length && (code = line.charCodeAt(at)) !== EQUALS && code > SPACE) {
      at++;
    }
    const key = line.slice(start, at);
    if (at === length || code !== EQUALS) {
      visit(key, '');
      continue;
    }
    at++;
    if (line.charCodeAt(at) === QUOTE) {
      const close = closingQuote(line, at + 1);
      visit(key, unescape(line.slice(at + 1, close)));
      at = close + 1;
    } else {
      const from = at;
      while (at < length && line.charCodeAt(at) > SPACE) {
        at++;
      }
      visit(key, line.slice(from, at));
    }
  }
}

/** Where a quoted value ends; the end of the line where its quote is missing. */
function closingQuote(line: string, from: number): number {
  for (let i = from; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === QUOTE) {
      return i;
    }
    if (code === BACKSLASH) {
      i++;
    }
  }
  return line.length;
}

function unescape(text: string): string {
  if (!text.includes('\\')) {
    return text;
  }
  try {
    const value: unknown = parseJson(`"${text}"`);
    return typeof value === 'string' ? value : text;
  } catch {
    return text.replace(/\\(["\\])/g, '$1');
  }
}
