/**
 * The index of the first value that is not below `value`; how many there are, where all are. @param values ascending
 */
export function lowerBound(values: Float64Array | Uint32Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
