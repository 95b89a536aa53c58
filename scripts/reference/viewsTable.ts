import { viewOf, VIEW_TYPES } from '../../src/query/views';
import { code, table } from './markdown';

/** README's table of views. */
export function viewsTable(): string {
  const rows = VIEW_TYPES.map((type) => [code(type), viewOf(type).description, viewOf(type).alertable ? 'yes' : '']);
  return table(['View (query type)', 'What it shows', 'Alert rule'], rows);
}
