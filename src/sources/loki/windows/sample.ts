import { WARNING } from '../../../logs/level';
import { createLineParser, emptyRecord } from '../../../logs/lineParser';
import { type LogTable } from '../../../logs/logTable';
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
import { complaintsQuery, selectServices } from './logql';
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
const SLICES = 96;
const LINES_A_SLICE = 100;
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
  const { request, columns, plan, complaining } = input;
  const total = complaintsOf(columns);
  const most = Math.floor(request.lineLimit * COMPLAINTS_SHARE);
  const query = total > 0 ? complaintsQuery(request.expr, plan, complaining) : undefined;
  const readsAll = query === undefined || total <= most;
  const collector = new Collector(input);
  const perSlice = (limit: number) => Math.max(1, Math.min(input.maxEntries, Math.floor(limit / SLICES)));

  const [all] = await Promise.all([
    query !== undefined && readsAll ? readAll(input, query, most, context) : undefined,
    query === undefined || readsAll ? undefined : collector.slices(query, perSlice(most), true, context.signal),
    collector
      .slices(request.expr, Math.min(LINES_A_SLICE, perSlice(request.lineLimit - most)), false, context.signal)
      .then(() => collector.rareServices(context.signal)),
  ]);
  const own = all ? [all.table] : [];
  const hasAll = total === (all?.table.length ?? 0);
  const table = concatTables([...own, collector.table()]);
  return {
    sample: { table, weight: weigh(table, columns, SLICES, hasAll, complains), hasAllComplaints: hasAll },
    checked: collector.checked,
    misread: collector.misread,
  };
}

function complaintsOf(columns: AllColumns): number {
  let total = 0;
  for (const service of columns.services) {
    for (const column of columns.of(service).complaints) {
      total += column.reduce((sum, count) => sum + count, 0);
    }
  }
  return total;
}

async function readAll(input: SampleInput, expr: string, lineLimit: number, context: ReadContext) {
  const { loki, request, mapping, maxEntries } = input;
  const { signal } = context;
  const { table } = await readLines(loki, { ...request, expr, lineLimit }, maxEntries, mapping, { signal });
  const rows = Uint32Array.from({ length: table.length }, (_, row) => row).filter((row) => complains(table, row));
  return { table: rows.length < table.length ? selectRows(table, rows) : table };
}

function complains({ level, statusCode }: LogTable, row: number): boolean {
  return level[row] >= WARNING || statusCode[row] >= 400;
}

/** Takes lines here and there, and checks on each that it would have been counted as what it is. */
class Collector {
  checked = 0;
  misread = 0;
  private readonly builder = new LogTableBuilder();
  private readonly record = emptyRecord();
  private readonly parser;
  private readonly ofService = new Map<string, number>();
  private readonly limit = createLimiter(CONCURRENCY);

  constructor(private readonly input: SampleInput) {
    this.parser = createLineParser(input.mapping, { nearMs: input.request.toMs });
  }

  /** The first lines of each slice of the range. */
  async slices(expr: string, limit: number, wantsComplaints: boolean, signal: AbortSignal): Promise<void> {
    const { fromMs, toMs } = this.input.request;
    const border = (i: number) => fromMs + Math.floor(((toMs - fromMs) * i) / SLICES);
    const slices = Array.from({ length: SLICES }, (_, i) => [border(i), border(i + 1)]).filter(([from, to]) => from < to);
    await Promise.all(
      slices.map(([from, to]) => this.take(expr, { fromMs: from, toMs: to, limit }, wantsComplaints, signal))
    );
  }

  /** Some lines of each service that has hardly any yet. */
  async rareServices(signal: AbortSignal): Promise<void> {
    const { columns, serviceLabel, request } = this.input;
    if (serviceLabel === undefined) {
      return;
    }
    const rare = columns.services.filter((service) => service !== '' && (this.ofService.get(service) ?? 0) < LEAST_LINES);
    const span = { fromMs: request.fromMs, toMs: request.toMs, limit: LEAST_LINES };
    await Promise.all(
      rare
        .slice(0, MAX_SINGLE)
        .map((service) => this.take(selectServices(request.expr, serviceLabel, [service]), span, false, signal))
    );
  }

  table(): LogTable {
    return this.builder.finish();
  }

  private async take(
    expr: string,
    { fromMs, toMs, limit }: { fromMs: number; toMs: number; limit: number },
    wantsComplaints: boolean,
    signal: AbortSignal
  ): Promise<void> {
    const span = { from: instantOf(fromMs), to: instantOf(toMs), limit };
    this.add(await this.limit(() => this.input.loki.lines(expr, span, signal)), wantsComplaints);
  }

  private add(page: Page, wantsComplaints: boolean): void {
    const { record, parser, builder, ofService } = this;
    forEachKnownLine(page.streams, (line, known, time) => {
      record.timeMs = msOfNanoseconds(time);
      record.timeNs = nsOfNanoseconds(time);
      parser.parse(line, known, record);
      this.checked++;
      this.misread += this.input.plan.fits({ known, line }, record) ? 0 : 1;
      if (wantsComplaints === (record.level >= WARNING || record.statusCode >= 400)) {
        builder.append(record);
        ofService.set(record.service, (ofService.get(record.service) ?? 0) + 1);
      }
    });
  }
}
