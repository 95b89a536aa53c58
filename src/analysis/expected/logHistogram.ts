/** Bins for each factor of e: a magnitude is known to within 5%. */
const BINS_PER_E = 20;
/** Magnitudes from e^-30 to e^30 of the first one; beyond are counted as at the ends. */
const BINS = 1200;
const MIDDLE = BINS / 2;

/**
 * Counts of magnitudes (0 and above) in bins of equal ratio: bounded memory, O(log bins) to add and to ask, by binary
 * indexed trees (Fenwick 1994). The first magnitude above 0 is the unit, so that the scale of a series doesn't matter.
 */
export class LogHistogram {
  /** Values counted, zeros among them. */
  total = 0;
  zeros = 0;
  private readonly counts = new Float64Array(BINS + 1);
  /** Counts times bin, for means of logarithms. */
  private readonly moments = new Float64Array(BINS + 1);
  private moment = 0;
  private unit = 0;

  add(magnitude: number): void {
    if (this.unit === 0 && magnitude > 0) {
      this.unit = magnitude;
    }
    const bin = this.binOf(magnitude);
    for (let i = bin; i <= BINS; i += i & -i) {
      this.counts[i]++;
      this.moments[i] += bin;
    }
    this.moment += bin;
    this.total++;
    this.zeros += magnitude === 0 ? 1 : 0;
  }

  /** Those above the magnitude, and half of those in its own bin. */
  countAbove(magnitude: number): number {
    const bin = this.binOf(magnitude);
    return this.total - (sumTo(this.counts, bin) + sumTo(this.counts, bin - 1)) / 2;
  }

  /** The magnitude that `count` of the values are above, to within a bin. */
  exceededBy(count: number): number {
    return this.upperEdge(this.binAtRank(this.total - count));
  }

  /** The same, how many are in the bins above it, and the mean of their logarithm less that of the magnitude. */
  upper(count: number): { magnitude: number; above: number; meanLogExcess: number } {
    const bin = this.binAtRank(this.total - count);
    const above = this.total - sumTo(this.counts, bin);
    const moment = this.moment - sumTo(this.moments, bin);
    // A bin's values lie half a bin below its upper edge, which is where `bin` stands for.
    const meanLogExcess = above > 0 ? (moment / above - bin - 0.5) / BINS_PER_E : 0;
    return { magnitude: this.upperEdge(bin), above, meanLogExcess };
  }

  /** The first bin up to which there are at least `rank` values. */
  private binAtRank(rank: number): number {
    let bin = 0;
    let rest = rank;
    for (let step = 1 << Math.floor(Math.log2(BINS)); step > 0; step >>= 1) {
      if (bin + step <= BINS && this.counts[bin + step] < rest) {
        bin += step;
        rest -= this.counts[bin];
      }
    }
    return Math.min(BINS, bin + 1);
  }

  /** Bin 1 holds zeros, all others (lower edge, upper edge]. */
  private binOf(magnitude: number): number {
    if (magnitude <= 0 || this.unit === 0) {
      return magnitude > 0 ? BINS : 1;
    }
    const bin = MIDDLE + Math.ceil(Math.log(magnitude / this.unit) * BINS_PER_E);
    return Math.max(2, Math.min(BINS, bin));
  }

  private upperEdge(bin: number): number {
    return bin <= 1 ? 0 : this.unit * Math.exp((bin - MIDDLE) / BINS_PER_E);
  }
}

function sumTo(tree: Float64Array, bin: number): number {
  let sum = 0;
  for (let i = bin; i > 0; i -= i & -i) {
    sum += tree[i];
  }
  return sum;
}
