import { WARNING } from './level';
import { type LogTable } from './logTable';
import { selectRows } from './select';

/**
 * Whether a log says by itself that something is wrong, by its level or its HTTP status: others may use the same words
 * and mean nothing by them.
 */
export function complains(level: number, status: number): boolean {
  return level >= WARNING || status >= 400;
}

/** The logs of a table that complain; the table itself where all do. */
export function selectComplaints(table: LogTable): LogTable {
  const { level, statusCode } = table;
  const wanted = Uint32Array.from({ length: table.length }, (_, row) => row).filter((row) =>
    complains(level[row], statusCode[row])
  );
  return wanted.length < table.length ? selectRows(table, wanted) : table;
}
