import { type LogTable } from '../logs/logTable';
import { type Notice } from './source';

/** Says that only the newest lines were read. @param total of the whole range; undefined: not known. */
export function cutNotice(table: LogTable, total: number | undefined): Notice {
  const read = count(table.length);
  const since = table.length > 0 ? `, from ${new Date(table.timeMs[0]).toISOString()} on` : '';
  const text =
    total === undefined
      ? `The newest ${read} lines were read${since}; there are older ones.`
      : `${read} of ${count(total)} lines were read: the newest${since}.`;
  return {
    severity: 'warning',
    text: `${text} For all of them raise the line limit, or narrow the query or the time range.`,
  };
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
