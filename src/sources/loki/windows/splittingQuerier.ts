import { QueryError, type StoreError } from '../../../errors';
import { HttpError } from '../../http/httpError';
import { isAnswerTooLarge, isTooMuchToRead, maxSeriesOf } from '../ease';
import { instantOf, previousInstant } from '../../instant';
import { type LokiClient } from '../lokiClient';
import { type Series } from '../series';
import { createLimiter, type Limiter } from '../../windows/limiter';
import { type Span } from '../../windows/span';
import { LEG, selectValues, together } from './logql';
import { MINUTE } from '../../../time/units';

/** A query, by the lines to count and the range of time that each number is of: "[60000ms]". */
export type QueryOf = (expr: string, range: string) => string;

/** A part of what is asked for: of some time, and of all services or of some. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly services?: readonly string[];
}

export interface QuerierOptions {
  expr: string;
  /** The streams' label that gives the service: by it a query can be split. */
  serviceLabel?: string;
  fromMs: number;
  toMs: number;
  signal: AbortSignal;
}

/** Requests at once: metric queries keep all of Loki's queriers busy by themselves. */
const CONCURRENCY = 4;
const PARTS = 4;
/** Queries that ask for services one by one; more services share them. */
const MAX_SERVICES = 60;
const MIN_SPLIT_MS = MINUTE;
/** What proxies take of a URL is 8,000 characters as a rule. */
const MAX_URL = 6000;

/**
 * Asks metric queries within the store's limits: what is too much at once is asked for in parts of time or of services.
 */
export class SplittingQuerier {
  /** Requests so far. */
  requests = 0;
  /** What Loki had to say of its answers, that they are partial for one. */
  readonly warnings = new Set<string>();
  private readonly warn = (warning: string) => void this.warnings.add(warning);
  private readonly limit: Limiter = createLimiter(CONCURRENCY);
  private services: Promise<string[]> | undefined;

  constructor(
    private readonly loki: LokiClient,
    private readonly options: QuerierOptions
  ) {}

  /**
   * Numbers for each of the windows `from`, inclusive, to `to`, exclusive, of a grid: each is of the time (start, end],
   * a point at its end.
   *
   * @throws HttpError, CancelledError; StoreError where the smallest part is still too much
   */
  perWindow(query: QueryOf, grid: { startMs: number; windowMs: number }, from: number, to: number): Promise<Series[]> {
    const { startMs, windowMs } = grid;
    const ask = (expr: string, part: Part) => {
      const steps = {
        fromMs: startMs + (part.from + 1) * windowMs,
        toMs: startMs + part.to * windowMs,
        stepMs: windowMs,
      };
      return this.loki.matrix(query(expr, `[${windowMs}ms]`), steps, this.options.signal, this.warn);
    };
    return this.ask(ask, { from, to }, 1);
  }

  /** Numbers of the time from `fromMs`, inclusive, to `toMs`, exclusive, exact to the nanosecond. */
  exact(query: QueryOf, fromMs: number, toMs: number): Promise<Series[]> {
    return this.ask((expr, part) => this.vector(query, expr, part), { from: fromMs, to: toMs }, Infinity);
  }

  /**
   * Likewise of counts, which may come in parts of time: series of the same labels come several times.
   * @param services asked for one by one, where their label is known
   */
  async exactCounts(
    query: QueryOf,
    fromMs: number,
    toMs: number,
    services: readonly string[] | undefined = undefined
  ): Promise<Series[]> {
    const ask = (expr: string, part: Part) => this.vector(query, expr, part);
    const whole = { from: fromMs, to: toMs };
    const parts = this.options.serviceLabel !== undefined && services ? partsOf(services, whole) : [whole];
    return (await Promise.all(parts.map((part) => this.ask(ask, part, MIN_SPLIT_MS)))).flat();
  }

  /**
   * Numbers of each of several spans, as `exact` and `exactCounts` give them, by as few requests as their URLs allow.
   * @param addsUp a span's numbers may come in several parts
   */
  async exactEach(query: QueryOf, spans: readonly Span[], addsUp: boolean): Promise<Series[][]> {
    const each = ({ fromMs, toMs }: Span) =>
      addsUp ? this.exactCounts(query, fromMs, toMs) : this.exact(query, fromMs, toMs);
    const groups = this.groupsOf(query, spans).map((group) =>
      group.length === 1 ? each(group[0]).then((found) => [found]) : this.asOne(query, group, each)
    );
    return (await Promise.all(groups)).flat();
  }

  /**
   * One query at one moment, from which each of the spans lies some way back; one by one where Loki finds that too
   * much.
   */
  private async asOne(
    query: QueryOf,
    spans: readonly Span[],
    each: (span: Span) => Promise<Series[]>
  ): Promise<Series[][]> {
    const { signal } = this.options;
    const atMs = spans.reduce((latest, { toMs }) => Math.max(latest, toMs), 0);
    const legs = spans.map((span) => this.leg(query, span, atMs));
    try {
      const found = await this.limit(() => {
        this.requests++;
        return this.loki.vector(together(legs), previousInstant(instantOf(atMs)), signal, this.warn);
      });
      return spans.map((_, i) => found.filter(({ labels }) => labels[LEG] === String(i)));
    } catch (error) {
      if (error instanceof HttpError) {
        return Promise.all(spans.map(each));
      }
      throw error;
    }
  }

  private leg(query: QueryOf, { fromMs, toMs }: Span, atMs: number): string {
    const offset = atMs > toMs ? ` offset ${atMs - toMs}ms` : '';
    return query(this.options.expr, `[${toMs - fromMs}ms]${offset}`);
  }

  private groupsOf(query: QueryOf, spans: readonly Span[]): Span[][] {
    const most = spans.length > 0 ? Math.floor(MAX_URL / encodeURIComponent(this.leg(query, spans[0], 0)).length) : 1;
    const size = Math.max(1, most);
    return Array.from({ length: Math.ceil(spans.length / size) }, (_, i) => spans.slice(i * size, (i + 1) * size));
  }

  private vector(query: QueryOf, expr: string, { from, to }: Part): Promise<Series[]> {
    const end = previousInstant(instantOf(to));
    return this.loki.vector(query(expr, `[${to - from}ms]`), end, this.options.signal, this.warn);
  }

  private async ask(
    ask: (expr: string, part: Part) => Promise<Series[]>,
    part: Part,
    minLength: number
  ): Promise<Series[]> {
    const { expr, serviceLabel } = this.options;
    const narrowed = part.services && serviceLabel ? selectValues(expr, serviceLabel, part.services) : expr;
    try {
      return await this.limit(() => {
        this.requests++;
        return ask(narrowed, part);
      });
    } catch (error) {
      const answers: Series[][] = [];
      for (const smaller of await this.smaller(error, part, minLength)) {
        answers.push(await this.ask(ask, smaller, minLength));
      }
      return answers.flat();
    }
  }

  /** @throws the error itself where asking for less doesn't help */
  private async smaller(error: unknown, part: Part, minLength: number): Promise<Part[]> {
    const maxSeries = maxSeriesOf(error);
    const isTooMuch = error instanceof HttpError && (isTooMuchToRead(error) || isAnswerTooLarge(error));
    if (maxSeries === undefined && !isTooMuch) {
      throw error;
    }
    const inTime = () => splitTime(part, minLength);
    const parts =
      maxSeries === undefined
        ? (inTime() ?? (await this.splitServices(part)))
        : ((await this.splitServices(part)) ?? inTime());
    if (parts) {
      return parts;
    }
    throw maxSeries === undefined ? error : tooManySeries(maxSeries, error);
  }

  private async splitServices(part: Part): Promise<Part[] | undefined> {
    const { loki, options } = this;
    const { serviceLabel, fromMs, toMs, signal } = options;
    if (serviceLabel === undefined) {
      return undefined;
    }
    this.services ??= loki.labelValues(serviceLabel, fromMs, toMs, signal);
    // '': of the streams without the label.
    const services = part.services ?? ['', ...(await this.services)];
    if (services.length <= 1) {
      return undefined;
    }
    return partsOf(services, part, PARTS);
  }
}

function partsOf(services: readonly string[], part: Part, most = MAX_SERVICES): Part[] {
  const size = Math.ceil(services.length / most);
  const count = Math.ceil(services.length / size);
  return Array.from({ length: count }, (_, i) => ({ ...part, services: services.slice(i * size, (i + 1) * size) }));
}

function splitTime(part: Part, minLength: number): Part[] | undefined {
  const { from, to } = part;
  const parts = Math.min(PARTS, Math.floor((to - from) / minLength));
  if (!(parts >= 2)) {
    return undefined;
  }
  const border = (i: number) => from + Math.round(((to - from) * i) / parts);
  return Array.from({ length: parts }, (_, i) => ({ ...part, from: border(i), to: border(i + 1) }));
}

function tooManySeries(most: number, cause: unknown): StoreError {
  return new QueryError(
    `Loki counts at most ${most} series in one query, and one service has more kinds of logs even in the shortest time. ` +
      "Name the fields of level and service in the data source's settings, narrow the selector, or raise Loki's max_query_series.",
    { cause }
  );
}
