import { type TrendTest } from '../statistics/partialMannKendall';
import { sumBetween } from '../statistics/sum';
import { twoSided } from '../statistics/twoSided';

/**
 * Whether the error rate of the last third differs from that of the first by a larger factor than the traffic does: not
 * even errors that grow with the square of the traffic would explain that. Counts are taken for Poisson's, half an
 * error is added to each.
 *
 * @param logs of each part of a range, above 0
 * @param errors of each part
 */
export function changeBeyondLoad(logs: Float64Array, errors: Float64Array): TrendTest {
  const third = Math.floor(logs.length / 3);
  const last = logs.length - third;
  const [firstErrors, lastErrors] = [sumBetween(errors, 0, third) + 0.5, sumBetween(errors, last) + 0.5];
  const load = Math.log(sumBetween(logs, last) / sumBetween(logs, 0, third));
  const change = Math.log(lastErrors / firstErrors) - load;
  const z = (Math.abs(change) - Math.abs(load)) / Math.sqrt(1 / firstErrors + 1 / lastErrors);
  return { s: Math.sign(change), pValue: z > 0 ? twoSided(z) : 1 };
}
