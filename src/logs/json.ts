import { parseJson } from '../boundedJson';
import { isObject } from '../objects';

/** Something with fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; one without fields where it is none. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The object that a text is in JSON, if it is one. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A text or a number as a text; '' for anything else, which may be nested without end. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A finite number, or the one that a text holds; NaN for anything else. */
export function numberOf(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : NaN;
}

/** Fields by their names, of which none means anything to JavaScript: `__proto__` is one like any other. */
export function noFields(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

/** Puts a value at a path into fields made by `noFields`, and objects on the way where there are none. */
export function putAt(fields: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = fields;
  for (const key of path.slice(0, -1)) {
    const known = at[key];
    const child = isObject(known) ? (known as Record<string, unknown>) : noFields();
    at[key] = child;
    at = child;
  }
  at[path[path.length - 1]] = value;
}

/** The value as JSON; '...' for one that is nested deeper than can be written. */
export function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '...';
  }
}
