import { type RE2JS } from 're2js';
import { SettingsError } from '../errors';
import { compileRe2 } from '../query/patterns';
import { SETTINGS } from '../query/settings';
import { ROLES, type Role } from './fieldNames';

/** What a pattern found in a text: the group's text per role. */
export type PatternMatch = Partial<Record<Role, string>>;

/**
 * A pattern for plain text (RE2 syntax, so linear in time whatever the text) with groups named after the columns:
 * time, level, service, message, responseTime, statusCode, traceId.
 * @returns a function that gives what the pattern finds, or undefined where it doesn't match.
 * @throws SettingsError that names the pattern.
 */
export function compilePattern(pattern: string): (text: string) => PatternMatch | undefined {
  const regex = compile(pattern);
  const named = regex.namedGroups();
  const groups = ROLES.filter((role) => role in named).map((role) => [role, named[role]] as const);
  if (groups.length === 0) {
    throw new SettingsError(
      `The pattern for text lines ${pattern} has no named group that is used. ` +
        `Name groups ${ROLES.join(', ')}, for example (?P<level>\\w+).`
    );
  }
  const literal = requiredLiteral(pattern);
  return (text) => {
    if (literal !== '' && !text.includes(literal)) {
      return undefined;
    }
    const match: unknown[] | null = regex.exec(text);
    if (!match) {
      return undefined;
    }
    const found: PatternMatch = {};
    for (const [role, group] of groups) {
      const value = match[group];
      if (typeof value === 'string' && value !== '') {
        found[role] = value;
      }
    }
    return found;
  };
}

function compile(pattern: string): RE2JS {
  try {
    return compileRe2(pattern);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`${SETTINGS.fields.settings.pattern.label} (fields.pattern) ${problem}.`, { cause: error });
  }
}

/**
 * The longest run of plain characters that every match must hold, '' where none is certain: looking for it first is far
 * cheaper than running the pattern. Only what stands outside of groups and classes counts.
 */
export function requiredLiteral(pattern: string): string {
  if (/\||\(\?[a-zA-Z-]*[is]/.test(pattern.replace(/\\./g, '')) || /\\Q|[\ud800-\udfff]/.test(pattern)) {
    return '';
  }
  let longest = '';
  let run = '';
  let depth = 0;
  const end = (): void => {
    longest = run.length > longest.length ? run : longest;
    run = '';
  };
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '[') {
      end();
      i = classEnd(pattern, i);
    } else if (char === '(' || char === ')') {
      end();
      depth += char === '(' ? 1 : -1;
    } else if (char === '?' || char === '*' || char === '{') {
      run = run.slice(0, -1);
      end();
      i = char === '{' ? pattern.indexOf('}', i) : i;
      if (i < 0) {
        return '';
      }
    } else if (char === '+' || char === '.' || char === '^' || char === '$') {
      end();
    } else if (char === '\\') {
      i++;
      if (/[dDwWsSbB]/.test(pattern[i])) {
        end();
      } else if (/[A-Za-z0-9]/.test(pattern[i])) {
        end();
        return longest; // an escape of its own grammar: what follows is not judged
      } else {
        run += depth === 0 ? pattern[i] : '';
      }
    } else if (depth === 0) {
      run += char;
    }
  }
  end();
  return longest;
}

/** Where a character class ends; a `]` that stands first belongs to it. */
function classEnd(pattern: string, start: number): number {
  let i = start + 1;
  i += pattern[i] === '^' ? 1 : 0;
  i += pattern[i] === ']' ? 1 : 0;
  for (; i < pattern.length && pattern[i] !== ']'; i++) {
    i += pattern[i] === '\\' ? 1 : 0;
    if (pattern.startsWith('[:', i)) {
      i = pattern.indexOf(':]', i) + 1;
    }
  }
  return i;
}
