import { type ResponseTimeHistogram } from '../model/analysis';

const BINS_PER_DECADE = 10;

/** Decades of milliseconds: a nanosecond to 11 days. What is outside goes to the first or the last bin. */
const MIN_DECADE = -6;
const MAX_DECADE = 9;

/**
 * Response times in bins of equal ratio, ten a decade, from the lowest value to the highest.
 *
 * @param values milliseconds; NaN: none
 * @param p95 the marker, milliseconds
 * @param weights how many responses each value stands for; default: 1
 * @returns undefined where there is no response time
 */
export function responseTimeHistogram(
  values: Float64Array,
  p95: number,
  weights?: Float64Array
): ResponseTimeHistogram | undefined {
  const allBins = (MAX_DECADE - MIN_DECADE) * BINS_PER_DECADE;
  const edges = Float64Array.from({ length: allBins + 1 }, (_, i) => 10 ** (MIN_DECADE + i / BINS_PER_DECADE));
  const counts = new Uint32Array(allBins);
  let first = allBins;
  let last = -1;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === value && weights?.[row] !== 0) {
      const bin = binOf(value, edges);
      counts[bin] += weights ? weights[row] : 1;
      first = bin < first ? bin : first;
      last = bin > last ? bin : last;
    }
  }
  return last < 0 ? undefined : { edges: edges.slice(first, last + 2), counts: counts.slice(first, last + 1), p95 };
}

function binOf(value: number, edges: Float64Array): number {
  if (!(value >= edges[0])) {
    return 0;
  }
  const last = edges.length - 2;
  const bin = Math.min(last, Math.floor((Math.log10(value) - MIN_DECADE) * BINS_PER_DECADE));
  // The logarithm rounds: an edge itself may come out a bin too low or too high.
  if (value < edges[bin]) {
    return bin - 1;
  }
  return bin < last && value >= edges[bin + 1] ? bin + 1 : bin;
}
