/** Chance by number of values, then by inversions: made once for each number of values. */
const tables = new Map<number, Float64Array>();

/**
 * How likely values in random order are to rise at least as steadily as these do: the Mann-Kendall test, one-sided and
 * exact, for the usual normal approximation is far off where a trend is all but perfect. Equal values count as half a fall.
 *
 * @param values in the order of time; some dozens at most, for it compares each pair
 */
export function chanceOfRise(values: Float64Array): number {
  let falls = 0;
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      falls += values[j] < values[i] ? 1 : values[j] === values[i] ? 0.5 : 0;
    }
  }
  return tableFor(values.length)[Math.ceil(falls)];
}

/** The probability that a random permutation of n values has at most so many inversions (Mahonian numbers over n!). */
function tableFor(n: number): Float64Array {
  const known = tables.get(n);
  if (known) {
    return known;
  }
  let density = Float64Array.of(1);
  for (let size = 2; size <= n; size++) {
    const next = new Float64Array((size * (size - 1)) / 2 + 1);
    let sum = 0;
    for (let inversions = 0; inversions < next.length; inversions++) {
      sum += inversions < density.length ? density[inversions] : 0;
      sum -= inversions >= size ? density[inversions - size] : 0;
      next[inversions] = sum / size;
    }
    density = next;
  }
  let sum = 0;
  const table = density.map((probability) => (sum += Math.max(0, probability)));
  tables.set(n, table);
  return table;
}
