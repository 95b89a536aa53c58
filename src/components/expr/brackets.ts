import { type SourceType } from '../../query/sources';

/** What is wrong at a place of a query, from `from`, inclusive, to `to`, exclusive. */
export interface SyntaxProblem {
  readonly from: number;
  readonly to: number;
  readonly kind: 'openQuote' | 'openBracket' | 'strayBracket' | 'unexpected';
}

interface Language {
  /** Within these brackets mean nothing. */
  readonly quotes: string;
  /** From # to the end of a line. */
  readonly hasComments?: true;
  /** Regular expressions between slashes, behind a colon. */
  readonly hasPatterns?: true;
  /** Ranges such as `[1 TO 5}` end with another bracket than they begin with. */
  readonly mixesBrackets?: true;
}

const LANGUAGES: Readonly<Record<SourceType, Language>> = {
  generated: { quotes: '' },
  loki: { quotes: '"`', hasComments: true },
  elasticsearch: { quotes: '"', hasPatterns: true, mixesBrackets: true },
  victorialogs: { quotes: '"\'`', hasComments: true, mixesBrackets: true },
  grafana: { quotes: '"' },
};

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/** The first quote or bracket of a query that is never closed, or closes nothing. Linear in its length. */
export function bracketProblem(source: SourceType, expr: string): SyntaxProblem | undefined {
  const { quotes, hasComments, hasPatterns, mixesBrackets } = LANGUAGES[source];
  const open: number[] = [];
  for (let at = 0; at < expr.length; at++) {
    const char = expr[at];
    if (quotes.includes(char) || (hasPatterns && char === '/' && expr[at - 1] === ':')) {
      const end = endOfString(expr, at);
      if (end === undefined) {
        return { from: at, to: expr.length, kind: 'openQuote' };
      }
      at = end;
    } else if (char === '#' && hasComments) {
      const end = expr.indexOf('\n', at);
      at = end < 0 ? expr.length : end;
    } else if (char === '\\') {
      at++;
    } else if (CLOSING[char]) {
      open.push(at);
    } else if ('}])'.includes(char)) {
      const begun = open.pop();
      if (begun === undefined || (CLOSING[expr[begun]] !== char && !mixesBrackets)) {
        return { from: at, to: at + 1, kind: 'strayBracket' };
      }
    }
  }
  const unclosed = open.at(-1);
  return unclosed === undefined ? undefined : { from: unclosed, to: unclosed + 1, kind: 'openBracket' };
}

/** Where the string ends that begins at `from`; undefined where it does not. Between backticks nothing is escaped. */
function endOfString(expr: string, from: number): number | undefined {
  const quote = expr[from];
  for (let at = from + 1; at < expr.length; at++) {
    if (expr[at] === quote) {
      return at;
    }
    if (expr[at] === '\\' && quote !== '`') {
      at++;
    }
  }
  return undefined;
}
