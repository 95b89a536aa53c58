import { selectComplaints } from '../../../logs/complains';
import { emptyRecord } from '../../../logs/lineParser';
import { ServiceParser } from '../../../logs/serviceForms';
import { type FieldMapping } from '../../../query/settings';
import { type ReadRequest } from '../../source';
import { type Complaints, type SampleStore, type TakeLines } from '../../windows/sample';
import { type AllColumns } from '../../windows/serviceColumns';
import { forEachKnownLine } from '../appendPiece';
import { instantOf, msOfNanoseconds, nsOfNanoseconds } from '../../instant';
import { type LokiClient } from '../lokiClient';
import { readLines } from '../readLines';
import { failedQuery, levelsQuery, selectValues } from './logql';
import { type CountPlan } from '../../windows/lines/plan';

export interface LokiSampleInput {
  readonly loki: LokiClient;
  /** Its `lineLimit` is the most lines to read. */
  readonly request: ReadRequest;
  readonly plan: CountPlan;
  readonly columns: AllColumns;
  /** Labels of the logs of WARNING or worse, as they were counted. */
  readonly complaining: ReadonlyArray<Readonly<Record<string, string>>>;
  readonly serviceLabel?: string;
  readonly streamLabels: ReadonlySet<string>;
  readonly mapping: FieldMapping;
  readonly maxEntries: number;
}

/** Lines of a Loki for a sample: the first of each span. */
export function lokiSampleStore(input: LokiSampleInput): SampleStore {
  const { request, serviceLabel, maxEntries } = input;
  const take = taker(input);
  return {
    complaints: complaintsOf(input, take),
    others: take(request.expr),
    ofService:
      serviceLabel === undefined ? undefined : (service) => take(selectValues(request.expr, serviceLabel, [service])),
    maxEntries,
  };
}

/** Levels are mostly known without a look at the line, statuses are not: so each has its query. */
function complaintsOf(input: LokiSampleInput, take: (expr: string) => TakeLines): Complaints[] {
  const { request, plan, columns, complaining, streamLabels } = input;
  const byStatus = columns.complaintsByStatus();
  const byLevel = columns.complaints() - byStatus;
  const complaints: Complaints[] = [];
  const add = (expr: string, total: number) =>
    complaints.push({ total, take: take(expr), readAll: (signal) => readAll(input, expr, signal) });
  if (byLevel > 0 && complaining.length > 0) {
    const inStreams = plan.levels.every(({ name }) => streamLabels.has(name));
    add(levelsQuery(request.expr, plan, complaining, inStreams), byLevel);
  }
  if (byStatus > 0) {
    add(failedQuery(request.expr, plan, complaining), byStatus);
  }
  return complaints;
}

async function readAll(
  { loki, request, plan, mapping, maxEntries }: LokiSampleInput,
  expr: string,
  signal: AbortSignal
) {
  const { table } = await readLines(loki, { ...request, expr, learned: plan.learned }, maxEntries, mapping, { signal });
  return selectComplaints(table);
}

function taker({ loki, plan, mapping, request }: LokiSampleInput): (expr: string) => TakeLines {
  const parser = new ServiceParser(mapping, request.toMs, plan.learned);
  const record = emptyRecord();
  return (expr) =>
    async ({ fromMs, toMs, limit }, visit, signal) => {
      const { streams } = await loki.lines(expr, { from: instantOf(fromMs), to: instantOf(toMs), limit }, signal);
      forEachKnownLine(streams, (line, known, time, stream) => {
        record.timeMs = msOfNanoseconds(time);
        record.timeNs = nsOfNanoseconds(time);
        parser.parse(line, known, record, stream);
        visit(record, () => `${time} ${record.service} ${line}`, plan.fits({ known, line }, record));
      });
    };
}
