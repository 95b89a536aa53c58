import { type Entry, type List, type Setting, type Table } from './entry';
import { isObject } from '../../objects';

/** Where a value is in the JSON: keys, and indices of lists. */
export type Path = ReadonlyArray<string | number>;

/** `analysis.patterns[0].name`. */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (before, key) => (typeof key === 'number' ? `${before}[${key}]` : `${before}${before && '.'}${key}`),
    ''
  );
}

/**
 * How people know what is at a path: "Trees"; within a list "Named patterns, 2nd: Pattern" as `Named patterns 2:
 * Pattern`.
 */
export function labelAt(table: Table, path: Path): string {
  const labels: string[] = [];
  let entry: Entry = { kind: 'group', label: '', settings: table };
  for (const key of path) {
    if (typeof key === 'number' && entry.kind === 'list') {
      labels.push(`${entry.label} ${key + 1}`);
      entry = entry.of;
    } else if (entry.kind === 'group' && Object.hasOwn(entry.settings, key)) {
      entry = entry.settings[key];
    } else {
      return '';
    }
  }
  const last = typeof path.at(-1) === 'number' ? [] : [entry.label];
  return [...labels, ...last].join(': ');
}

/** What is set on its own, with its path: groups are entered, lists are not. */
export function leavesOf(table: Table, above: Path = []): Array<{ path: Path; setting: Setting | List }> {
  return Object.entries(table).flatMap(([key, entry]) =>
    entry.kind === 'group' ? leavesOf(entry.settings, [...above, key]) : [{ path: [...above, key], setting: entry }]
  );
}

/** What JSON has at a path; undefined where it has nothing, whatever is in the way. */
export function valueAt(json: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), json);
}

/** JSON with the value at a path set; undefined takes it out. What is in the way and no object is replaced. */
export function withValueAt<T extends object>(json: T, path: Path, value: unknown): T {
  const [key, ...rest] = path;
  const { [key]: old, ...others } = { ...json } as Record<string, unknown>;
  const next = rest.length === 0 ? value : withValueAt(isObject(old) ? old : {}, rest, value);
  // The table says what stands where; what a person enters is stored as it is, and marked where it is wrong.
  return (next === undefined ? others : { ...others, [key]: next }) as T;
}
