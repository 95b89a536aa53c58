import { quantile } from '../statistics/quantile';
import { medianDeviation, robustUpward } from '../statistics/robust';
import { normalOfStudent } from '../statistics/studentT';
import { type Stretch, stretchesOf } from '../windows/stretches';
import { type RatioSeries } from './ratioSeries';
import { blocksOf } from './blocks';
import { HABIT_BURSTS, MIN_BLOCKS, TRIMMED } from './baselines';

/** What is usual of the scores of a service's responses. */
export interface SlownessBaseline {
  /** The usual mean score. */
  readonly usual: number;
  /** The usual mean of responses, ms. */
  readonly usualMs: number;
  /** How many blocks the spread was measured on, the smallest ones. */
  readonly blocks: number;
  /** How far means over more and more responses spread, ascending in responses; the spread does not ascend. */
  readonly spreads: ReadonlyArray<{ readonly responses: number; readonly spread: number }>;
}

/** Responses of the smallest blocks; each further kind of block has three times as many. */
export const LEAST_RESPONSES = 8;
const GROWTH = 3;

/** Of fewer blocks the spread is not known well enough to say that it is less than that of smaller ones. */
const ENOUGH_BLOCKS = 12;

/**
 * How much a service's responses wander by themselves, measured on blocks of more and more of them (a variance-time
 * curve): minutes that differ by chance even out in longer blocks, a drift of hours does not. Undefined: too little
 * history.
 *
 * @param scores of its responses, see responseScores
 * @param times of its responses
 */
export function slownessBaseline(scores: RatioSeries, times: RatioSeries): SlownessBaseline | undefined {
  const spreads: Array<{ responses: number; spread: number }> = [];
  const smallest = blocksOf(scores.whole, LEAST_RESPONSES);
  if (smallest.length < MIN_BLOCKS) {
    return undefined;
  }
  const usual = quantile(meansOf(scores, smallest), 0.5);
  const usualMs = quantile(meansOf(times, smallest), 0.5);
  if (!(usualMs > 0)) {
    return undefined;
  }
  for (let blocks = smallest, most = Infinity; blocks.length >= (spreads.length > 0 ? ENOUGH_BLOCKS : MIN_BLOCKS);) {
    const [{ from }, last] = [blocks[0], blocks[blocks.length - 1]];
    const responses = (scores.whole[last.to] - scores.whole[from]) / blocks.length;
    // Responses that come independently spread so far, and equal ones, whose measured spread is none, may.
    const spread = Math.max(1 / Math.sqrt(responses), spreadOf(meansOf(scores, blocks), usual));
    most = Math.min(most, spread);
    spreads.push({ responses, spread: most });
    blocks = blocksOf(scores.whole, GROWTH * responses);
  }
  return { usual, usualMs, blocks: smallest.length, spreads };
}

function meansOf({ part, whole }: RatioSeries, blocks: readonly Stretch[]): Float64Array {
  const means = new Float64Array(blocks.length);
  for (let block = 0; block < blocks.length; block++) {
    const { from, to } = blocks[block];
    means[block] = (part[to] - part[from]) / (whole[to] - whole[from]);
  }
  return means;
}

/** Blocks so far above the usual, so many on end, are trouble: one alone may be the service's scatter. */
const TROUBLE = 3;
const TROUBLE_BLOCKS = 3;

/**
 * How far means spread upwards. A few long stretches far above the usual are trouble, and left out; means that scatter
 * as far again and again are how the service is.
 */
function spreadOf(means: Float64Array, usual: number): number {
  const limit = usual + TROUBLE * medianDeviation(means);
  const high = stretchesOf(
    Uint8Array.from(means, (mean) => (mean > limit ? 1 : 0)),
    0
  );
  const trouble = high.filter(({ from, to }) => to - from >= TROUBLE_BLOCKS);
  const well = means.filter((_, block) => !trouble.some(({ from, to }) => block >= from && block < to));
  const isHabit = high.length >= HABIT_BURSTS || well.length < (1 - TRIMMED) * means.length;
  return robustUpward(isHabit ? means : well).spread;
}

/**
 * How far the scores of `count` responses, `sum` in all, are above the usual, in standard deviations. What few blocks
 * say of the spread is not held for certain.
 */
export function slownessZ(sum: number, count: number, { usual, blocks, spreads }: SlownessBaseline): number {
  return normalOfStudent((sum / count - usual) / spreadAt(count, spreads), blocks - 1);
}

/** Between those that were measured along a power of the responses; of more than in the largest blocks no less. */
function spreadAt(count: number, spreads: SlownessBaseline['spreads']): number {
  const next = spreads.findIndex(({ responses }) => responses >= count);
  if (next < 0) {
    return spreads[spreads.length - 1].spread;
  }
  const above = spreads[next];
  if (next === 0) {
    return above.spread * Math.sqrt(above.responses / count);
  }
  const below = spreads[next - 1];
  const way = Math.log(count / below.responses) / Math.log(above.responses / below.responses);
  return below.spread * (above.spread / below.spread) ** way;
}
