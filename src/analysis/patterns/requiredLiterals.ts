export interface RequiredLiterals {
  /** Every match holds at least one of these. */
  literals: string[];
  /** They are in lower case, to be looked for in `foldCase(text)`. */
  ignoresCase: boolean;
}

/** Shorter ones are in too many lines to be worth looking for. */
const LEAST_LENGTH = 2;

/**
 * What every match of a regular expression (RE2 syntax) must hold: the longest text of each alternative that is neither in a
 * group nor optional. Undefined where there is none, or where the expression holds what is not looked into here.
 */
export function requiredLiterals(pattern: string): RequiredLiterals | undefined {
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  const body = pattern.slice(flags?.[0].length ?? 0);
  const ignoresCase = flags?.[1].includes('i') ?? false;
  const literals: string[] = [];
  let longest = '';
  let run = '';
  const endRun = () => {
    longest = run.length > longest.length ? run : longest;
    run = '';
  };
  for (let at = 0; at < body.length;) {
    const character = body[at];
    if (character === '|') {
      endRun();
      literals.push(longest);
      longest = '';
      at++;
    } else if ('*?{'.includes(character)) {
      run = run.slice(0, -1);
      endRun();
      at = character === '{' ? body.indexOf('}', at) + 1 : at + 1;
      if (at === 0) {
        return undefined;
      }
    } else if ('+.^$'.includes(character)) {
      endRun();
      at++;
    } else if (character === '[' || character === '(') {
      endRun();
      at = character === '[' ? afterClass(body, at) : afterGroup(body, at);
      if (at < 0) {
        return undefined;
      }
    } else if (character === '\\') {
      const escaped = body[at + 1] ?? '';
      if (/[A-Za-z0-9]/.test(escaped)) {
        if (!/[dDwWsSbB]/.test(escaped)) {
          return undefined;
        }
        endRun();
      } else {
        run += escaped;
      }
      at += 2;
    } else {
      run += character;
      at++;
    }
  }
  endRun();
  literals.push(longest);
  if (literals.some((literal) => literal.length < LEAST_LENGTH)) {
    return undefined;
  }
  return { literals: ignoresCase ? literals.map(foldCase) : literals, ignoresCase };
}

/** Lower case, as RE2 compares letters that ignore case: the long s is an s. */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('\u017f', 's');
}

/** The place after a class such as `[^]a-z]`; -1 where it doesn't end. */
function afterClass(body: string, open: number): number {
  let at = open + 1;
  at += body[at] === '^' ? 1 : 0;
  at += body[at] === ']' ? 1 : 0;
  for (; at < body.length; at++) {
    if (body[at] === '\\') {
      at++;
    } else if (body.startsWith('[:', at)) {
      at = body.indexOf(':]', at) + 1;
      if (at === 0) {
        return -1;
      }
    } else if (body[at] === ']') {
      return at + 1;
    }
  }
  return -1;
}

/** The place after a group; -1 where it doesn't end or changes the flags of what follows. */
function afterGroup(body: string, open: number): number {
  if (/^\(\?[a-zA-Z-]*\)/.test(body.slice(open))) {
    return -1;
  }
  let depth = 0;
  for (let at = open; at >= 0 && at < body.length;) {
    if (body[at] === '\\') {
      if (body[at + 1] === 'Q') {
        return -1;
      }
      at += 2;
    } else if (body[at] === '[') {
      at = afterClass(body, at);
    } else {
      depth += body[at] === '(' ? 1 : body[at] === ')' ? -1 : 0;
      at++;
      if (depth === 0) {
        return at;
      }
    }
  }
  return -1;
}
