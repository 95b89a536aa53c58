import { type Health, type HealthSeries } from '../analysis/model/analysis';
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

/**
 * The lowest of some series of scores in each step: a dip doesn't vanish by looking from afar. NaN where a step has
 * none.
 *
 * @returns by the start of the step, in order of time
 * @throws QueryError where the formula of the settings could not be computed
 */
export function lowestBy(
  stepMs: number,
  { startMs, stepMs: ownMs, error }: Pick<HealthSeries, 'startMs' | 'stepMs' | 'error'>,
  series: ReadonlyArray<ArrayLike<number>>
): Map<number, number> {
  if (error !== undefined) {
    throw new QueryError(error);
  }
  const lowest = new Map<number, number>();
  for (const scores of series) {
    for (let i = 0; i < scores.length; i++) {
      const time = Math.floor((startMs + i * ownMs) / stepMs) * stepMs;
      const before = lowest.get(time) ?? NaN;
      lowest.set(time, Number.isNaN(before) || scores[i] < before ? scores[i] : before);
    }
  }
  return lowest;
}

/** The least healthy now first, and before them those whose health is unknown: nobody has said that they are well. */
export function byHealth<T extends { readonly healthNow: Health }>(services: readonly T[]): T[] {
  const rank = ({ healthNow }: T) => healthNow.score ?? -1;
  return services.toSorted((a, b) => rank(a) - rank(b));
}
