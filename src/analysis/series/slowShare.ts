import { quantile } from '../statistics/quantile';
import { MIN_BLOCKS, type RateBaseline, usualRate } from './baselines';
import { blocksOf } from './blocks';
import { type RatioSeries } from './ratioSeries';

/** Steps in a block. */
const BLOCK_STEPS = 20;

/** A lower share of slow steps is not distinguished: a pause of a runtime or a node slows down one now and then. */
const MIN_RATE = 0.01;

/** From the median to a quartile of a normal distribution, in standard deviations. */
const QUARTILE = 0.6745;

/**
 * The usual share of slow steps, of which by their limits there are few: that of the middle block, and its dispersion
 * from the blocks below. Up to half of the blocks may be trouble, which hours of calls that wait are in a short range.
 * Undefined: too little history.
 */
export function usualSlowShare(share: RatioSeries): RateBaseline | undefined {
  const { part, whole } = share;
  const blocks = blocksOf(whole, BLOCK_STEPS).map(({ from, to }) => ({
    slow: part[to] - part[from],
    steps: whole[to] - whole[from],
  }));
  if (blocks.length < MIN_BLOCKS) {
    return undefined;
  }
  const rates = Float64Array.from(blocks, ({ slow, steps }) => slow / steps);
  const rate = Math.min(0.95, Math.max(MIN_RATE, quantile(rates, 0.5)));
  const residuals = Float64Array.from(
    blocks,
    ({ slow, steps }) => (slow - steps * rate) / Math.sqrt(steps * rate * (1 - rate))
  );
  const below = (quantile(residuals, 0.5) - quantile(residuals, 0.25)) / QUARTILE;
  return { rate, dispersion: Math.max(1, below ** 2), habit: usualRate(share)?.habit ?? 0 };
}
