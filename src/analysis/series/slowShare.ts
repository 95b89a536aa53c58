import { quantile } from '../statistics/quantile';
import { MIN_BLOCKS, type RateBaseline, usualRate } from './baselines';
import { blocksOf } from './blocks';
import { type RatioSeries } from './ratioSeries';

/** Steps in a block. */
const BLOCK_STEPS = 20;

/** A lower share of slow steps is not distinguished: a pause of a runtime or a node slows down one now and then. */
const MIN_RATE = 0.01;

/** From the lower decile to the lower quartile of a normal distribution, in standard deviations. */
const DECILE_TO_QUARTILE = 0.6071;

/**
 * The usual share of slow steps, of which by their limits there are few: that of the block at the lower quartile, and
 * its dispersion from the blocks below. Up to three quarters of the blocks may be trouble, which hours of calls that
 * wait, now for one service and now for another, are in a short range. Undefined: too little history.
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
  const rate = Math.min(0.95, Math.max(MIN_RATE, quantile(rates, 0.25)));
  const residuals = Float64Array.from(
    blocks,
    ({ slow, steps }) => (slow - steps * rate) / Math.sqrt(steps * rate * (1 - rate))
  );
  const below = (quantile(residuals, 0.25) - quantile(residuals, 0.1)) / DECILE_TO_QUARTILE;
  return {
    rate,
    learned: whole[whole.length - 1],
    dispersion: Math.max(1, below ** 2),
    habit: usualRate(share)?.habit ?? 0,
  };
}

/** The share of slow steps among the first ones: too few blocks to know whether they come in bursts. */
export function firstShare(slow: number, steps: number): RateBaseline {
  return { rate: Math.max(MIN_RATE, slow / steps), learned: steps, dispersion: 1, habit: 0 };
}
