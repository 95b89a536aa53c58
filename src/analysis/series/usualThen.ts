import { quantile } from '../statistics/quantile';
import { type Period, type SameTime } from '../windows/sameTime';
import { type Stretch } from '../windows/stretches';
import { type RatioSeries, sumsOver } from './ratioSeries';

/** Fewer other days, or weeks, do not distinguish a habit from an accident. */
const MIN_TIMES = 3;

/** What is usual of a ratio at a time of the day or of the week. */
export interface UsualThen {
  readonly usual: number;
  readonly by: Period;
}

/**
 * The median of the same time on other weeks, else on other days, so that one bad night is no habit. Undefined: too
 * little history.
 */
export function usualThen(share: RatioSeries, stretch: Stretch, sameTime: SameTime): UsualThen | undefined {
  for (const by of ['week', 'day'] as const) {
    const ratios = sameTime(stretch, by)
      .map((other) => sumsOver(share, other))
      .filter(({ whole }) => whole > 0)
      .map(({ part, whole }) => part / whole);
    if (ratios.length >= MIN_TIMES) {
      return { usual: quantile(Float64Array.from(ratios), 0.5), by };
    }
  }
  return undefined;
}
