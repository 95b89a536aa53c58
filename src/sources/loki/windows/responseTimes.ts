import { CancelledError } from '../../../errors';
import { type RangeResponses, responseTimeCounts } from '../../windows/responseTimes';
import { type Asker } from './asker';
import { quantileQuery, ROUNDED, roundedQuery, unitOf } from './logql';
import { type CountPlan } from './plan';

/**
 * Response times over the whole range by service: how many took about as long, to two digits, and the 95th percentile, which rules
 * compare with, exactly where Loki can tell it.
 */
export async function readResponseTimes(
  asker: Asker,
  plan: CountPlan,
  services: readonly string[],
  fromMs: number,
  toMs: number
): Promise<RangeResponses> {
  const [rounded, exact] = await Promise.all([
    readRounded(asker, plan, services, fromMs, toMs),
    exactOrNothing(asker, plan, fromMs, toMs),
  ]);
  return { counts: responseTimeCounts(services, rounded, exact), isExact: exact !== undefined };
}

/** Per service, how many have each rounded value, in milliseconds. */
async function readRounded(
  asker: Asker,
  plan: CountPlan,
  services: readonly string[],
  fromMs: number,
  toMs: number
): Promise<Map<string, Map<number, number>>> {
  const rounded = new Map<string, Map<number, number>>();
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
async function exactOrNothing(
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
