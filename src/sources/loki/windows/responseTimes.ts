import { CancelledError } from '../../../errors';
import { type CountedResponses } from '../../windows/responseTimes';
import { RoundedCounts } from '../../windows/roundedCounts';
import { type Span } from '../../windows/span';
import { countOf } from '../series';
import { type SplittingQuerier } from './splittingQuerier';
import { quantileQuery, ROUNDED, roundedQuery } from './logql';
import { type CountPlan } from '../../windows/lines/plan';

/** Per service, how many have each rounded value, in milliseconds. */
export async function readRounded(
  querier: SplittingQuerier,
  plan: CountPlan,
  { fromMs, toMs }: Span,
  services?: readonly string[]
): Promise<CountedResponses> {
  const rounded = new RoundedCounts();
  const reads = plan.measures.map(async (_, index) => {
    const query = (expr: string, range: string) => roundedQuery(expr, plan, index, range);
    for (const { labels, points } of await querier.exactCounts(query, fromMs, toMs, services)) {
      const { service } = plan.read(labels);
      rounded.add(service, Number(labels[ROUNDED]), plan.unitMs(index, service), countOf(points[0][1]));
    }
  });
  await Promise.all(reads);
  return rounded.counts();
}

/**
 * A percentile takes all values at once: where that is too much for Loki, or a service has several kinds, it is left
 * out.
 *
 * @param select narrows a query to the logs that have response times
 */
export async function exactP95(
  querier: SplittingQuerier,
  plan: CountPlan,
  { fromMs, toMs }: Span,
  select: (expr: string) => string
): Promise<Map<string, number> | undefined> {
  const exact = new Map<string, number>();
  try {
    for (const index of plan.measures.keys()) {
      const query = (expr: string, range: string) => quantileQuery(select(expr), plan, index, range, 0.95);
      for (const { labels, points } of await querier.exact(query, fromMs, toMs)) {
        const { service } = plan.read(labels);
        if (exact.has(service)) {
          return undefined;
        }
        const p95 = Number(points[0][1]) * plan.unitMs(index, service);
        exact.set(service, Number.isFinite(p95) ? p95 : NaN);
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
