import { closest, distance } from 'fastest-levenshtein';
import { RE2JS } from 're2js';
import { z } from 'zod';
import { parseFormula } from './formula';

/* The kinds of value that settings and queries are made of, with messages for people: "must be ...". */

interface Bounds {
  min: number;
  max: number;
  /** `min` itself is too small. */
  above?: boolean;
}

/** A number, also as a text: provisioning fills variables of the environment in as texts. */
export function number(bounds: Bounds) {
  const error = expected(range(bounds));
  return z.preprocess(
    asNumber,
    z
      .number({ error })
      .refine((value) => inside(value, bounds), { error })
      .optional()
  );
}

export function wholeNumber(bounds: Bounds) {
  const error = expected(`a whole number ${range(bounds)}`);
  return z.preprocess(
    asNumber,
    z
      .int({ error })
      .refine((value) => inside(value, bounds), { error })
      .optional()
  );
}

/** A number that passes, or the word "auto". */
export function numberOrAuto(description: string, valid: (value: number) => boolean) {
  const passes = (value: unknown) => value === 'auto' || (typeof value === 'number' && valid(value));
  return z.preprocess(
    asNumber,
    z.custom<number | 'auto'>(passes, { error: expected(`${description}, or "auto"`) }).optional()
  );
}

/** A value that may be left out; null and an empty text, which forms and provisioning leave behind, are left out too. */
export function maybe<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(leftOut, schema.optional());
}

export function text() {
  return maybe(z.string({ error: expected('a text') }));
}

export function flag() {
  return z.preprocess(asBoolean, z.boolean({ error: expected('true or false') }).optional());
}

export function oneOf<const Names extends readonly [string, ...string[]]>(names: Names) {
  const error = (issue: { input?: unknown }) =>
    `must be one of ${names.join(', ')}; it is ${show(issue.input)}${suggestion(issue.input, names)}`;
  return maybe(z.enum(names, { error }));
}

/** A regular expression in RE2 syntax, which takes linear time whatever the text. */
export function pattern() {
  return z.string({ error: expected('a regular expression') }).check((context) => {
    try {
      RE2JS.compile(context.value);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      context.issues.push({
        code: 'custom',
        input: context.value,
        message: `must be a regular expression in RE2 syntax; ${show(context.value)} is not: ${reason}`,
      });
    }
  });
}

/** Arithmetic over the variables. */
export function formula(variables: readonly string[]) {
  return z.string({ error: expected('a formula') }).check((context) => {
    try {
      parseFormula(context.value, variables);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      context.issues.push({
        code: 'custom',
        input: context.value,
        message: `must be a formula; ${show(context.value)} is not: ${reason}`,
      });
    }
  });
}

/** An object of ours: a key that it doesn't have is a mistake, not an extra. */
export function section<Shape extends z.core.$ZodShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') {
        return `must be an object; it is ${show(issue.input)}`;
      }
      const [key = ''] = issue.keys;
      return `has no option ${show(key)}${suggestion(key, known) || `. It has ${known.join(', ')}`}`;
    },
  });
}

/** The first thing that is wrong: "analysis.forest.contamination must be ...". */
export function problem(error: z.ZodError, whole: string): string {
  const [issue] = error.issues;
  if (!issue) {
    return `${whole} cannot be read`;
  }
  const path = issue.path.reduce<string>(
    (before, key) => (typeof key === 'number' ? `${before}[${key}]` : `${before}${before && '.'}${String(key)}`),
    ''
  );
  return `${path || whole} ${issue.message}`;
}

function leftOut(value: unknown): unknown {
  return value === null || value === '' ? undefined : value;
}

function asNumber(value: unknown): unknown {
  if (typeof value !== 'string' || value.trim() === '') {
    return leftOut(typeof value === 'string' ? value.trim() : value);
  }
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : value;
}

function asBoolean(value: unknown): unknown {
  return value === 'true' ? true : value === 'false' ? false : leftOut(value);
}

function inside(value: number, { min, max, above }: Bounds): boolean {
  return (above ? value > min : value >= min) && value <= max;
}

function range({ min, max, above }: Bounds): string {
  return above ? `more than ${min} and at most ${max}` : `between ${min} and ${max}`;
}

function expected(description: string) {
  return (issue: { input?: unknown }) => `must be ${description}, it is ${show(issue.input)}`;
}

function show(value: unknown): string {
  const json = JSON.stringify(value) ?? 'missing';
  return json.length > 80 ? `${json.slice(0, 80)}...` : json;
}

function suggestion(wrong: unknown, known: readonly string[]): string {
  const word = String(wrong);
  const nearest = closest(word, known);
  return distance(word.toLowerCase(), nearest.toLowerCase()) <= 3 ? `. Did you mean ${show(nearest)}?` : '';
}
