import { isObject } from '../../objects';
import { type Entry, type Resolved, type Table, type Values } from './entry';

/** A table's defaults alone. */
export function defaultsOf<T extends Table>(table: T): Resolved<T> {
  return withDefaults(table);
}

/**
 * Values with the table's defaults filled in.
 * @param layers each as its schema gave it; later ones go over earlier ones, and a value left out hides nothing
 */
export function withDefaults<T extends Table>(table: T, ...layers: Array<Values<T> | undefined>): Resolved<T> {
  // The types say what schemaOf has checked, key by key.
  return resolve(table, layers) as Resolved<T>;
}

type Json = Readonly<Record<string, unknown>>;

function resolve(table: Table, layers: ReadonlyArray<Json | undefined>): Json {
  const entries = Object.entries(table).map(([key, entry]): [string, unknown] => [
    key,
    resolveEntry(
      entry,
      layers.map((layer) => layer?.[key])
    ),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function resolveEntry(entry: Entry, values: readonly unknown[]): unknown {
  if (entry.kind === 'group') {
    return resolve(entry.settings, values as Array<Json | undefined>);
  }
  return values.findLast((value) => value !== undefined) ?? entry.default;
}

/** A table of which the defaults are those values, where they are given: what applies where nothing else is set. */
export function withOwnDefaults(table: Table, values: Json | undefined): Table {
  return Object.fromEntries(
    Object.entries(table).map(([key, entry]): [string, Entry] => {
      const value = values?.[key];
      if (entry.kind === 'group') {
        return [key, { ...entry, settings: withOwnDefaults(entry.settings, isObject(value) ? value : undefined) }];
      }
      return [key, value === undefined ? entry : ({ ...entry, default: value } as Entry)];
    })
  );
}
