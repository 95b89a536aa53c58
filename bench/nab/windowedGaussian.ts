/** NAB's choice, which its authors found to be the best on their corpus. */
const WINDOW = 1000;
const MIN_DEVIATION = 1e-6;

/**
 * NAB's windowed Gaussian: how far a value lies from the mean of the 1,000 before it, in their standard deviations. NAB
 * gives the normal distribution's probability of that, which orders values in the same way but is 1 to a computer's
 * numbers from 8 deviations on; the distance itself stays exact.
 */
export function windowedGaussian(values: Float64Array): Float64Array {
  const scores = new Float64Array(values.length);
  // Sums of differences to one of the values, so that large values with a small spread keep their digits.
  const origin = values[0];
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const count = Math.min(i, WINDOW);
    if (count > 0) {
      const mean = sum / count;
      const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean)) || MIN_DEVIATION;
      scores[i] = Math.abs(values[i] - origin - mean) / deviation;
    }
    const value = values[i] - origin;
    const left = i >= WINDOW ? values[i - WINDOW] - origin : 0;
    sum += value - left;
    squares += value * value - left * left;
  }
  return scores;
}
