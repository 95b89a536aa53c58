import { twoSided } from './twoSided';

/**
 * The Mann-Kendall test for a monotonic trend, with the variance corrected for ties (Kendall 1975).
 *
 * @param values in the order of time; a few hundred at most, for it compares each pair
 * @param varianceFactor by how much the variance of S is larger than that of independent values
 * @returns S (above 0: rising) and the two-sided probability of one so large by chance; 1 for fewer than 4 values
 */
export function mannKendall(values: readonly number[], varianceFactor = 1): { s: number; pValue: number } {
  const n = values.length;
  let s = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      s += Math.sign(values[j] - values[i]);
    }
  }
  const ties = new Map<number, number>();
  for (const value of values) {
    ties.set(value, (ties.get(value) ?? 0) + 1);
  }
  let variance = n * (n - 1) * (2 * n + 5);
  for (const t of ties.values()) {
    variance -= t * (t - 1) * (2 * t + 5);
  }
  variance *= varianceFactor / 18;
  if (n < 4 || variance <= 0) {
    return { s, pValue: 1 };
  }
  const z = (s - Math.sign(s)) / Math.sqrt(variance);
  return { s, pValue: twoSided(z) };
}
