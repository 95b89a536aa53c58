import { t } from '@grafana/i18n';
import { isObject } from '../objects';

/**
 * A text of ours in the language of Grafana's user; the English one is its key in src/locales.
 *
 * @param values for what stands in braces: `{{count}}`
 */
export function tr(text: string, values?: Readonly<Record<string, string | number>>): string {
  return t(text, text, { ...values, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } });
}

/** What is shown of an entry of our tables. */
const SHOWN: ReadonlySet<string> = new Set(['label', 'description', 'question', 'placeholder', 'unit']);

/** Each once: what is drawn again is the same object, and no language changes while Grafana is open. */
const known = new WeakMap<object, unknown>();

/** An entry of our tables, or a whole table, with its texts in the language of Grafana's user. */
export function translated<T>(entry: T): T {
  if (Array.isArray(entry) || !isObject(entry)) {
    return entry;
  }
  const before = known.get(entry);
  if (before) {
    return before as T;
  }
  const result = Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [
      key,
      typeof value === 'string' ? (SHOWN.has(key) ? tr(value) : value) : translated(value),
    ])
  );
  known.set(entry, result);
  return result as T;
}
