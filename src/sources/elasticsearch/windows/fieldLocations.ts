import { type Field, recogniseField } from '../../../logs/fieldNames';
import { type JsonObject } from '../../../logs/json';
import { type FieldMapping } from '../../../query/settings';
import { COUNTED_ROLES, type CountedRole } from '../../windows/chooseLocations';
import { valueAt } from '../appendHits';
import { type Fields, type FieldTypes } from '../elasticsearchClient';
import { type Hit } from '../searchAnswer';
import { isObject } from '../../../objects';

/** Where documents hold something that is counted. */
export interface FieldLocation {
  /** The names that lead to it in a document. */
  readonly path: readonly string[];
  readonly role: CountedRole;
  /** Among several locations of one role that with the lowest rank goes first. */
  readonly rank: number;
  /** Milliseconds in the unit of a response time. */
  readonly unitMs: number;
  /** The indexed field that the store can count by; undefined: there is none. */
  readonly field: string | undefined;
  /** What the mapping says that it is. */
  readonly types: readonly string[];
}

/** '' where a document has none. */
export type Value = string | number;

type Kind = 'word' | 'whole' | 'real';

const KINDS: ReadonlyArray<readonly [Kind, RegExp]> = [
  ['word', /^(keyword|constant_keyword|wildcard|ip|version)$/],
  ['whole', /^(long|integer|short|byte|unsigned_long)$/],
  ['real', /^(double|float|half_float|scaled_float)$/],
];
const MAX_DEPTH = 5;
/** What a store gives of indexed fields in one search by default (index.max_docvalue_fields_search). */
const MAX_INDEXED = 100;

/** The indexed fields that may hold what is counted, by the names of the fields whose values they have. */
export function countableFields({ types, aggregatable }: Fields, mapping: FieldMapping): Map<string, string> {
  const found: Array<{ name: string; indexed: string; rank: number }> = [];
  for (const [name, [type = '']] of types) {
    const field = recogniseField(name.split('.'), mapping) ?? recogniseField([name], mapping);
    if (field && isCounted(field) && type !== 'object') {
      const indexed = indexedField(name, field, types, aggregatable);
      if (indexed !== undefined) {
        found.push({ name, indexed, rank: field.rank });
      }
    }
  }
  const first = found.sort((a, b) => a.rank - b.rank).slice(0, MAX_INDEXED);
  return new Map(first.map(({ name, indexed }) => [name, indexed]));
}

/**
 * Itself, or, where it is full text, a form of it that is not. A response time has to be a number, so that it can be
 * summed.
 */
function indexedField(
  name: string,
  { role }: Field,
  types: FieldTypes,
  aggregatable: ReadonlySet<string>
): string | undefined {
  const isNumber = (kind: Kind | 'number' | undefined) => kind !== undefined && kind !== 'word';
  const fits = (candidate: string) => {
    const kind = kindOf(types.get(candidate) ?? []);
    const isRight = role === 'responseTime' ? isNumber(kind) : kind !== undefined && kind !== 'number';
    return aggregatable.has(candidate) && isRight;
  };
  const forms = [...types.keys()].filter((other) => other.startsWith(`${name}.`));
  return [name, `${name}.keyword`, ...forms].find((candidate) => types.has(candidate) && fits(candidate));
}

/** Of several types in several indices only those that compare with one another. */
function kindOf(types: readonly string[]): Kind | 'number' | undefined {
  const kinds = new Set(types.map((type) => KINDS.find(([, names]) => names.test(type))?.[0]));
  if (kinds.has(undefined) || kinds.size === 0) {
    return undefined;
  }
  return kinds.size === 1 ? [...kinds][0] : kinds.has('word') ? undefined : 'number';
}

/** All locations in which documents hold what is counted, those that go first at the end. */
export function findFieldLocations(
  hits: readonly Hit[],
  mapping: FieldMapping,
  types: FieldTypes,
  countable: ReadonlyMap<string, string>
): FieldLocation[] {
  const locations = new Map<string, FieldLocation>();
  const seen = new Set<string>();
  const visit = (object: JsonObject, path: readonly string[]): void => {
    for (const [key, value] of Object.entries(object)) {
      const own = [...path, key];
      const name = own.join('.');
      if (isObject(value)) {
        if (own.length < MAX_DEPTH) {
          visit(value, own);
        }
      } else if (!seen.has(JSON.stringify(own))) {
        seen.add(JSON.stringify(own));
        const field = recogniseField(own, mapping);
        // A name may be written with dots or as nested objects: for the store it is the same.
        if (field && isCounted(field) && !locations.has(name)) {
          const { role, rank, unitMs } = field;
          const found = { path: own, role, rank, unitMs, field: countable.get(name), types: types.get(name) ?? [] };
          locations.set(name, found);
        }
      }
    }
  };
  hits.forEach(({ source }) => visit(source, []));
  return [...locations.values()].sort((a, b) => b.rank - a.rank);
}

function isCounted(field: Field): field is Field & { role: CountedRole } {
  return COUNTED_ROLES.has(field.role);
}

/** A document's values at locations, as the store has them indexed; where it has not, as the document says. */
export function valuesAt(locations: readonly FieldLocation[], { source, fields }: Hit): Value[] {
  return locations.map(({ path, field }) => {
    const value = field === undefined ? valueAt(source, path.join('.')) : valueOf(fields[field]);
    return typeof value === 'string' || typeof value === 'number' ? value : '';
  });
}

/** Of several it is none, as reading a document has it. */
function valueOf(indexed: unknown): unknown {
  return Array.isArray(indexed) && indexed.length === 1 ? indexed[0] : undefined;
}
