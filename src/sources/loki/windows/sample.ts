import { complains } from '../../../logs/complains';
import { LEVELS, WARNING } from '../../../logs/level';
import { createLineParser, emptyRecord } from '../../../logs/lineParser';
import { type LogRecord, type LogTable } from '../../../logs/logTable';
import { LogTableBuilder } from '../../../logs/logTableBuilder';
import { concatTables, selectRows } from '../../../logs/select';
import { type FieldMapping } from '../../../query/settings';
import { type LineSample, type ReadContext, type ReadRequest } from '../../source';
import { forEachKnownLine } from '../appendPiece';
import { instantOf, msOfNanoseconds, nsOfNanoseconds } from '../instant';
import { type LokiClient } from '../lokiClient';
import { type Page } from '../page';
import { readLines } from '../readLines';
import { createLimiter } from './limiter';
import { failedQuery, levelsQuery, selectValues } from './logql';
import { type CountPlan } from './plan';
import { type AllColumns } from './serviceColumns';
import { weigh } from './weigh';

export interface SampleInput {
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

export interface Sampled {
  readonly sample: LineSample;
  /** Lines that were looked at, and those of them that counting takes for something else than reading does. */
  readonly checked: number;
  readonly misread: number;
}

const CONCURRENCY = 6;
/** Points in time at which lines are taken, and lines at each. */
const SLICES = 48;
const LINES_A_SLICE = 200;
/** A service with fewer lines among these is asked for by itself; so many services at most. */
const LEAST_LINES = 20;
const MAX_SINGLE = 50;
/** The share of the line limit that complaints may take. */
const COMPLAINTS_SHARE = 0.9;

/**
 * Lines to tell patterns, causes and examples from: all that complain where the limit allows, otherwise some of each slice of time;
 * and some of the others of each slice of time and each service.
 */
export async function sampleLines(input: SampleInput, context: ReadContext): Promise<Sampled> {
  const { request, columns, maxEntries } = input;
  const { signal } = context;
  const most = Math.floor(request.lineLimit * COMPLAINTS_SHARE);
  const readsAll = columns.complaints(0, LEVELS.length) <= most;
  const collector = new Collector(input);
  const perSlice = (limit: number) => Math.max(1, Math.min(maxEntries, Math.floor(limit / SLICES)));
  const complaints = complaintsOf(input).map(async (wanted) => {
    if (readsAll) {
      return [await readAll(input, wanted, context)];
    }
    await collector.slices(wanted.expr, perSlice(most), wanted.isWanted, signal);
    return [];
  });
  const others = collector
    .slices(request.expr, Math.min(LINES_A_SLICE, perSlice(request.lineLimit - most)), isQuiet, signal)
    .then(() => collector.rareServices(signal));
  const read = (await Promise.all(complaints)).flat();
  await others;
  const hasAll = readsAll && read.every(({ table, total }) => table.length === total);
  const table = concatTables([...read.map(({ table }) => table), collector.table()]);
  return {
    sample: { table, weight: weigh(table, columns, SLICES, hasAll), hasAllComplaints: hasAll },
    checked: collector.checked,
    misread: collector.misread,
  };
}

type Line = Pick<LogRecord, 'level' | 'statusCode'>;

/** Complaints that one query selects, and how many there are. */
interface Complaints {
  readonly expr: string;
  readonly total: number;
  /** A query may give others beside them. */
  isWanted(line: Line): boolean;
}

/** Levels are mostly known without a look at the line, statuses are not: so each has its query. */
function complaintsOf({ request, plan, columns, complaining, streamLabels }: SampleInput): Complaints[] {
  const byLevel = columns.complaints(WARNING, LEVELS.length);
  const byStatus = columns.complaints(0, WARNING);
  const complaints: Complaints[] = [];
  if (byLevel > 0 && complaining.length > 0) {
    const inStreams = plan.levels.every(({ name }) => streamLabels.has(name));
    const expr = levelsQuery(request.expr, plan, complaining, inStreams);
    complaints.push({ expr, total: byLevel, isWanted: ({ level }) => level >= WARNING });
  }
  if (byStatus > 0) {
    const isWanted = ({ level, statusCode }: Line) => level < WARNING && statusCode >= 400;
    complaints.push({ expr: failedQuery(request.expr, plan), total: byStatus, isWanted });
  }
  return complaints;
}

async function readAll(input: SampleInput, { expr, total, isWanted }: Complaints, { signal }: ReadContext) {
  const { loki, request, mapping, maxEntries } = input;
  const { table } = await readLines(loki, { ...request, expr }, maxEntries, mapping, { signal });
  const { level, statusCode } = table;
  const wanted = Uint32Array.from({ length: table.length }, (_, row) => row).filter((row) =>
    isWanted({ level: level[row], statusCode: statusCode[row] })
  );
  return { table: wanted.length < table.length ? selectRows(table, wanted) : table, total };
}

function isQuiet(line: Line): boolean {
  return !complains(line.level, line.statusCode);
}

/** Takes lines here and there, and checks on each that it would have been counted as what it is. */
class Collector {
  checked = 0;
  misread = 0;
  private readonly builder = new LogTableBuilder();
  private readonly record = emptyRecord();
  private readonly parser;
  private readonly ofService = new Map<string, number>();
  /** A line that was taken in its slice must not be taken for its service too. */
  private readonly taken = new Set<string>();
  private readonly limit = createLimiter(CONCURRENCY);

  constructor(private readonly input: SampleInput) {
    this.parser = createLineParser(input.mapping, { nearMs: input.request.toMs });
  }

  /** The first lines of each slice of the range. */
  async slices(expr: string, limit: number, isWanted: (line: Line) => boolean, signal: AbortSignal): Promise<void> {
    const { fromMs, toMs } = this.input.request;
    const border = (i: number) => fromMs + Math.floor(((toMs - fromMs) * i) / SLICES);
    const slices = Array.from({ length: SLICES }, (_, i) => [border(i), border(i + 1)]).filter(
      ([from, to]) => from < to
    );
    await Promise.all(slices.map(([from, to]) => this.take(expr, { fromMs: from, toMs: to, limit }, isWanted, signal)));
  }

  /** Some lines of each service that has hardly any yet. */
  async rareServices(signal: AbortSignal): Promise<void> {
    const { columns, serviceLabel, request } = this.input;
    if (serviceLabel === undefined) {
      return;
    }
    const rare = columns.services.filter(
      (service) => service !== '' && (this.ofService.get(service) ?? 0) < LEAST_LINES
    );
    const span = { fromMs: request.fromMs, toMs: request.toMs, limit: LEAST_LINES };
    await Promise.all(
      rare
        .slice(0, MAX_SINGLE)
        .map((service) => this.take(selectValues(request.expr, serviceLabel, [service]), span, isQuiet, signal))
    );
  }

  table(): LogTable {
    return this.builder.finish();
  }

  private async take(
    expr: string,
    { fromMs, toMs, limit }: { fromMs: number; toMs: number; limit: number },
    isWanted: (line: Line) => boolean,
    signal: AbortSignal
  ): Promise<void> {
    const span = { from: instantOf(fromMs), to: instantOf(toMs), limit };
    this.add(await this.limit(() => this.input.loki.lines(expr, span, signal)), isWanted);
  }

  private add(page: Page, isWanted: (line: Line) => boolean): void {
    const { record, parser, builder, ofService, taken } = this;
    forEachKnownLine(page.streams, (line, known, time) => {
      record.timeMs = msOfNanoseconds(time);
      record.timeNs = nsOfNanoseconds(time);
      parser.parse(line, known, record);
      this.checked++;
      this.misread += this.input.plan.fits({ known, line }, record) ? 0 : 1;
      const identity = `${time} ${record.service} ${line}`;
      if (isWanted(record) && !taken.has(identity)) {
        taken.add(identity);
        builder.append(record);
        ofService.set(record.service, (ofService.get(record.service) ?? 0) + 1);
      }
    });
  }
}
