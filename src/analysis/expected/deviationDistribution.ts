import { LogHistogram } from './logHistogram';

/** Up to where so many values are beyond they are counted; further out the tail's shape speaks. */
const MIN_BEYOND = 10;

/** Outliers lie so many times further out than one value in ten. 5 standard deviations of a normal distribution. */
const OUTLIER = 3;

/**
 * What is expected of a series reaches no further than so many times what every other deviation is beyond, whatever its
 * tail: trouble may be a third of its history and widens no band. 8 standard deviations of a normal distribution.
 */
const FURTHEST_USUAL = 12;

/** The share of values, the largest, that the tail's shape is derived from. */
const TAIL_SHARE = 0.07;

/** Fewer values than this on a side say nothing about how far they go, only how rare that side is. */
const MIN_VALUES = 20;

/** A tail is never thought to be thinner: it would call a small step beyond the largest value impossible. */
const MIN_EXPONENT = 0.05;

/** No value is thought to be rarer: a probability of 10^-30. */
const MAX_SURPRISE = 30;

/**
 * How rare a deviation is, judged by all that came before: rises and falls apart, for most series go further in one
 * direction than in the other. Near the middle it is the share of larger ones; from the largest 7% on the tail goes on
 * as a power of the deviation, with Hill's estimate of its exponent (Hill 1975), which has no steps and no end.
 */
export class DeviationDistribution {
  private readonly rises = new LogHistogram();
  private readonly falls = new LogHistogram();

  add(deviation: number): void {
    this.sideOf(deviation).add(Math.abs(deviation));
  }

  /** -log10 of the probability of a deviation to the same side at least as large; 0 where too little is known. */
  surprise(deviation: number): number {
    const side = this.sideOf(deviation);
    const size = Math.abs(deviation);
    return Math.max(0, Math.min(MAX_SURPRISE, this.surpriseOfSide(side) + surpriseWithin(side, size)));
  }

  /**
   * The size of the rise (sign 1) or fall (sign -1) that is as surprising as this: counted as far out as there are
   * values to count, so that a band's share of values beyond is right for thin tails too.
   */
  sizeAt(surprise: number, sign: 1 | -1): number {
    const side = this.sideOf(sign);
    const count = side.total * 10 ** -Math.max(0, surprise - this.surpriseOfSide(side));
    if (side.total < MIN_VALUES || count >= MIN_BEYOND) {
      return side.exceededBy(count);
    }
    const { magnitude, above } = side.upper(MIN_BEYOND);
    // Where fewer are beyond than asked for, it lies in that bin: of counts, or up to a limit, the furthest are alike.
    return magnitude * Math.max(1, above / count) ** Math.max(MIN_EXPONENT, tailOf(side).meanLogExcess);
  }

  /**
   * Three times what one deviation to that side in ten is beyond: further out are outliers. Infinity: too little known.
   */
  outlierSize(sign: 1 | -1): number {
    const side = this.sideOf(sign);
    const count = side.total - side.zeros;
    return count < MIN_BEYOND ? Infinity : OUTLIER * side.exceededBy(count / 10);
  }

  /** How far a band reaches at most. Infinity: too little known. */
  furthestUsual(sign: 1 | -1): number {
    const side = this.sideOf(sign);
    const count = side.total - side.zeros;
    return count < MIN_BEYOND ? Infinity : FURTHEST_USUAL * side.exceededBy(count / 2);
  }

  /** How rare deviations to that side are at all, by Laplace's rule of succession. */
  private surpriseOfSide(side: LogHistogram): number {
    return -Math.log10((side.total + 1) / (this.rises.total + this.falls.total + 2));
  }

  private sideOf(deviation: number): LogHistogram {
    return deviation < 0 ? this.falls : this.rises;
  }
}

function surpriseWithin(side: LogHistogram, size: number): number {
  if (side.total < MIN_VALUES) {
    return 0;
  }
  const { magnitude, above, meanLogExcess } = tailOf(side);
  if (above > 0 && size > magnitude && magnitude > 0) {
    const exponent = Math.max(MIN_EXPONENT, meanLogExcess);
    return Math.log10(side.total / above) + Math.log10(size / magnitude) / exponent;
  }
  return -Math.log10((side.countAbove(size) + 0.5) / (side.total + 1));
}

function tailOf(side: LogHistogram) {
  return side.upper(Math.max(MIN_BEYOND, side.total * TAIL_SHARE));
}
