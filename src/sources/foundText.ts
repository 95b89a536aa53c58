import { whole } from '../format/format';

/** What Save & test says of the logs of an hour. */

const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** "12 services", "1 line", "1.3K lines". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${COMPACT.format(count)} ${count === 1 ? one : many}`;
}

/**
 * Which fields were recognised in how many sampled lines: a sentence that begins with a capital letter.
 *
 * @param fields by how they are called to the user, in the order to name them; where it is known, in which field of the
 *   store
 */
export function recognisedText(
  fields: ReadonlyArray<{ readonly name: string; readonly isFound: boolean; readonly where?: string }>,
  sampled: number
): string {
  const found = fields
    .filter(({ isFound }) => isFound)
    .map(({ name, where }) => (where === undefined ? name : `${name} (${where})`));
  const missing = fields.filter(({ isFound }) => !isFound).map(({ name }) => name);
  const rest = missing.length > 0 ? `; not found: ${missing.join(', ')}` : '';
  return `Recognised in ${whole(sampled)} of them: ${found.join(', ') || 'nothing'}${rest}.`;
}
