import { allocate, Column } from '../column';

/**
 * Where a value lies among thresholds, found through a grid of equal cells, each with the thresholds in it. A larger
 * value is never in a lower cell, so the thresholds of lower cells are below it and only those of its own cell are
 * compared.
 *
 * Bins are signed bytes: the k-th of at most MAX_THRESHOLDS thresholds is exceeded by the bins from LOWEST_BIN + k + 1
 * on.
 */
@unmanaged
@final
export class Binner {
  count: i32;
  first: f64;
  cellsPerUnit: f64;
  /** Ascending. */
  thresholds: Column<f64>;
  /** Of each cell the index of its first threshold; one more at the end. */
  starts: Column<u8>;
}

const CELLS = 2048;
const LOWEST_BIN = -128;
const MAX_THRESHOLDS = 255;

/** A bin that no other exceeds. */
const NEVER_EXCEEDED: i8 = 127;

/** Without thresholds. */
export function createBinner(): Binner {
  const binner = changetype<Binner>(allocate(offsetof<Binner>()));
  binner.count = 0;
  binner.thresholds = Column.of<f64>(MAX_THRESHOLDS);
  binner.starts = Column.of<u8>(CELLS + 2);
  return binner;
}

/** Whether a value can exceed it at all. */
export function isExceedable(threshold: f64): bool {
  return threshold < Infinity;
}

export function hasRoom(binner: Binner, more: i32): bool {
  return binner.count + more <= MAX_THRESHOLDS;
}

/** Adds a threshold, in ascending order. */
export function insert(binner: Binner, threshold: f64): void {
  const thresholds = binner.thresholds;
  let at = binner.count++;
  while (at > 0 && thresholds[at - 1] > threshold) {
    thresholds[at] = thresholds[at - 1];
    at--;
  }
  thresholds[at] = threshold;
}

/** Lays out the grid over the thresholds that were inserted. */
export function layOutCells(binner: Binner): void {
  const thresholds = binner.thresholds;
  const starts = binner.starts;
  const count = binner.count;
  const first = count > 0 ? thresholds[0] : 0;
  const last = count > 0 ? thresholds[count - 1] : 0;
  binner.first = first;
  binner.cellsPerUnit = last > first ? f64(CELLS) / (last - first) : 0;
  let cell = 0;
  for (let k = 0; k < count; k++) {
    const next = cellOf(thresholds[k], first, binner.cellsPerUnit) + 1;
    memory.fill(starts.addressOf(cell), u8(k), next - cell);
    cell = next;
  }
  memory.fill(starts.addressOf(cell), u8(count), CELLS + 2 - cell);
}

/** Puts the bin of each value into `bins`, `bins + stride`, ... */
export function binColumn(binner: Binner, values: Column<f32>, count: i32, bins: usize, stride: usize): void {
  // What no tree asks for needs no bins.
  if (binner.count === 0) {
    return;
  }
  const thresholds = binner.thresholds;
  const starts = binner.starts;
  const first = binner.first;
  const cellsPerUnit = binner.cellsPerUnit;
  let last: f32 = NaN;
  let bin: i32 = 0;
  for (let i = 0; i < count; i++, bins += stride) {
    const value = values[i];
    // In many columns a value comes many times in a row.
    if (value != last) {
      last = value;
      bin = binAmong(thresholds, starts, first, cellsPerUnit, f64(value));
    }
    store<i8>(bins, i8(bin));
  }
}

/** The last bin that doesn't exceed the threshold. */
export function binOfThreshold(binner: Binner, threshold: f64): i8 {
  return isExceedable(threshold)
    ? i8(binAmong(binner.thresholds, binner.starts, binner.first, binner.cellsPerUnit, threshold))
    : NEVER_EXCEEDED;
}

/** LOWEST_BIN and the number of thresholds below the value. */
function binAmong(thresholds: Column<f64>, starts: Column<u8>, first: f64, cellsPerUnit: f64, value: f64): i32 {
  const cell = cellOf(value, first, cellsPerUnit);
  let low = i32(starts[cell]);
  let high = i32(starts[cell + 1]);
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

function cellOf(value: f64, first: f64, cellsPerUnit: f64): i32 {
  const place = (value - first) * cellsPerUnit;
  // Not a number, infinity by nothing, is cell 0: there is but one.
  return place > 0 ? (place < CELLS ? i32(place) : CELLS) : 0;
}
