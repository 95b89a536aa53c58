import { asLiteral, fill, inString, type Marked, quoted } from './storeText';

/**
 * A LogsQL text with its variables written so that no value leaves its place. In a string values are escaped; behind a
 * regular-expression operator they match themselves, several as alternatives. Elsewhere a number or a duration stands
 * as it is, and anything else as a string. Several values are those that a field may have: `app:$app`, `app:="$app"`
 * and `{app="$app"}` become `app:in("a", "b")` and `{app in ("a", "b")}`.
 */
export function fillLogsql(text: string, values: Marked): string {
  let result = '';
  for (const [token] of text.matchAll(
    /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`[^`]*`?|#[^\n]*|\0\d+\0|[^"'`#\0]+|\0/gs
  )) {
    const only = values[Number(/^["'`]?\0(\d+)\0["'`]?$/.exec(token)?.[1] ?? NaN)];
    if (token.startsWith('#')) {
      result += fill(token, values, (own) => own.join(' ').replace(/\s/g, ' '));
    } else if (only && (only.length !== 1 || token.startsWith('\0'))) {
      result = withValues(result, only);
    } else {
      const isRegex = /~\s*$/.test(result);
      result += /\0\d+\0/.test(token) ? inQuotes(token, values, isRegex) : token;
    }
  }
  return result;
}

/** @param before what stands before them: its operator is rewritten for several values */
function withValues(before: string, own: readonly string[]): string {
  if (/~\s*$/.test(before)) {
    return before + quoted(own.map(asLiteral).join('|'));
  }
  if (own.length === 1) {
    return before + (/^\d[\w.]*$/.test(own[0]) ? own[0] : quoted(own[0]));
  }
  const list = own.map(quoted).join(', ');
  if (/[(,]\s*$/.test(before)) {
    return before + list;
  }
  const rewritten = before.replace(/(?::=?|!?=)\s*$/, (operator) => OPERATORS[operator.trim()]);
  return rewritten === before ? `${before}(${own.map(quoted).join(' or ')})` : `${rewritten}(${list})`;
}

const OPERATORS: Readonly<Record<string, string>> = { ':': ':in', ':=': ':in', '=': ' in ', '!=': ' not_in ' };

/** A string with values in it, between double quotes. */
function inQuotes(token: string, values: Marked, isRegex: boolean): string {
  const quote = token[0];
  const inner = token.slice(1, token.length > 1 && token.endsWith(quote) ? -1 : undefined);
  // Between backticks there are no escapes, between single quotes a double one needs none.
  const escaped =
    quote === '`' ? inString(inner) : quote === "'" ? inner.replace(/\\'|"/g, (c) => (c === '"' ? '\\"' : "'")) : inner;
  const marked = quote === '`' ? escaped.replace(/\\u0000(\d+)\\u0000/g, '\0$1\0') : escaped;
  const write = (own: readonly string[]) => inString((isRegex ? own.map(asLiteral) : own).join(isRegex ? '|' : ' '));
  return `"${fill(marked, values, write)}"`;
}
