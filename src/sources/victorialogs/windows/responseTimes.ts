import { type CountPlan } from '../../windows/lines/plan';
import { type CountedResponses } from '../../windows/responseTimes';
import { type Span } from '../../windows/span';
import { LOGS } from '../logsql';
import { countIn } from '../rows';
import { type Querier } from './querier';
import { labelsOf, ROUNDED, roundedQuery } from './queries';

/** Per service, how many responses have each value, to two digits of their milliseconds. */
export async function readRounded(
  querier: Querier,
  expr: string,
  plan: CountPlan,
  span: Span
): Promise<CountedResponses> {
  const rounded = new Map<string, Map<number, number>>();
  const reads = plan.measures.map(async (_, index) => {
    for (const row of await querier.rows(roundedQuery(expr, plan, index), span)) {
      const { service } = plan.read(labelsOf(row, plan.services));
      const own = rounded.get(service) ?? new Map<number, number>();
      rounded.set(service, own);
      // Zero has no logarithm.
      const text = row[ROUNDED] === 'NaN' ? '0' : row[ROUNDED];
      // To as many digits again, so that the unit leaves no odd ones behind.
      const value = Number((Number(text) * plan.unitMs(index, service)).toPrecision(2));
      if (Number.isFinite(value)) {
        own.set(value, (own.get(value) ?? 0) + countIn(row, LOGS));
      }
    }
  });
  await Promise.all(reads);
  return rounded;
}
