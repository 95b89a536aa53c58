import { sumBetween } from './sum';

/** A share of so many that is known to be about `mean`: how many of `count` will be so. */
export interface BetaBinomial {
  readonly count: number;
  /** Of the share, above 0 and below 1. */
  readonly mean: number;
  /** How alike those of one count are (the intraclass correlation), 0 to below 1: 0 is the binomial distribution. */
  readonly correlation: number;
}

/** Weights below this part of the sum change nothing. */
const NEGLIGIBLE = 1e-16;

/**
 * The distribution of errors among logs whose rate wanders (Skellam 1948): a binomial one whose share is drawn anew
 * from a beta distribution each time. O(count) time at most, by the ratio of neighbouring probabilities from the mean
 * on, which neither overflows nor loses digits.
 */
export class BetaBinomialDistribution {
  private readonly weights: Float64Array;
  private readonly sum: number;
  /** What lies outside of these has no weight. */
  private readonly least: number;
  private readonly most: number;

  constructor({ count, mean, correlation }: BetaBinomial) {
    this.weights = new Float64Array(count + 1);
    const { sum, least, most } = fill(this.weights, count, mean, correlation);
    this.sum = sum;
    this.least = least;
    this.most = most;
  }

  /** The probability of `value` and more. */
  atLeast(value: number): number {
    return sumBetween(this.weights, Math.max(value, this.least), this.most + 1) / this.sum;
  }

  /** The least value that is exceeded with no more than this probability. */
  upper(probability: number): number {
    const allowed = probability * this.sum;
    let beyond = 0;
    let value = this.most;
    while (value > 0 && beyond + this.weights[value] <= allowed) {
      beyond += this.weights[value--];
    }
    return value;
  }

  /** The largest value that is undercut with no more than this probability. */
  lower(probability: number): number {
    const allowed = probability * this.sum;
    let below = 0;
    let value = this.least;
    while (value < this.weights.length - 1 && below + this.weights[value] <= allowed) {
      below += this.weights[value++];
    }
    return value;
  }
}

/** Fills in probabilities as parts of that at the mean; gives their sum, and the least and the most that have one. */
function fill(weights: Float64Array, count: number, mean: number, correlation: number) {
  // Both shapes times the correlation, so that 0 needs no case of its own.
  const [a, b] = [mean * (1 - correlation), (1 - mean) * (1 - correlation)];
  const c = correlation;
  const ratio = (k: number) => ((count - k) * (a + k * c)) / ((k + 1) * (b + (count - k - 1) * c));
  const middle = Math.min(count, Math.round(count * mean));
  let sum = (weights[middle] = 1);
  let [least, most] = [middle, middle];
  // Towards an end the probabilities may rise again, where the shape that belongs to it is below 1.
  for (const falls = b >= c; most < count && !(falls && weights[most] < NEGLIGIBLE * sum); most++) {
    sum += weights[most + 1] = weights[most] * ratio(most);
  }
  for (const falls = a >= c; least > 0 && !(falls && weights[least] < NEGLIGIBLE * sum); least--) {
    sum += weights[least - 1] = weights[least] / ratio(least - 1);
  }
  return { sum, least, most };
}
