/** What stands for a variable in a text until it is known what is around it: its number between NULs. */
const MARK = /\0(\d+)\0/g;

/** The values of the variables of a text, by their numbers. */
export type Marked = ReadonlyArray<readonly string[]>;

/** Stands for the variable of a number. */
export function markOf(number: number): string {
  return `\0${number}\0`;
}

/**
 * A LogQL text with its variables written so that no value leaves its place. In a string values are escaped; behind a
 * regular-expression operator they match themselves, several as alternatives. Elsewhere a name, a number or a duration
 * stands as it is, and anything else as a string.
 */
export function fillLogql(text: string, values: Marked): string {
  let operator = '';
  return text.replace(/"(?:[^"\\]|\\.)*"?|`[^`]*`?|#[^\n]*|[^"`#]+/gs, (token) => {
    const valueAt = (own: readonly string[]) => (isRegex(operator) ? own.map(asLiteral) : own).join('|');
    switch (token[0]) {
      case '"':
        return fill(token, values, (own) => inString(valueAt(own)));
      case '`':
        return fillRaw(token, values, valueAt);
      case '#':
        return fill(token, values, (own) => own.join('|').replace(/\s/g, ' '));
      default:
        operator = token.match(/[=!|]~|[!|]?=/g)?.at(-1) ?? operator;
        return fill(token, values, (own) => (isToken(own) ? own[0] : `"${inString(valueAt(own))}"`));
    }
  });
}

/**
 * A Lucene text likewise: in a phrase values are escaped, elsewhere a word or a number stands as it is, anything else
 * as a phrase, and several as alternatives.
 */
export function fillLucene(text: string, values: Marked): string {
  const phrases = (own: readonly string[]) => `(${own.map(quoted).join(' OR ')})`;
  return text.replace(/"(?:[^"\\]|\\.)*"?|(?:[^"\\]|\\.)+/gs, (token) => {
    const isPhrase = token.startsWith('"');
    const alone = isPhrase ? /^"\0(\d+)\0"$/.exec(token) : null;
    const several = alone && values[Number(alone[1])];
    if (several && several.length > 1) {
      return phrases(several);
    }
    return fill(token, values, (own) => {
      if (isPhrase) {
        return inString(own.join(' '));
      }
      return own.length !== 1 ? phrases(own) : isWord(own[0]) ? own[0] : quoted(own[0]);
    });
  });
}

/** A JSON text: within a string, several values as alternatives of a regular expression. */
export function fillJson(text: string, values: Marked): string {
  return fill(text, values, (own) => inString(own.length === 1 ? own[0] : own.map(asLiteral).join('|')));
}

/** Values as they are, parted by commas. */
export function fillPlain(text: string, values: Marked): string {
  return fill(text, values, (own) => own.join(','));
}

/** Puts in what `write` makes of the values of each variable. */
export function fill(text: string, values: Marked, write: (own: readonly string[]) => string): string {
  return text.replace(MARK, (_, number) => write(values[Number(number)] ?? []));
}

/** A string between backticks knows no escapes: one that is to hold a backtick is written between double quotes. */
function fillRaw(token: string, values: Marked, valueAt: (own: readonly string[]) => string): string {
  // Every other one is a variable's number.
  const parts = token
    .replace(/^`|`$/g, '')
    .split(MARK)
    .map((part, i) => (i % 2 === 0 ? part : valueAt(values[Number(part)] ?? [])));
  const holdsBacktick = parts.some((part) => part.includes('`'));
  return holdsBacktick ? `"${parts.map(inString).join('')}"` : fill(token, values, valueAt);
}

function isRegex(operator: string): boolean {
  return operator.endsWith('~');
}

function isToken(values: readonly string[]): boolean {
  return values.length === 1 && /^[\w.:]+$/.test(values[0]);
}

function isWord(value: string): boolean {
  return /^(?:\w+|\d+\.\d+)$/.test(value) && !/^(?:AND|OR|NOT|TO)$/.test(value);
}

/** Every stream of a Loki that discovers service names, as it does by default. */
export const ALL_OF_LOKI = '{service_name=~".+"}';

/** A string between double quotes, as LogQL, Lucene and JSON write it. */
export function quoted(value: string): string {
  return `"${inString(value)}"`;
}

/** A field's name as Lucene's query syntax takes it. */
export function luceneName(name: string): string {
  return name.replace(/[\\+\-!(){}[\]^"~*?:/\s]/g, '\\$&');
}

/** As a regular expression that matches the text itself. */
export function asLiteral(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** As it stands between double quotes. */
export function inString(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
