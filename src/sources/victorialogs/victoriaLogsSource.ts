import { type FieldMapping } from '../../query/settings';
import { type StoreConnection } from '../http/connection';
import { WEIGHED, weighed } from '../estimate';
import { instantOf } from '../instant';
import { type FieldRequest, type LogSource } from '../source';
import { checkVictoriaLogs } from './checkVictoriaLogs';
import { LOGS_A_SPAN } from './countedSpans';
import { countLogs } from './countLogs';
import { detectVictoriaLogsFields } from './detectVictoriaLogsFields';
import { ALL_LOGS, checkSelectsLogs } from './logsql';
import { readLines } from './readLines';
import { type Selection } from './selection';
import { createVictoriaLogsClient } from './victoriaLogsClient';
import { readWindows } from './windows/readWindows';

/**
 * Logs from VictoriaLogs (1.36 or later) by a LogsQL query; without one, all of them. Each log of the range is read
 * exactly once. Where there are more than the line limit, the newest are read, and a notice says how many there are.
 *
 * @throws SettingsError where the connection can't be used.
 */
export function victoriaLogsSource(connection: StoreConnection, mapping: FieldMapping): LogSource {
  const client = createVictoriaLogsClient(connection);

  /** @throws QueryError for a query that does not select logs */
  function selectionOf({ expr }: Pick<FieldRequest, 'expr'>): Selection {
    checkSelectsLogs(expr);
    return { client, expr: expr.trim() || ALL_LOGS, mapping };
  }

  return {
    async read(request, context) {
      return readLines(selectionOf(request), request, context);
    },
    async count(request, { signal }) {
      const { fromMs, toMs } = request;
      const span = { from: instantOf(fromMs), to: instantOf(toMs) };
      return fromMs < toMs ? countLogs(selectionOf(request), span, signal) : 0;
    },
    async estimate(request, { signal }) {
      const selection = selectionOf(request);
      const span = { from: instantOf(request.fromMs), to: instantOf(request.toMs) };
      const [lines, sample] = await Promise.all([
        countLogs(selection, span, signal),
        client.logs(selection.expr, span, signal, WEIGHED),
      ]);
      return weighed(lines, sample, LOGS_A_SPAN);
    },
    async readWindows(request, context) {
      return readWindows(selectionOf(request), request, context);
    },
    async detectFields(request, { signal }) {
      return detectVictoriaLogsFields(selectionOf(request), request, signal);
    },
    check: ({ signal }) => checkVictoriaLogs(client, mapping, Date.now(), signal),
  };
}
