import { Column } from '../column';

/** Below this many values an insertion sort beats partitioning. */
const SMALL: i32 = 16;

/**
 * The median of the first `count` values, as src/analysis/statistics/quantile.ts has it: the mean of both in the middle
 * where they are even in number, NaN for none. Reorders the values. Ends for any
 * values; where NaN is among them the result says nothing.
 */
export function medianInPlace(values: Column<f64>, count: i32): f64 {
  if (count <= 0) {
    return NaN;
  }
  const middle = (count - 1) >> 1;
  const lower = select(values, middle, count);
  if (count & 1) {
    return lower;
  }
  // After select, all that is right of the middle is no smaller.
  let upper: f64 = Infinity;
  for (let i = middle + 1; i < count; i++) {
    upper = min(upper, values[i]);
  }
  return lower + (upper - lower) * 0.5;
}

/**
 * Moves the k-th smallest to index k, smaller ones to its left, larger ones to its right (quickselect, median of
 * three). Partitions by Lomuto's scheme without a branch, as it can't be foretold on which side a value belongs:
 * several times faster than Hoare's.
 */
export function select(values: Column<f64>, k: i32, count: i32): f64 {
  let left = 0;
  let right = count - 1;
  while (right - left > SMALL) {
    const pivot = medianOfThree(values[left], values[(left + right) >>> 1], values[right]);
    let next = left;
    for (let i = left; i <= right; i++) {
      const value = values[i];
      values[i] = values[next];
      values[next] = value;
      next += i32(value < pivot);
    }
    if (k < next) {
      right = next - 1;
      continue;
    }
    left = next;
    for (let i = left; i <= right; i++) {
      const value = values[i];
      values[i] = values[next];
      values[next] = value;
      next += i32(value == pivot);
    }
    if (k < next) {
      return pivot;
    }
    if (next === left) {
      // The pivot equals nothing, not even itself: there is NaN among the values, and no order.
      return NaN;
    }
    left = next;
  }
  insertionSort(values, left, right);
  return values[k];
}

function medianOfThree(a: f64, b: f64, c: f64): f64 {
  return max(min(a, b), min(max(a, b), c));
}

function insertionSort(values: Column<f64>, left: i32, right: i32): void {
  for (let i = left + 1; i <= right; i++) {
    const value = values[i];
    let j = i - 1;
    while (j >= left && values[j] > value) {
      values[j + 1] = values[j];
      j--;
    }
    values[j + 1] = value;
  }
}
