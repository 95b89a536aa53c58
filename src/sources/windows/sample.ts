import { complains } from '../../logs/complains';
import { type LogRecord, type LogTable } from '../../logs/logTable';
import { LogTableBuilder } from '../../logs/logTableBuilder';
import { concatTables, sliceByTime } from '../../logs/select';
import { type LineSample } from '../../logs/countedLogs';
import { type ReadRequest } from '../source';
import { createLimiter } from './limiter';
import { type AllColumns } from './serviceColumns';
import { weigh } from './weigh';

/** A time to take lines from, and how many at most. */
interface TakeSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
}

/**
 * Is given a line, which may be used again for the next one.
 * @param identity gives the same for the same line
 * @param fits whether counting takes the line for what reading it gives
 */
type VisitLine = (line: Readonly<LogRecord>, identity: () => string, fits: boolean) => void;

/** Some lines of a span, as a store gives them. */
export type TakeLines = (span: TakeSpan, visit: VisitLine, signal: AbortSignal) => Promise<void>;

/** Complaints that one query selects: it may give other lines beside them. */
export interface Complaints {
  /** How many there are by the counts. */
  readonly total: number;
  take: TakeLines;
  /** All of them. */
  readAll(signal: AbortSignal): Promise<LogTable>;
}

/** How a store gives lines for a sample. */
export interface SampleStore {
  readonly complaints: readonly Complaints[];
  /** Lines of any kind. */
  readonly others: TakeLines;
  /** Lines of one service; undefined where these can't be asked for. */
  readonly ofService: ((service: string) => TakeLines) | undefined;
  /** The most lines that one query gives. */
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
const MIN_LINES = 20;
const MAX_SINGLE = 50;
/** The share of the line limit that complaints may take. */
const COMPLAINTS_SHARE = 0.9;

/** What a sample goes on from: the length of the whole range, and the services of which there are lines. */
export interface SampleBefore {
  readonly rangeMs: number;
  readonly services: ReadonlySet<string>;
}

/**
 * Lines to find patterns, causes and examples in: all that complain where the limit allows, otherwise some of each
 * slice of time; and some of the others of each slice of time and each service. Each is weighed by what was counted.
 *
 * @param before left out: the range is the whole
 * @throws what the store throws
 */
export async function sampleLines(
  store: SampleStore,
  request: Omit<ReadRequest, 'expr'>,
  columns: AllColumns,
  signal: AbortSignal,
  before?: SampleBefore
): Promise<Sampled> {
  const most = mostComplaints(request);
  const readsAll = columns.complaints() <= most;
  const share = before ? Math.min(1, (request.toMs - request.fromMs) / before.rangeMs) : 1;
  const slices = Math.ceil(share * SLICES);
  const collector = new Collector(request, slices);
  const fewest = before ? MIN_LINES : 1;
  const perSlice = (limit: number) =>
    Math.max(fewest, Math.min(store.maxEntries, Math.floor((share * limit) / slices)));
  const complaints = store.complaints.map(async ({ total, take, readAll }) => {
    if (readsAll) {
      return [{ table: await readAll(signal), total }];
    }
    // What one query gives of each slice comes once.
    const wanted = { isWanted: isComplaint, mayComeAgain: store.complaints.length > 1 };
    await collector.slices(take, perSlice(most), wanted, signal);
    return [];
  });
  const others = collector
    .slices(store.others, Math.min(LINES_A_SLICE, perSlice(request.lineLimit - most)), QUIET, signal)
    .then(() => collector.rareServices(store, columns, signal, before?.services));
  // Together: what fails second must not be left to itself.
  const [read] = await Promise.all([Promise.all(complaints).then((all) => all.flat()), others]);
  // More than were counted have come since.
  const hasAll = readsAll && read.every(({ table, total }) => table.length >= total);
  const table = concatTables([...read.map((all) => all.table), collector.table()]);
  return {
    sample: { table, weight: weigh(table, columns, SLICES, hasAll), hasAllComplaints: hasAll },
    checked: collector.checked,
    misread: collector.misread,
  };
}

/** The complaints that are read at most for every one of them to be read. */
function mostComplaints({ lineLimit }: Pick<ReadRequest, 'lineLimit'>): number {
  return Math.floor(lineLimit * COMPLAINTS_SHARE);
}

/**
 * The sample of a range that slid on.
 *
 * @param fresh of what is new, from `fresh.fromMs` on; it takes the location of what was known there
 * @returns undefined where the whole has more complaints than are read, and all of them had been
 */
export function continueSample(
  before: Sampled,
  fresh: Sampled & { readonly fromMs: number },
  request: Pick<ReadRequest, 'fromMs' | 'lineLimit'>,
  columns: AllColumns
): Sampled | undefined {
  const isAll = fresh.sample.hasAllComplaints && columns.complaints() <= mostComplaints(request);
  const hasAll = before.sample.hasAllComplaints;
  if (hasAll && !isAll) {
    return undefined;
  }
  const table = concatTables([sliceByTime(before.sample.table, request.fromMs, fresh.fromMs), fresh.sample.table]);
  return {
    sample: { table, weight: weigh(table, columns, SLICES, hasAll), hasAllComplaints: hasAll },
    checked: before.checked + fresh.checked,
    misread: before.misread + fresh.misread,
  };
}

type Known = Pick<LogRecord, 'level' | 'statusCode'>;

/** Which lines are taken. */
interface Wanted {
  isWanted(line: Known): boolean;
  /** Another query may give the same line. */
  readonly mayComeAgain: boolean;
}

const isComplaint = ({ level, statusCode }: Known): boolean => complains(level, statusCode);
const QUIET: Wanted = { isWanted: (line) => !isComplaint(line), mayComeAgain: true };

/** Takes lines here and there, none twice, and counts those that counting takes for something else. */
class Collector {
  checked = 0;
  misread = 0;
  private readonly builder = new LogTableBuilder();
  private readonly ofService = new Map<string, number>();
  /** A line that was taken in its slice must not be taken for its service too. */
  private readonly taken = new Set<string>();
  private readonly limit = createLimiter(CONCURRENCY);

  constructor(
    private readonly range: { fromMs: number; toMs: number },
    private readonly count: number
  ) {}

  /** Lines of each slice of the range. */
  async slices(take: TakeLines, limit: number, wanted: Wanted, signal: AbortSignal): Promise<void> {
    const { fromMs, toMs } = this.range;
    const border = (i: number) => fromMs + Math.floor(((toMs - fromMs) * i) / this.count);
    const slices = Array.from({ length: this.count }, (_, i) => ({ fromMs: border(i), toMs: border(i + 1), limit }));
    await Promise.all(
      slices.filter((span) => span.fromMs < span.toMs).map((span) => this.take(take, span, wanted, signal))
    );
  }

  /** Some lines of each service that has hardly any yet. @param known services that have */
  async rareServices(
    { ofService }: SampleStore,
    { services }: AllColumns,
    signal: AbortSignal,
    known: ReadonlySet<string> = new Set()
  ): Promise<void> {
    if (!ofService) {
      return;
    }
    const rare = services.filter(
      (service) => service !== '' && !known.has(service) && (this.ofService.get(service) ?? 0) < MIN_LINES
    );
    const span = { ...this.range, limit: MIN_LINES };
    await Promise.all(rare.slice(0, MAX_SINGLE).map((service) => this.take(ofService(service), span, QUIET, signal)));
  }

  table(): LogTable {
    return this.builder.finish();
  }

  private async take(take: TakeLines, span: TakeSpan, wanted: Wanted, signal: AbortSignal): Promise<void> {
    const { builder, ofService } = this;
    await this.limit(() =>
      take(
        span,
        (record, identity, fits) => {
          this.checked++;
          this.misread += fits ? 0 : 1;
          if (wanted.isWanted(record) && (!wanted.mayComeAgain || this.isNew(identity()))) {
            builder.append(record);
            ofService.set(record.service, (ofService.get(record.service) ?? 0) + 1);
          }
        },
        signal
      )
    );
  }

  /** Whether a line comes for the first time. */
  private isNew(identity: string): boolean {
    const { size } = this.taken;
    return this.taken.add(identity).size > size;
  }
}
