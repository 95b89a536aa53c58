import { RE2JS } from 're2js';
import { SettingsError } from '../errors';
import { type ResolvedSettings } from './resolved';
import { SETTINGS } from './settings';
import { type Entry, type Table } from './table/entry';
import { MAX_LENGTH } from './table/kinds';
import { type Path } from './table/paths';
import { type Problem, problemOn, problemsText } from './table/problems';
import { show } from './table/words';
import { isObject } from '../objects';

/**
 * The patterns among values that don't compile. This is apart from the table's own check, because compiling a thousand
 * characters can take a third of a second: only the editor does it, and the worker that needs the pattern.
 *
 * @param values as they are stored, whatever else is wrong with them
 */
export function patternProblems(table: Table, values: unknown): Problem[] {
  return patternsIn({ kind: 'group', label: '', settings: table }, values, []).flatMap(({ path, pattern }) => {
    const message = problemWith(pattern);
    return message === undefined ? [] : [problemOn(table, path, message)];
  });
}

/**
 * Refuses settings with patterns that don't compile.
 * @throws SettingsError that names all of them
 */
export function requirePatterns(settings: Pick<ResolvedSettings, 'fields' | 'analysis'>): void {
  const problems = patternProblems(SETTINGS, settings);
  if (problems.length > 0) {
    throw new SettingsError(problemsText("The data source's settings", problems));
  }
}

/**
 * A pattern of the settings, ready to be matched in linear time whatever the text.
 * @throws Error whose message says what it must be, to be read behind its name
 */
export function compileRe2(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`must be a regular expression in RE2 syntax; ${show(pattern)} is not: ${reason}`, { cause: error });
  }
}

function problemWith(pattern: string): string | undefined {
  try {
    compileRe2(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function patternsIn(entry: Entry, value: unknown, path: Path): Array<{ path: Path; pattern: string }> {
  switch (entry.kind) {
    case 'group':
      return isObject(value)
        ? Object.entries(entry.settings).flatMap(([key, inner]) => patternsIn(inner, value[key], [...path, key]))
        : [];
    case 'list':
      return Array.isArray(value) && value.length <= entry.maxItems
        ? value.flatMap((item, i) => patternsIn(entry.of, item, [...path, i]))
        : [];
    case 'pattern':
      return typeof value === 'string' && value.length <= MAX_LENGTH.pattern ? [{ path, pattern: value }] : [];
    default:
      return [];
  }
}
