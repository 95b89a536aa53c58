/** Below this many values an insertion sort beats partitioning. */
const SMALL = 16;

/**
 * The q-quantile of `values[from..to)` by linear interpolation between ranks: numpy's and Prometheus' definition.
 * Linear time on average (quickselect, median of three). Reorders that part of `values`.
 *
 * @returns NaN for an empty part. The values must not hold NaN.
 */
export function quantileInPlace(values: Float64Array, q: number, from = 0, to = values.length): number {
  return from < to ? atRank(values, q * (to - from - 1), from, to, from) : NaN;
}

/**
 * As quantileInPlace, of several: each is looked for only among the values that the one before left above it. @param qs
 * ascending
 */
export function quantilesInPlace(values: Float64Array, qs: readonly number[], from = 0, to = values.length): number[] {
  let above = from;
  return qs.map((q) => {
    if (from >= to) {
      return NaN;
    }
    const rank = q * (to - from - 1);
    const value = atRank(values, rank, from, to, above);
    above = from + Math.floor(rank);
    return value;
  });
}

/**
 * The value at a rank of values[from..to), interpolated; what is before `above` is known to be no larger than what
 * comes from there on.
 */
function atRank(values: Float64Array, rank: number, from: number, to: number, above: number): number {
  const lower = Math.floor(rank);
  const atLower = select(values, from + lower, above, to - 1);
  if (lower === rank) {
    return atLower;
  }
  // After select, all that is right of the rank is no smaller, so the next rank is its minimum.
  let atUpper = Infinity;
  for (let i = from + lower + 1; i < to; i++) {
    if (values[i] < atUpper) {
      atUpper = values[i];
    }
  }
  return atLower + (atUpper - atLower) * (rank - lower);
}

/** As quantileInPlace, leaving `values` as they are. */
export function quantile(values: Float64Array, q: number): number {
  return quantileInPlace(values.slice(), q);
}

/**
 * Moves the k-th smallest of values[left..right] to index k, smaller ones to its left, larger ones to its right, and
 * gives it.
 */
export function select(values: Float64Array, k: number, left: number, right: number): number {
  while (right - left > SMALL) {
    const pivot = medianOfThree(values[left], values[(left + right) >>> 1], values[right]);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) {
        i++;
      }
      while (values[j] > pivot) {
        j--;
      }
      if (i <= j) {
        const swapped = values[i];
        values[i] = values[j];
        values[j] = swapped;
        i++;
        j--;
      }
    }
    if (k <= j) {
      right = j;
    } else if (k >= i) {
      left = i;
    } else {
      return values[k];
    }
  }
  insertionSort(values, left, right);
  return values[k];
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function insertionSort(values: Float64Array, left: number, right: number): void {
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
