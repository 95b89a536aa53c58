import { binomialZ } from '../statistics/likelihood';
import { robustUpward } from '../statistics/robust';
import { normalOfStudent } from '../statistics/studentT';
import { MIN_BLOCKS, rateBlocks } from './baselines';
import { type RatioSeries } from './ratioSeries';

/** Shares that differ by less than this, as a ratio, are the same. */
const MIN_SPREAD = 0.1;

/** How large a share of a service's logs some lines are, where they come. */
export interface BurstBaseline {
  /** The usual share, its logarithm's spread, and how many blocks with such lines both were learned from. */
  readonly share: number;
  readonly spread: number;
  readonly blocks: number;
}

/**
 * What share of the logs lines are where they come, in blocks of all services that have any: whoever has them now has
 * them as others had before. By logarithms, for bursts differ by factors, and robustly, for some may be trouble.
 * Undefined: they came too seldom.
 *
 * @param shares of each service's logs
 */
export function usualBurst(shares: readonly RatioSeries[]): BurstBaseline | undefined {
  const logs = Float64Array.from(
    shares.flatMap(({ part, whole }) =>
      rateBlocks(whole)
        .filter(({ from, to }) => part[to] > part[from])
        .map(({ from, to }) => Math.log((part[to] - part[from]) / (whole[to] - whole[from])))
    )
  );
  if (logs.length < MIN_BLOCKS) {
    return undefined;
  }
  const { median, spread } = robustUpward(logs);
  return { share: Math.min(0.95, Math.exp(median)), spread: Math.max(MIN_SPREAD, spread), blocks: logs.length };
}

/** How far a share is above that of usual bursts, in standard deviations: by its height, and by what chance allows. */
export function burstZ(part: number, whole: number, { share, spread, blocks }: BurstBaseline): number {
  const height = Math.log(part / (whole * share)) / spread;
  return Math.min(normalOfStudent(height, blocks - 1), binomialZ(part, whole, share));
}
