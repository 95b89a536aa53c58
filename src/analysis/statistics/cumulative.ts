/**
 * The sums of a part of a column up to before each of its cells, and of all of it at the end: what any cells have together is a
 * difference of two. Exact for counts. Always of one type, so that loops over sums see only one.
 */
export function cumulative(column: Uint32Array | Float64Array, from = 0, to = column.length): Float64Array {
  const sums = new Float64Array(to - from + 1);
  sums.set(column.subarray(from, to), 1);
  for (let i = 1; i < sums.length; i++) {
    sums[i] += sums[i - 1];
  }
  return sums;
}

/** The sum of the last `width` cells that end with `cell`, or of as many as there are. */
export function sumEndingWith(sums: Float64Array, cell: number, width: number): number {
  return sums[cell + 1] - (cell < width ? 0 : sums[cell + 1 - width]);
}
