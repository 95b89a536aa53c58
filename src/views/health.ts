import { type Health } from '../analysis/model/analysis';
import { QueryError } from '../errors';

/**
 * The score of each; NaN where health is unknown. @throws QueryError where the formula of the settings cannot be
 * computed
 */
export function scoresOf(healths: readonly Health[]): number[] {
  return healths.map((health) => {
    if (health.score === null && health.isError) {
      throw new QueryError(health.reason);
    }
    return health.score ?? NaN;
  });
}

/** The least healthy now first, and before them those whose health is unknown: nobody has said that they are well. */
export function byHealth<T extends { readonly healthNow: Health }>(services: readonly T[]): T[] {
  const rank = ({ healthNow }: T) => healthNow.score ?? -1;
  return services.toSorted((a, b) => rank(a) - rank(b));
}
