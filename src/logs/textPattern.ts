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
  return (text) => {
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
