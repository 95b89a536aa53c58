import { DeviationDistribution } from './deviationDistribution';

/** Outliers that came so often by themselves are how a series is; fewer may have been trouble. */
const MIN_SEPARATE = 10;

/** Values between two outliers that are not of one trouble. */
const APART = 6;

/**
 * The deviations that a band is made of. Trouble comes in runs, and however long it lasts it widens no band: outliers are
 * taken to be no further out than their edge. A heavy tail comes in single values, again and again: once ten outliers
 * have come apart from each other, the first of each run is taken as it is (extremes by clusters: Leadbetter 1991), and
 * the band may reach as far as the tenth largest of them.
 */
export class UsualDeviations {
  private readonly distribution = new DeviationDistribution();
  private readonly separateRises = new Float64Array(MIN_SEPARATE);
  private readonly separateFalls = new Float64Array(MIN_SEPARATE);
  private sinceOutlier = APART;

  /** The deviation, or where it is an outlier the edge of what is none. */
  clipped(deviation: number): number {
    const sign = deviation < 0 ? -1 : 1;
    return sign * Math.min(Math.abs(deviation), this.distribution.outlierSize(sign));
  }

  /** @param clipped how far the deviation is taken to be out where it may be trouble */
  add(deviation: number, clipped: number): void {
    const isOutlier = clipped !== deviation;
    const isSeparate = isOutlier && this.sinceOutlier >= APART;
    this.sinceOutlier = isOutlier ? 0 : this.sinceOutlier + 1;
    const sign = deviation < 0 ? -1 : 1;
    this.distribution.add(isSeparate && this.tenthSeparate(sign) > 0 ? deviation : clipped);
    if (isSeparate) {
      replaceSmallest(this.separate(sign), Math.abs(deviation));
    }
  }

  /** How far a band reaches that leaves out what is as surprising as this, to the side of the sign. */
  reach(surprise: number, sign: 1 | -1): number {
    const furthest = Math.max(this.distribution.furthestUsual(sign), this.tenthSeparate(sign));
    return Math.min(this.distribution.sizeAt(surprise, sign), furthest);
  }

  /** 0 as long as there are fewer. */
  private tenthSeparate(sign: 1 | -1): number {
    return this.separate(sign)[0];
  }

  private separate(sign: 1 | -1): Float64Array {
    return sign < 0 ? this.separateFalls : this.separateRises;
  }
}

/** In an ascending list of the largest so far. */
function replaceSmallest(largest: Float64Array, value: number): void {
  if (value > largest[0]) {
    largest[0] = value;
    largest.sort();
  }
}
