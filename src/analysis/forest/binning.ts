const CELLS = 2048;

/** Bins are signed bytes: the k-th of at most 255 thresholds is exceeded by the bins from LOWEST_BIN + k + 1 on. */
export const LOWEST_BIN = -128;
export const MAX_THRESHOLDS = 255;

/**
 * Where a value lies among thresholds, found through a grid of equal cells, each with the thresholds in it. A larger value is
 * never in a lower cell, so the thresholds of lower cells are below it and only those of its own cell are compared.
 */
export interface Binner {
  readonly thresholds: Float64Array;
  readonly first: number;
  readonly cellsPerUnit: number;
  /** Of each cell the index of its first threshold; one more at the end. */
  readonly starts: Uint8Array;
}

/** @param thresholds ascending, at most MAX_THRESHOLDS */
export function createBinner(thresholds: Float64Array): Binner {
  const first = thresholds[0] ?? 0;
  const last = thresholds[thresholds.length - 1] ?? 0;
  const cellsPerUnit = last > first ? CELLS / (last - first) : 0;
  const starts = new Uint8Array(CELLS + 2);
  let cell = 0;
  for (let k = 0; k < thresholds.length; k++) {
    const next = cellOf(thresholds[k], first, cellsPerUnit) + 1;
    starts.fill(k, cell, next);
    cell = next;
  }
  starts.fill(thresholds.length, cell);
  return { thresholds, first, cellsPerUnit, starts };
}

/**
 * Puts LOWEST_BIN and the number of thresholds below each value into `bins[offset]`, `bins[offset + stride]`, ...
 */
export function binColumn(
  binner: Binner,
  column: Float32Array,
  start: number,
  count: number,
  bins: Int8Array,
  offset: number,
  stride: number
): void {
  let last = NaN;
  let bin = 0;
  for (let i = start, at = offset; i < start + count; i++, at += stride) {
    const value = column[i];
    // In many columns a value comes many times in a row.
    if (value !== last) {
      last = value;
      bin = binOf(binner, value);
    }
    bins[at] = bin;
  }
}

/** LOWEST_BIN and the number of thresholds below the value. */
export function binOf({ thresholds, first, cellsPerUnit, starts }: Binner, value: number): number {
  const cell = cellOf(value, first, cellsPerUnit);
  let low = starts[cell];
  let high = starts[cell + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (thresholds[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low + LOWEST_BIN;
}

function cellOf(value: number, first: number, cellsPerUnit: number): number {
  const place = (value - first) * cellsPerUnit;
  return place < 0 ? 0 : place >= CELLS ? CELLS : place | 0;
}
