import { parseObject } from '../../logs/json';

/**
 * The store's own query in a query's JSON, with the filters on it, as far as they can be read; '' otherwise. Calls that
 * read other logs differ in it.
 */
export function exprIn(json: Uint8Array): string {
  const { expr, filters } = parseObject(Buffer.from(json).toString()) ?? {};
  const text = typeof expr === 'string' ? expr : '';
  return Array.isArray(filters) && filters.length > 0 ? `${text}\n${JSON.stringify(filters)}` : text;
}
