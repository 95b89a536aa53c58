import type * as z from 'zod/mini';
import { type Table, type Values } from './entry';
import { labelAt, leavesOf, type Path, pathText } from './paths';
import { schemaOf } from './schema';
import { nearest, show } from './words';
import { isObject } from '../../objects';

/** Something that is wrong with settings or a query. */
export interface Problem {
  path: Path;
  /** "Trees (analysis.forest.nEstimators)"; '' where the message names it by itself. */
  name: string;
  /** "must be ...; it is 0". */
  message: string;
}

export interface RootOptions {
  /** Keys beside the table's own that are somebody else's, such as Grafana's. */
  isForeign?: (key: string) => boolean;
  /** Whether any unknown key is a problem; else only one that is nearly a key of the table. */
  strict?: boolean;
}

export type Reading<T> = { values: Values<T>; problems: [] } | { values: undefined; problems: [Problem, ...Problem[]] };

/** Reads JSON by a table: the values as they are meant, or all that is wrong with them at once. */
export function readTable<T extends Table>(table: T, json: unknown, root: RootOptions = {}): Reading<T> {
  const unknownKeys: Problem[] = [];
  const own: Record<string, unknown> = {};
  for (const [key, value] of isObject(json) ? Object.entries(json) : []) {
    if (Object.hasOwn(table, key)) {
      own[key] = value;
    } else if (!root.isForeign?.(key) && (root.strict || nearest(key, Object.keys(table)) !== undefined)) {
      unknownKeys.push(unknownKey(table, [], key));
    }
  }
  const parsed = cachedSchema(table).safeParse(isObject(json) ? own : json);
  const problems = [...unknownKeys, ...(parsed.error?.issues ?? []).flatMap((issue) => problemsOf(table, issue))];
  const [first, ...rest] = problems;
  // The schema is made of the table, which the type is inferred from.
  return first ? { values: undefined, problems: [first, ...rest] } : { values: parsed.data as Values<T>, problems: [] };
}

/** All that is wrong, as one text: "The query: Limit (limit) must be ...; it is 0." */
export function problemsText(whole: string, problems: readonly Problem[]): string {
  if (problems.length === 1) {
    return `${whole}: ${problemText(problems[0])}`;
  }
  const shown = problems.slice(0, MAX_SHOWN).map((problem, i) => `${i + 1}. ${problemText(problem)}`);
  const more = problems.length - shown.length;
  return `${whole}: there are ${problems.length} problems. ${shown.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`;
}

const MAX_SHOWN = 10;

/** A problem as a sentence. */
export function problemText({ name, message }: Problem): string {
  const text = `${name}${name && ' '}${message}`;
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** What is wrong with the value at a path, as a sentence that stands beside it: "Must be ...". */
export function problemAt(problems: readonly Problem[], path: Path): string | undefined {
  const wanted = pathText(path);
  const found = problems.find((problem) => pathText(problem.path) === wanted);
  return found && problemText({ ...found, name: '', message: capitalised(found.message) });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What is wrong with the value at a path of the table, with the name that people know it by. */
export function problemOn(table: Table, path: Path, message: string): Problem {
  const where = pathText(path);
  const label = labelAt(table, path);
  return { path, name: label && where ? `${label} (${where})` : where || 'It', message };
}

function problemsOf(table: Table, issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => unknownKey(table, path, key))
    : [problemOn(table, path, issue.message)];
}

function unknownKey(table: Table, above: Path, key: string): Problem {
  const siblings = Object.keys(tableAt(table, above));
  const near = nearest(key, siblings);
  const meant = near === undefined ? elsewhere(table, key) : [...above, near];
  const hint = meant ? `Did you mean ${show(pathText(meant))}?` : `There are ${siblings.join(', ')}`;
  const path = [...above, key.slice(0, 100)];
  return { path, name: '', message: `There is no ${show(pathText(path))}. ${hint}` };
}

/** Where a key stands that was looked for in the wrong group; one that is nearly it where none is. */
function elsewhere(table: Table, key: string): Path | undefined {
  const paths = leavesOf(table).map(({ path }) => path);
  const names = paths.map((path) => String(path.at(-1)));
  const at = names.includes(key) ? names.indexOf(key) : names.indexOf(nearest(key, names) ?? '');
  return paths[at];
}

function tableAt(table: Table, path: Path): Table {
  let current = table;
  for (const key of path) {
    const entry = typeof key === 'number' ? undefined : current[key];
    const inner = entry?.kind === 'list' ? entry.of : entry;
    current = inner?.kind === 'group' ? inner.settings : current;
  }
  return current;
}

const schemas = new WeakMap<Table, ReturnType<typeof schemaOf>>();

function cachedSchema(table: Table): ReturnType<typeof schemaOf> {
  const known = schemas.get(table) ?? schemaOf(table);
  schemas.set(table, known);
  return known;
}
