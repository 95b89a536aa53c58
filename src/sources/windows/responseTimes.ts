import { type ResponseTimeCounts } from '../../logs/windowTable';
import { type Span } from './span';

/** Per service, how many responses have each value, in milliseconds. */
export type CountedResponses = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Response times of a range by service, as far as a range that slides on needs them. */
export interface KnownResponses {
  /** How many took about as long, to two digits: before `cutMs`, and from then on, where lines may still come. */
  readonly settled: CountedResponses;
  readonly recent: CountedResponses;
  readonly cutMs: number;
  /** The 95th percentiles, exactly; undefined, or NaN, where the store can't give them. */
  readonly p95: ReadonlyMap<string, number> | undefined;
  /** The start of the range that they are of. */
  readonly p95FromMs: number;
}

/** Asked for once: a percentile moves by less than its range does, and takes all values of the range. */
const P95_HOLDS_FOR = 0.01;

/** What a store says of response times in a span, by service. */
export interface ResponseTimeStore {
  /** How many took about as long, to two digits. @param services asked for one by one, where that helps */
  responseTimes(span: Span, services?: readonly string[]): Promise<CountedResponses>;
  /** The 95th percentiles; undefined, or NaN, where the store can't give them. */
  responseP95(span: Span): Promise<ReadonlyMap<string, number> | undefined>;
}

/** @param cutMs the end of what is settled @param services asked for one by one */
export async function readResponseTimes(
  store: ResponseTimeStore,
  services: readonly string[],
  { fromMs, toMs }: Span,
  cutMs: number
): Promise<KnownResponses> {
  const [settled, recent, p95] = await Promise.all([
    responseTimes(store, { fromMs, toMs: cutMs }, services),
    responseTimes(store, { fromMs: cutMs, toMs }),
    store.responseP95({ fromMs, toMs }),
  ]);
  return { settled, recent, cutMs, p95, p95FromMs: fromMs };
}

/** Takes away what the range left behind since `before`, and adds what is new. */
export async function readOnResponseTimes(
  store: ResponseTimeStore,
  before: KnownResponses & Span,
  { fromMs, toMs }: Span,
  cutMs: number
): Promise<KnownResponses> {
  const isP95Old = fromMs - before.p95FromMs > P95_HOLDS_FOR * (toMs - fromMs);
  const [gone, settled, recent, p95] = await Promise.all([
    responseTimes(store, { fromMs: before.fromMs, toMs: fromMs }),
    responseTimes(store, { fromMs: before.cutMs, toMs: cutMs }),
    responseTimes(store, { fromMs: cutMs, toMs }),
    isP95Old ? store.responseP95({ fromMs, toMs }) : before.p95,
  ]);
  return {
    settled: addCounts(addCounts(before.settled, settled, 1), gone, -1),
    recent,
    cutMs,
    p95,
    p95FromMs: isP95Old ? fromMs : before.p95FromMs,
  };
}

/** The counts of a range. */
export function countsOfRange(
  services: readonly string[],
  { settled, recent, p95 }: KnownResponses
): ResponseTimeCounts {
  return responseTimeCounts(services, addCounts(settled, recent, 1), p95);
}

async function responseTimes(
  store: ResponseTimeStore,
  span: Span,
  services?: readonly string[]
): Promise<CountedResponses> {
  return span.fromMs < span.toMs ? store.responseTimes(span, services) : new Map<string, Map<number, number>>();
}

/** `a + sign * b`, without what is counted not at all or less. */
function addCounts(a: CountedResponses, b: CountedResponses, sign: 1 | -1): CountedResponses {
  const sum = new Map([...a].map(([service, counts]) => [service, new Map(counts)]));
  for (const [service, counts] of b) {
    const own = sum.get(service) ?? new Map<number, number>();
    sum.set(service, own);
    for (const [value, count] of counts) {
      const total = (own.get(value) ?? 0) + sign * count;
      if (total > 0) {
        own.set(value, total);
      } else {
        own.delete(value);
      }
    }
  }
  return sum;
}

/**
 * The counts of the services in their order, over all values that any of them has. @param p95 by service, where it is
 * known
 */
function responseTimeCounts(
  services: readonly string[],
  counted: CountedResponses,
  p95: ReadonlyMap<string, number> | undefined
): ResponseTimeCounts {
  const values = Float64Array.from(new Set([...counted.values()].flatMap((own) => [...own.keys()]))).sort();
  const counts = new Float64Array(services.length * values.length);
  services.forEach((service, index) => {
    values.forEach((value, i) => {
      counts[index * values.length + i] = counted.get(service)?.get(value) ?? 0;
    });
  });
  return { values, counts, p95: Float64Array.from(services, (service) => p95?.get(service) ?? NaN) };
}
