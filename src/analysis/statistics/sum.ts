/** The sum of the cells from `from`, inclusive, to `to`, exclusive, or to the column's end; default: of all. */
export function sumBetween(column: ArrayLike<number>, from = 0, to = column.length): number {
  let sum = 0;
  const end = Math.min(to, column.length);
  // A loop by itself for counts: one that sees several types of columns is slow for each.
  if (column instanceof Uint32Array) {
    for (let i = from; i < end; i++) {
      sum += column[i];
    }
  } else {
    for (let i = from; i < end; i++) {
      sum += column[i];
    }
  }
  return sum;
}
