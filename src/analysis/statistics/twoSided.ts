import { errorFunction } from 'simple-statistics';

/** The probability of a standard normal value at least as far from 0. */
export function twoSided(z: number): number {
  // The approximation is beside 0 by some 1e-8.
  return Math.min(1, 1 - errorFunction(Math.abs(z) / Math.SQRT2));
}
