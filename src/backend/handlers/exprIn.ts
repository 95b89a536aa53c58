import { parseJson } from '../../boundedJson';
import { isObject } from '../../objects';

/**
 * The store's own query in a query's JSON, with the filters on it, as far as they can be read; '' otherwise. Calls that
 * read other logs differ in it.
 */
export function exprIn(json: Uint8Array): string {
  try {
    const query: unknown = json.length > 0 ? parseJson(Buffer.from(json).toString()) : undefined;
    const { expr, filters } = isObject(query) ? query : {};
    const text = typeof expr === 'string' ? expr : '';
    return Array.isArray(filters) && filters.length > 0 ? `${text}\n${JSON.stringify(filters)}` : text;
  } catch {
    return '';
  }
}
