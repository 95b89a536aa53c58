/** The standard deviation that rounding alone leaves: gauges are often whole numbers, and then none is exact. */
export function rounding(values: Float64Array): number {
  const sorted = values.slice().sort();
  let least = Infinity;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] > sorted[i - 1]) {
      least = Math.min(least, sorted[i] - sorted[i - 1]);
    }
  }
  return Number.isFinite(least) ? least / Math.sqrt(12) : 0;
}
