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
 * The distribution of errors among logs whose rate wanders (Skellam 1948): a binomial one whose share is drawn anew from a beta
 * distribution each time. O(count) time at most, by the ratio of neighbouring probabilities from the mean on, which neither
 * overflows nor loses digits.
 */
export class BetaBinomialDistribution {
  private readonly weights: Float64Array;
  private readonly sum: number;

  constructor({ count, mean, correlation }: BetaBinomial) {
    this.weights = new Float64Array(count + 1);
    this.sum = fill(this.weights, count, mean, correlation);
  }

  /** The probability of `value` and more. */
  atLeast(value: number): number {
    return sumOf(this.weights, value, this.weights.length) / this.sum;
  }

  /** The least value that is exceeded with no more than this probability. */
  upper(probability: number): number {
    const most = probability * this.sum;
    let beyond = 0;
    let value = this.weights.length - 1;
    while (value > 0 && beyond + this.weights[value] <= most) {
      beyond += this.weights[value--];
    }
    return value;
  }

  /** The largest value that is undercut with no more than this probability. */
  lower(probability: number): number {
    const most = probability * this.sum;
    let below = 0;
    let value = 0;
    while (value < this.weights.length - 1 && below + this.weights[value] <= most) {
      below += this.weights[value++];
    }
    return value;
  }
}

/** Fills in probabilities as parts of that at the mean, and gives their sum. */
function fill(weights: Float64Array, count: number, mean: number, correlation: number): number {
  // Both shapes times the correlation, so that 0 needs no case of its own.
  const [a, b] = [mean * (1 - correlation), (1 - mean) * (1 - correlation)];
  const c = correlation;
  const ratio = (k: number) => ((count - k) * (a + k * c)) / ((k + 1) * (b + (count - k - 1) * c));
  const middle = Math.min(count, Math.round(count * mean));
  let sum = (weights[middle] = 1);
  // Towards an end the probabilities may rise again, where the shape that belongs to it is below 1.
  for (let k = middle, falls = b >= c; k < count && !(falls && weights[k] < NEGLIGIBLE * sum); k++) {
    sum += weights[k + 1] = weights[k] * ratio(k);
  }
  for (let k = middle, falls = a >= c; k > 0 && !(falls && weights[k] < NEGLIGIBLE * sum); k--) {
    sum += weights[k - 1] = weights[k] / ratio(k - 1);
  }
  return sum;
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = Math.max(0, from); i < to; i++) {
    sum += values[i];
  }
  return sum;
}
