import { LEVELS, ERROR } from '../logs/level';
import { type LogTable } from '../logs/logTable';
import { quantileInPlace } from './statistics/quantile';
import { type WindowCounts } from './summary/windowCounts';
import { type WindowGrid, type WindowTable } from './windows';

const MINUTE = 60_000;

/** Widths that divide an hour, a day or a week, so that windows of any two ranges lie alike. */
const WIDTHS = [1, 5, 15, 60, 360, 1440, 10_080].map((minutes) => minutes * MINUTE);

/** 8 days and 8 hours of minutes. */
const MAX_WINDOWS = 12_000;

/** A cell takes about 50 bytes in all columns. */
const MAX_CELLS = 2_000_000;

export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The grid that a range is counted on: minutes for up to 8 days, wider windows beyond, or for very many services.
 * Depends on the range's length and the number of services only, so that a store can count on the same grid.
 */
export function windowGrid(range: TimeRange, services: number): WindowGrid {
  const grids = WIDTHS.map((windowMs) => {
    const startMs = Math.floor(range.fromMs / windowMs) * windowMs;
    return { startMs, windowMs, windows: Math.max(1, Math.ceil((range.toMs - startMs) / windowMs)) };
  });
  const length = range.toMs - range.fromMs;
  // By the length and not by the windows: where the range begins within a window must not change the width.
  const fits = (grid: WindowGrid) =>
    length / grid.windowMs <= MAX_WINDOWS && (length / grid.windowMs) * services <= MAX_CELLS;
  return grids.find(fits) ?? grids[grids.length - 1];
}

/** As countLogs: the windows alone. */
export function countWindows(table: LogTable, range: TimeRange): WindowTable {
  return countLogs(table, range).windows;
}

/**
 * Counts logs per service and window, services by name. Linear in the logs. P95 is exact (linear interpolation).
 * Logs outside the range are not counted.
 */
export function countLogs(table: LogTable, range: TimeRange): { windows: WindowTable; counts: WindowCounts } {
  const { names, codeToIndex } = servicesByName(table);
  const grid = windowGrid(range, names.length);
  const { startMs, windowMs, windows } = grid;
  const cells = names.length * windows;
  const byLevel = LEVELS.map(() => new Uint32Array(cells));
  const logs = new Uint32Array(cells);
  const errors = new Uint32Array(cells);
  const failures = new Uint32Array(cells);
  const responses = new Uint32Array(cells);
  const responseSum = new Float64Array(cells);
  const { timeMs, level, statusCode, responseTime } = table;
  const { codes } = table.service;

  const cellOf = new Int32Array(table.length);
  for (let row = 0; row < table.length; row++) {
    const time = timeMs[row];
    if (time < range.fromMs || time >= range.toMs) {
      cellOf[row] = -1;
      continue;
    }
    const cell = codeToIndex[codes[row]] * windows + Math.floor((time - startMs) / windowMs);
    byLevel[level[row]][cell]++;
    logs[cell]++;
    const isError = level[row] >= ERROR;
    if (isError) {
      errors[cell]++;
    }
    if (isError || statusCode[row] >= 500) {
      failures[cell]++;
    }
    const response = responseTime[row];
    if (response === response) {
      responses[cell]++;
      responseSum[cell] += response;
      cellOf[row] = cell;
    } else {
      cellOf[row] = -1;
    }
  }
  const responseP95 = quantilePerCell(cellOf, responses, responseTime, 0.95);
  return {
    windows: { ...grid, services: names, byLevel, failures, responses, responseSum, responseP95 },
    counts: { logs, errors },
  };
}

/** Gathers each cell's values side by side (a counting sort), then selects within each. */
function quantilePerCell(cellOf: Int32Array, counts: Uint32Array, values: Float64Array, q: number): Float64Array {
  const next = new Uint32Array(counts.length);
  let total = 0;
  for (let cell = 0; cell < counts.length; cell++) {
    next[cell] = total;
    total += counts[cell];
  }
  const gathered = new Float64Array(total);
  for (let row = 0; row < cellOf.length; row++) {
    const cell = cellOf[row];
    if (cell >= 0) {
      gathered[next[cell]++] = values[row];
    }
  }
  const result = new Float64Array(counts.length).fill(NaN);
  for (let cell = 0; cell < counts.length; cell++) {
    // Most cells have but one value.
    if (counts[cell] === 1) {
      result[cell] = gathered[next[cell] - 1];
    } else if (counts[cell] > 1) {
      result[cell] = quantileInPlace(gathered, q, next[cell] - counts[cell], next[cell]);
    }
  }
  return result;
}

/** The names of services that have logs, sorted, and each dictionary code's place among them (-1: no logs). */
export function servicesByName(table: LogTable): { names: string[]; codeToIndex: Int32Array } {
  const { values, codes } = table.service;
  const seen = new Uint8Array(values.length);
  let unseen = values.length;
  for (let row = 0; row < table.length && unseen > 0; row++) {
    unseen -= 1 - seen[codes[row]];
    seen[codes[row]] = 1;
  }
  const names = values.filter((_, code) => seen[code]).sort();
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const codeToIndex = Int32Array.from(values, (name, code) => (seen[code] ? (indexOf.get(name) ?? -1) : -1));
  return { names, codeToIndex };
}
