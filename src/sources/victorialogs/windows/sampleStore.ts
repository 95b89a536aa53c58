import { selectComplaints } from '../../../logs/complains';
import { emptyRecord } from '../../../logs/lineParser';
import { type LogTable } from '../../../logs/logTable';
import { ServiceParser } from '../../../logs/serviceForms';
import { formatInstant, instantOf } from '../../instant';
import { type WindowRequest } from '../../source';
import { type SampleStore, type TakeLines } from '../../windows/sample';
import { type AllColumns } from '../../windows/serviceColumns';
import { type CountPlan } from '../../windows/lines/plan';
import { readLines, readLog } from '../readLines';
import { type Selection } from '../selection';
import { LogReader, settled } from '../storedLogs';
import { complaining, type Kind, ofService } from './kinds';
import { noneOf, selectQuery } from './queries';

export interface LogSampleInput {
  readonly selection: Selection;
  /** Its `lineLimit` is the most lines to read. */
  readonly request: WindowRequest;
  readonly plan: CountPlan;
  readonly columns: AllColumns;
  readonly kinds: readonly Kind[];
}

const MAX_ENTRIES = 5000;

/** Logs of a VictoriaLogs for a sample: the newest of each span. */
export function logSampleStore(input: LogSampleInput): SampleStore {
  const { selection, plan, columns, kinds } = input;
  const { services, levels, statuses } = plan;
  const take = taker(input);
  const condition = complaining(plan, kinds);
  const located = [...levels, ...statuses];
  const complaint = condition === undefined ? undefined : selectQuery(selection.expr, located, condition);
  return {
    complaints:
      complaint === undefined
        ? []
        : [
            {
              total: columns.complaints(),
              take: take(complaint),
              readAll: (signal) => readComplaints(input, complaint, signal),
            },
          ],
    others: take(condition === undefined ? selection.expr : selectQuery(selection.expr, located, noneOf(condition))),
    ofService:
      services.length > 0
        ? (service) => take(selectQuery(selection.expr, services, ofService(plan, kinds, service)))
        : undefined,
    maxEntries: MAX_ENTRIES,
  };
}

async function readComplaints(
  { selection, request, plan }: LogSampleInput,
  expr: string,
  signal: AbortSignal
): Promise<LogTable> {
  const { table } = await readLines({ ...selection, expr }, { ...request, learned: plan.learned }, { signal });
  return selectComplaints(table);
}

function taker({ selection, plan, request }: LogSampleInput): (expr: string) => TakeLines {
  const { client, mapping } = selection;
  const parser = new ServiceParser(mapping, request.toMs, plan.learned);
  const reader = new LogReader(mapping);
  const record = emptyRecord();
  return (expr) =>
    async ({ fromMs, toMs, limit }, visit, signal) => {
      const span = { from: instantOf(fromMs), to: instantOf(toMs) };
      const rows = await client.logs(expr, span, signal, limit);
      for (const log of settled(reader.logsOf(rows, span), limit)) {
        readLog(log, parser, record);
        visit(record, () => `${formatInstant(log.time)} ${record.service} ${log.line}`, plan.fits(log, record));
      }
    };
}
