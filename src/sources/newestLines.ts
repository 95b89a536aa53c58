import { type LogTable } from '../logs/logTable';
import { selectRows } from '../logs/select';
import { type ReadResult } from './source';
import { whole } from '../format/format';

/**
 * The newest lines of more than were wanted, with a notice that says so.
 *
 * @param all in order of time, more than `limit`, which is at least 1
 * @param total of the whole range; undefined: not known
 */
export function newestLines(all: LogTable, limit: number, total: number | undefined): ReadResult {
  const table = selectRows(
    all,
    Uint32Array.from({ length: limit }, (_, row) => all.length - limit + row)
  );
  const since = `from ${new Date(table.timeMs[0]).toISOString()} on`;
  const text =
    total !== undefined && total > limit
      ? `${whole(limit)} of ${whole(total)} lines were read: the newest, ${since}.`
      : `The newest ${whole(limit)} lines were read, ${since}; there are older ones.`;
  const advice = 'For all of them raise the line limit, or narrow the query or the time range.';
  return {
    table,
    notices: [{ severity: 'warning', text: `${text} ${advice}`, untilMs: table.timeMs[0] }],
    knownFromMs: table.timeMs[0],
  };
}
