import { parseObject } from '../../../logs/json';
import { type FieldMapping } from '../../../query/settings';
import { recogniseField, type Role } from '../../../logs/fieldNames';
import { type KnownFields } from '../../../logs/lineParser';
import { forEachPair, isLogfmt } from '../../../logs/logfmt';
import { COUNTED_ROLES, type CountedRole } from '../chooseLocations';

/** Where logs hold something that is counted: in what the store knows of them (labels, fields), or in the text of the line. */
export interface FieldLocation {
  readonly kind: 'label' | 'json' | 'logfmt';
  /** Of a label its name alone. */
  readonly path: readonly string[];
  readonly role: CountedRole;
  /** Among several locations of one role that with the lowest rank goes first; labels go before fields. */
  readonly rank: number;
  /** Milliseconds in the unit of a bare number. */
  readonly unitMs: number;
  /** The label that holds the value in a query. */
  readonly name: string;
}

/** A line of the sample with all that its store knows of it. */
export interface SampledLine {
  readonly known: KnownFields;
  readonly line: string;
  /** What the store knows of all lines of its stream. */
  readonly stream?: KnownFields;
}

const MAX_DEPTH = 5;
const LABEL = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** All locations in which the lines hold what is counted, those that go first at the end. */
export function findFieldLocations(lines: readonly SampledLine[], mapping: FieldMapping): FieldLocation[] {
  const locations = new Map<string, FieldLocation>();
  const names = new Set<string>();
  const offer = (kind: FieldLocation['kind'], path: readonly string[]): void => {
    const key = JSON.stringify([kind, path]);
    const field = locations.has(key) ? undefined : recogniseField(path, mapping);
    // LogQL has no name for a logfmt key with other characters.
    if (!field || !isCounted(field.role) || (kind === 'logfmt' && !LABEL.test(path[0]))) {
      return;
    }
    const { role, rank, unitMs } = field;
    const name = kind === 'label' ? path[0] : freeName(names, role);
    names.add(name);
    locations.set(key, { kind, path, role, rank, unitMs, name });
  };
  for (const { known, line } of lines) {
    Object.keys(known).forEach((name) => offer('label', [name]));
    forEachField(line, (kind, path) => offer(kind, path));
  }
  const order = (location: FieldLocation) => (location.kind === 'label' ? 0 : 1);
  return [...locations.values()].sort((a, b) => order(b) - order(a) || b.rank - a.rank);
}

function isCounted(role: Role): role is CountedRole {
  return COUNTED_ROLES.has(role);
}

function freeName(taken: ReadonlySet<string>, role: CountedRole): string {
  const name = `seismolog_${role.toLowerCase()}`;
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}

/** A line's values at the locations, '' where it has none: what a query would find there. */
export function valuesAt(locations: readonly FieldLocation[], { known, line }: SampledLine): string[] {
  const fields = new Map<string, string>();
  forEachField(line, (kind, path, value) => {
    const key = fieldKey(kind, path);
    if (!fields.has(key)) {
      fields.set(key, value);
    }
  });
  return locations.map(({ kind, path }) =>
    kind === 'label' ? (known[path[0]] ?? '') : (fields.get(fieldKey(kind, path)) ?? '')
  );
}

function fieldKey(kind: string, path: readonly string[]): string {
  return `${kind} ${path.join('\u0000')}`;
}

function forEachField(
  line: string,
  visit: (kind: 'json' | 'logfmt', path: readonly string[], value: string) => void
): void {
  if (line.startsWith('{')) {
    forEachLeaf(parseObject(line), [], (path, value) => visit('json', path, value));
  } else if (isLogfmt(line)) {
    forEachPair(line, (key, value) => visit('logfmt', [key], value));
  }
}

function forEachLeaf(value: unknown, path: readonly string[], visit: (path: string[], value: string) => void): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || path.length > MAX_DEPTH) {
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    const childPath = [...path, key];
    if (typeof child === 'object') {
      forEachLeaf(child, childPath, visit);
    } else {
      visit(childPath, String(child));
    }
  }
}
