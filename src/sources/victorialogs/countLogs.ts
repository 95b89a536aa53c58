import { askInParts } from './ease';
import { LOGS, piped } from './logsql';
import { quoted } from '../../query/storeText';
import { countIn, type Row } from './rows';
import { type Selection } from './selection';
import { contradiction, type TimeSpan } from './storedLogs';

/** The exact number of logs of a span. @throws HttpError, QueryError, StoreError, CancelledError */
export async function countLogs({ client, expr }: Selection, span: TimeSpan, signal: AbortSignal): Promise<number> {
  const query = piped(expr, `stats count() as ${quoted(LOGS)}`);
  const answers = await askInParts((part) => client.query(query, part, signal), span);
  return answers.reduce((sum, rows) => sum + countIn(onlyRow(rows), LOGS), 0);
}

function onlyRow(rows: readonly Row[]): Row {
  if (rows.length !== 1) {
    throw contradiction(`gave ${rows.length} rows where one number was asked for`, 'query');
  }
  return rows[0];
}
