import { type JsonObject } from '../../../logs/json';
import { type CountedLocation, type Values } from './plan';

/** Documents that have one of these combinations of values; null: none. */
export function hasOneOf(locations: readonly CountedLocation[], combinations: readonly Values[]): JsonObject {
  if (locations.length === 1) {
    const [{ field }] = locations;
    const values = [...new Set(combinations.map(([value]) => value))];
    const known = values.filter((value) => value !== null);
    const should = [
      ...(known.length > 0 ? [{ terms: { [field]: known } }] : []),
      ...(known.length < values.length ? [lacks(field)] : []),
    ];
    return should.length === 1 ? should[0] : anyOf(should);
  }
  const distinct = new Map(combinations.map((values) => [JSON.stringify(values), values]));
  return anyOf(
    [...distinct.values()].map((values) => allOf(locations.map(({ field }, i) => isValue(field, values[i]))))
  );
}

export function anyOf(conditions: readonly JsonObject[]): JsonObject {
  return { bool: { should: conditions, minimum_should_match: 1 } };
}

export function allOf(conditions: readonly JsonObject[]): JsonObject {
  return { bool: { filter: conditions } };
}

export function noneOf(conditions: readonly JsonObject[]): JsonObject {
  return { bool: { must_not: conditions } };
}

/** Documents with a response time at a measure and at none that goes before it. */
export function measuredAt(measures: readonly CountedLocation[], index: number): JsonObject[] {
  const before = measures.slice(0, index).map(({ field }) => ({ exists: { field } }));
  const measured = { range: { [measures[index].field]: { gte: 0 } } };
  return before.length > 0 ? [measured, noneOf(before)] : [measured];
}

function isValue(field: string, value: Values[number]): JsonObject {
  return value === null ? lacks(field) : { term: { [field]: value } };
}

function lacks(field: string): JsonObject {
  return noneOf([{ exists: { field } }]);
}
