import { RE2JS } from 're2js';
import { QueryError } from '../../errors';
import { type LogTable } from '../../logs/logTable';
import { type NamedPattern } from '../../query/options';
import { type NamedPatternCount } from '../analysis';
import { foldCase, requiredLiterals } from './requiredLiterals';

const CHECK_EVERY = 4096;

/**
 * The logs whose message a pattern finds, per pattern in their order. Each different message is matched once, and only
 * where it holds what every match of the pattern must hold; matching takes linear time whatever the pattern.
 *
 * @throws QueryError for a pattern that is not RE2 syntax, by its name
 */
export function countNamed(
  { message: { values, codes }, length }: LogTable,
  named: readonly NamedPattern[],
  checkpoint: () => void
): NamedPatternCount[] {
  if (named.length === 0) {
    return [];
  }
  const matchers = named.map(matcherOf);
  const rows = new Uint32Array(values.length);
  for (let row = 0; row < length; row++) {
    rows[codes[row]]++;
  }
  const counts = new Array<number>(named.length).fill(0);
  const folded = matchers.some(({ ignoresCase }) => ignoresCase);
  for (let code = 0; code < values.length; code++) {
    if (code % CHECK_EVERY === 0) {
      checkpoint();
    }
    const text = values[code];
    const lower = folded ? foldCase(text) : text;
    for (let i = 0; i < matchers.length; i++) {
      if (rows[code] > 0 && matchers[i].matches(text, lower)) {
        counts[i] += rows[code];
      }
    }
  }
  return named.map(({ name }, i) => ({ name, count: counts[i] }));
}

interface NamedMatcher {
  ignoresCase: boolean;
  matches(text: string, lower: string): boolean;
}

function matcherOf({ name, pattern }: NamedPattern): NamedMatcher {
  const regex = compile(name, pattern);
  const required = requiredLiterals(pattern);
  if (!required) {
    return { ignoresCase: false, matches: (text) => regex.test(text) };
  }
  const { literals, ignoresCase } = required;
  return {
    ignoresCase,
    matches: (text, lower) => {
      const searched = ignoresCase ? lower : text;
      return literals.some((literal) => searched.includes(literal)) && regex.test(text);
    },
  };
}

function compile(name: string, pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new QueryError(
      `The pattern "${name}" must be a regular expression in RE2 syntax; ${JSON.stringify(pattern)} is not: ${reason}`,
      { cause: error }
    );
  }
}
