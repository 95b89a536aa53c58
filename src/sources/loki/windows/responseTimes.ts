import { CancelledError } from '../../../errors';
import { type CountedResponses } from '../../windows/responseTimes';
import { type Asker } from './asker';
import { quantileQuery, ROUNDED, roundedQuery, unitOf } from './logql';
import { type CountPlan } from './plan';

/** Response times of a range by service, as far as a range that slides on needs them. */
export interface KnownResponses {
  /** How many took about as long, to two digits: before `cutMs`, and from then on, where lines may still come. */
  readonly settled: CountedResponses;
  readonly recent: CountedResponses;
  readonly cutMs: number;
  /** The 95th percentiles, exactly; undefined where Loki can't tell them. */
  readonly p95: ReadonlyMap<string, number> | undefined;
  /** The start of the range that they are of. */
  readonly p95FromMs: number;
}

interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Asked for once: a percentile moves by less than its range does, and takes all values of the range. */
const P95_HOLDS_FOR = 0.01;

/** @param cutMs the end of what is settled @param services asked for one by one */
export async function readResponseTimes(
  asker: Asker,
  plan: CountPlan,
  services: readonly string[],
  { fromMs, toMs }: Range,
  cutMs: number
): Promise<KnownResponses> {
  const [settled, recent, p95] = await Promise.all([
    readRounded(asker, plan, fromMs, cutMs, services),
    readRounded(asker, plan, cutMs, toMs),
    exactP95(asker, plan, fromMs, toMs),
  ]);
  return { settled, recent, cutMs, p95, p95FromMs: fromMs };
}

/** Takes away what the range left behind since `before`, and adds what is new. */
export async function readOnResponseTimes(
  asker: Asker,
  plan: CountPlan,
  before: KnownResponses & Range,
  { fromMs, toMs }: Range,
  cutMs: number
): Promise<KnownResponses> {
  const isP95Old = fromMs - before.p95FromMs > P95_HOLDS_FOR * (toMs - fromMs);
  const [gone, settled, recent, p95] = await Promise.all([
    readRounded(asker, plan, before.fromMs, fromMs),
    readRounded(asker, plan, before.cutMs, cutMs),
    readRounded(asker, plan, cutMs, toMs),
    isP95Old ? exactP95(asker, plan, fromMs, toMs) : before.p95,
  ]);
  return {
    settled: addCounts(addCounts(before.settled, settled, 1), gone, -1),
    recent,
    cutMs,
    p95,
    p95FromMs: isP95Old ? fromMs : before.p95FromMs,
  };
}

/** `a + sign * b`, without what is counted not at all or less. */
export function addCounts(a: CountedResponses, b: CountedResponses, sign: 1 | -1): CountedResponses {
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

/** Per service, how many have each rounded value, in milliseconds. */
async function readRounded(
  asker: Asker,
  plan: CountPlan,
  fromMs: number,
  toMs: number,
  services?: readonly string[]
): Promise<CountedResponses> {
  const rounded = new Map<string, Map<number, number>>();
  if (fromMs >= toMs) {
    return rounded;
  }
  const reads = plan.measures.map(async (measure, index) => {
    const query = (expr: string, range: string) => roundedQuery(expr, plan, index, range);
    for (const { labels, points } of await asker.exactCounts(query, fromMs, toMs, services)) {
      const { service } = plan.read(labels);
      const own = rounded.get(service) ?? new Map<number, number>();
      rounded.set(service, own);
      // To as many digits again, so that the unit leaves no odd ones behind.
      const value = Number((Number(labels[ROUNDED]) * unitOf(measure)).toPrecision(2));
      own.set(value, (own.get(value) ?? 0) + Number(points[0][1]));
    }
  });
  await Promise.all(reads);
  return rounded;
}

/** A percentile takes all values at once: where that is too much for Loki, or a service has several kinds, it is not told. */
async function exactP95(
  asker: Asker,
  plan: CountPlan,
  fromMs: number,
  toMs: number
): Promise<Map<string, number> | undefined> {
  const exact = new Map<string, number>();
  try {
    for (const [index, measure] of plan.measures.entries()) {
      const query = (expr: string, range: string) => quantileQuery(expr, plan, index, range, 0.95);
      for (const { labels, points } of await asker.exact(query, fromMs, toMs)) {
        const { service } = plan.read(labels);
        if (exact.has(service)) {
          return undefined;
        }
        exact.set(service, Number(points[0][1]) * unitOf(measure));
      }
    }
    return exact;
  } catch (error) {
    if (error instanceof CancelledError) {
      throw error;
    }
    return undefined;
  }
}
