import { type LogTable } from '../../logs/logTable';
import { type Notice } from '../source';

const MORE = 'For all of them raise the line limit, or narrow the selector or the time range.';

/** Says that only the newest lines were read. @param total of the whole range; undefined: not known. */
export function cutNotice(table: LogTable, total: number | undefined): Notice {
  const read = count(table.length);
  const since = table.length > 0 ? `, from ${new Date(table.timeMs[0]).toISOString()} on` : '';
  const text =
    total !== undefined && total > table.length
      ? `${read} of ${count(total)} lines were read: the newest${since}. ${MORE}`
      : `The newest ${read} lines were read${since}; there are older ones. ${MORE}`;
  return { severity: 'warning', text };
}

/** Says that lines may be missing because Loki gives no second page of one nanosecond. */
export function overflowNotice(nanoseconds: readonly string[], maxLimit: number): Notice {
  const where =
    nanoseconds.length === 1
      ? `Nanosecond ${nanoseconds[0]} holds`
      : `${count(nanoseconds.length)} nanoseconds each hold`;
  return {
    severity: 'warning',
    text:
      `${where} ${count(maxLimit)} lines or more, and Loki gives no more of a nanosecond. ` +
      "To be sure of the rest narrow the selector, or raise Loki's max_entries_limit_per_query.",
  };
}

/** Passes on what Loki says of its own answer: that it is partial, for one. */
export function warningNotice(warning: string): Notice {
  return { severity: 'warning', text: `Loki warns: ${warning}` };
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
