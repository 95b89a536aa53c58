import { rankMemory } from './rankMemory';
import { twoSided } from './twoSided';

export interface TrendTest {
  /** Above 0: rising. */
  readonly s: number;
  /** The two-sided probability of such a trend by chance. */
  readonly pValue: number;
}

/** Less is left of the variance only by rounding. */
const MIN_VARIANCE = 1e-9;

/**
 * The partial Mann-Kendall test for a trend beyond what a covariate explains (Libiseller and Grimvall 2002), as error
 * rates that follow the traffic have none of their own: from S is taken what S of the covariate lets expect, and from
 * its variance what they share (Dietz and Killeen 1981, with ties). What is high for several values in a row counts for
 * less, see rankMemory. A constant covariate explains nothing; one that goes up or down throughout explains whatever
 * does so too.
 *
 * @param values in the order of time, a thousand at most, for each pair is compared
 * @param covariate one for each value
 * @returns pValue 1 for fewer than 4 values, and where the covariate explains all
 */
export function partialMannKendall(values: Float64Array, covariate: Float64Array): TrendTest {
  const n = values.length;
  const own = new Float64Array(n);
  const other = new Float64Array(n);
  let [ownS, otherS, ownPairs, otherPairs, commonPairs] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const value = values[i];
    const otherValue = covariate[i];
    for (let j = i + 1; j < n; j++) {
      const rise = values[j] > value ? 1 : values[j] < value ? -1 : 0;
      const otherRise = covariate[j] > otherValue ? 1 : covariate[j] < otherValue ? -1 : 0;
      ownS += rise;
      otherS += otherRise;
      ownPairs += rise * rise;
      otherPairs += otherRise * otherRise;
      commonPairs += rise * otherRise;
      own[i] -= rise;
      own[j] += rise;
      other[i] -= otherRise;
      other[j] += otherRise;
    }
  }
  const otherVariance = (otherPairs + product(other, other)) / 3;
  const covariance = (commonPairs + product(own, other)) / 3;
  const slope = otherVariance > 0 ? covariance / otherVariance : 0;
  const s = ownS - slope * otherS;
  const ownVariance = (ownPairs + product(own, own)) / 3;
  const variance = ownVariance - slope * covariance;
  if (n < 4 || variance <= MIN_VARIANCE * ownVariance) {
    return { s, pValue: 1 };
  }
  const left = own.map((rank, i) => rank - slope * other[i]);
  const z = s / Math.sqrt(variance * rankMemory(left));
  return { s, pValue: twoSided(z) };
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
