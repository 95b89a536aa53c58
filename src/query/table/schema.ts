import * as z from 'zod/mini';
import { type Entry, type List, type Setting, type Table } from './entry';
import { problemOf, readValue } from './kinds';
import { show } from './words';
import { exact } from '../../format/format';

/**
 * The zod schema of a table. What may be left out is undefined after it; messages are to be read behind a name: "must
 * be ...". A key that the table doesn't have is an issue `unrecognized_keys`.
 */
export function schemaOf(table: Table) {
  const shape = Object.fromEntries(Object.entries(table).map(([key, entry]) => [key, entrySchema(entry)]));
  return z.strictObject(shape, { error: ({ input }) => `must be an object; it is ${show(input)}` });
}

function entrySchema(entry: Entry): z.ZodMiniType {
  const schema =
    entry.kind === 'group'
      ? z.pipe(z.transform(leftOut), z.optional(schemaOf(entry.settings)))
      : entry.kind === 'list'
        ? listSchema(entry)
        : settingSchema(entry);
  return entry.required
    ? z.pipe(
        schema,
        z.custom((value) => value !== undefined, 'must not be empty')
      )
    : schema;
}

function settingSchema(setting: Setting): z.ZodMiniType {
  return z.pipe(
    z.transform((value) => readValue(setting, value)),
    z.optional(
      z.unknown().check(({ value, issues }) => {
        const message = problemOf(setting, value);
        if (message !== undefined) {
          issues.push({ code: 'custom', input: value, message });
        }
      })
    )
  );
}

/** The count is looked at before the items: a list of millions is refused at once. */
function listSchema({ of, maxItems }: List): z.ZodMiniType {
  const error = `must be a list of at most ${exact(maxItems)}`;
  const isShort = (value: unknown) => Array.isArray(value) && value.length <= maxItems;
  const short = z.custom(isShort, { error: ({ input }) => `${error}; it is ${describe(input)}`, abort: true });
  return z.pipe(z.transform(leftOut), z.optional(z.pipe(z.pipe(short, z.array(entrySchema(of))), z.transform(given))));
}

function describe(value: unknown): string {
  return Array.isArray(value) ? `one of ${exact(value.length)}` : show(value);
}

function given(items: unknown[]): unknown[] {
  return items.filter((item) => item !== undefined);
}

function leftOut(value: unknown): unknown {
  return value === null || value === '' ? undefined : value;
}
