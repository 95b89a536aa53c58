/**
 * The sums of a part of a column up to before each of its cells, and of all of it at the end: what any cells have
 * together is a difference of two. Exact for counts. Always of one type, so that loops over sums see only one.
 */
export function cumulative(column: Uint32Array | Float64Array, from = 0, to = column.length): Float64Array {
  const sums = new Float64Array(to - from + 1);
  // A loop for each type of column: one that sees both is slow for either, and so is `set` where it converts.
  if (column instanceof Uint32Array) {
    for (let cell = from, sum = 0; cell < to; cell++) {
      sum += column[cell];
      sums[cell - from + 1] = sum;
    }
  } else {
    for (let cell = from, sum = 0; cell < to; cell++) {
      sum += column[cell];
      sums[cell - from + 1] = sum;
    }
  }
  return sums;
}

/** The sum of the last `width` cells that end with `cell`, or of as many as there are. */
export function sumEndingWith(sums: Float64Array, cell: number, width: number): number {
  return sums[cell + 1] - (cell < width ? 0 : sums[cell + 1 - width]);
}
