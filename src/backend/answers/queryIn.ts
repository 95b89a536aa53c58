import { QueryError } from '../../errors';
import { parseObject } from '../../logs/json';

/**
 * The query that the parameter `query` of a resource has as JSON, not yet looked at; undefined where it is left out.
 * @param name of the resource
 * @throws QueryError for anything but an object
 */
export function queryIn(params: URLSearchParams, name: string): Record<string, unknown> | undefined {
  const text = params.get('query');
  if (text === null) {
    return undefined;
  }
  const query = parseObject(text);
  if (!query) {
    throw new QueryError(`${name}: query must be a JSON object, a query as a panel's or a rule's JSON has it.`);
  }
  return query;
}
