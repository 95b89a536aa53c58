import { quantileInPlace } from './quantile';

/** Makes the median absolute deviation an estimate of a normal distribution's standard deviation. */
const MAD_TO_SIGMA = 1.4826;

/** The 85th percentile of a normal distribution, in standard deviations. */
const Q85 = 1.0364;

/** Where values lie and how far they spread upwards, unmoved by a few that are far off. NaN, NaN for no values. */
export function robustUpward(values: Float64Array): { median: number; spread: number } {
  const sorted = values.slice();
  const median = quantileInPlace(sorted, 0.5);
  const upper = (quantileInPlace(sorted, 0.85) - median) / Q85;
  // A distribution with a long upper tail must not make an alarm of its own tail.
  return { median, spread: Math.max(medianDeviation(values), upper) };
}

/** The median absolute deviation as an estimate of a normal distribution's standard deviation. NaN for no values. */
export function medianDeviation(values: Float64Array): number {
  const deviations = values.slice();
  const median = quantileInPlace(deviations, 0.5);
  // A plain loop: `map` with a function is ten times slower.
  for (let i = 0; i < deviations.length; i++) {
    deviations[i] = Math.abs(deviations[i] - median);
  }
  return quantileInPlace(deviations, 0.5) * MAD_TO_SIGMA;
}
