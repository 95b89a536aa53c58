import { StoreError } from '../../errors';
import { parseObject } from '../../logs/json';
import { htmlInsteadOf, looksLikeHtml } from '../http/quote';

/** What VictoriaLogs gives of a log, or of a group: names with their texts. A field that is empty is left out. */
export type Row = Readonly<Record<string, string>>;

/**
 * The rows of an answer: a JSON object on each line.
 *
 * @throws StoreError for what is none
 */
export function rowsOf(answer: string): Row[] {
  const rows: Row[] = [];
  for (let start = 0; start < answer.length;) {
    const lineEnd = answer.indexOf('\n', start);
    const end = lineEnd < 0 ? answer.length : lineEnd;
    if (end > start) {
      rows.push(rowOf(answer.slice(start, end)));
    }
    start = end + 1;
  }
  return rows;
}

/** How many logs a row says. @throws StoreError for what is no count */
export function countIn(row: Row, name: string): number {
  return countOf(row[name] ?? '');
}

/** How many logs a text says. @throws StoreError for what is no count */
export function countOf(text: string): number {
  const count = text === '' ? NaN : Number(text);
  if (!Number.isSafeInteger(count) || count < 0) {
    throw notRows();
  }
  return count;
}

function rowOf(line: string): Row {
  const row = parseObject(line);
  if (!row || !hasTexts(row)) {
    throw looksLikeHtml(line)
      ? new StoreError(`VictoriaLogs answered with ${htmlInsteadOf('rows of fields')}`)
      : notRows();
  }
  return row;
}

function hasTexts(row: Record<string, unknown>): row is Record<string, string> {
  for (const name in row) {
    if (typeof row[name] !== 'string') {
      return false;
    }
  }
  return true;
}

export function notRows(): StoreError {
  return new StoreError(
    'VictoriaLogs answered with something other than rows of fields. Check whether the URL is that of a VictoriaLogs, and whether a proxy between changes its answers.'
  );
}
