/**
 * The store's own query in a query's JSON, as far as it can be read; '' otherwise. Calls that read other logs differ in
 * it.
 */
export function exprIn(json: Uint8Array): string {
  try {
    const query: unknown = json.length > 0 ? JSON.parse(Buffer.from(json).toString()) : undefined;
    const expr = typeof query === 'object' && query !== null && 'expr' in query ? query.expr : undefined;
    return typeof expr === 'string' ? expr : '';
  } catch {
    return '';
  }
}
