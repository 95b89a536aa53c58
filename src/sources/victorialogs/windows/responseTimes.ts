import { type CountPlan } from '../../windows/lines/plan';
import { type CountedResponses } from '../../windows/responseTimes';
import { RoundedCounts } from '../../windows/roundedCounts';
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
  const rounded = new RoundedCounts();
  const reads = plan.measures.map(async (_, index) => {
    for (const row of await querier.rows(roundedQuery(expr, plan, index), span)) {
      const { service } = plan.read(labelsOf(row, plan.services));
      // Zero has no logarithm.
      const value = row[ROUNDED] === 'NaN' ? 0 : Number(row[ROUNDED]);
      rounded.add(service, value, plan.unitMs(index, service), countIn(row, LOGS));
    }
  });
  await Promise.all(reads);
  return rounded.counts();
}
