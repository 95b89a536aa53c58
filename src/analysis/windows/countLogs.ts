import { ERROR, LEVELS, UNKNOWN } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { quantileInPlace } from '../statistics/quantile';
import { type TimeRange, windowGrid } from './grid';
import { type WindowCounts } from './windowCounts';
import { type WindowTable } from '../../logs/windowTable';

/** As countLogs: the windows alone. */
export function countWindows(table: LogTable, range: TimeRange): WindowTable {
  return countLogs(table, range).windows;
}

/**
 * Counts logs per service and window, services by name. Linear in the logs. P95 is exact (linear interpolation).
 * Logs outside the range are not counted.
 * @param also services that are there without logs, too
 */
export function countLogs(
  table: LogTable,
  range: TimeRange,
  also?: ReadonlySet<string>
): { windows: WindowTable; counts: WindowCounts } {
  const { names, codeToIndex } = servicesByName(table, also);
  const grid = windowGrid(range, names.length);
  const { startMs, windowMs, windowCount } = grid;
  const cells = names.length * windowCount;
  const byLevel = LEVELS.map(() => new Uint32Array(cells));
  const logs = new Uint32Array(cells);
  const known = new Uint32Array(cells);
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
    const cell = codeToIndex[codes[row]] * windowCount + Math.floor((time - startMs) / windowMs);
    byLevel[level[row]][cell]++;
    logs[cell]++;
    if (level[row] > UNKNOWN) {
      known[cell]++;
    }
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
    counts: { logs, known, errors },
  };
}

/** Gathers each cell's values side by side (a counting sort), then selects within each. */
export function quantilePerCell(
  cellOf: Int32Array,
  counts: Uint32Array,
  values: Float64Array,
  q: number
): Float64Array {
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

/**
 * The names of services that have logs, sorted, and each dictionary code's place among them (-1: no logs).
 * @param also further names
 */
export function servicesByName(
  table: LogTable,
  also: ReadonlySet<string> = new Set()
): { names: string[]; codeToIndex: Int32Array } {
  const { values, codes } = table.service;
  const seen = new Uint8Array(values.length);
  let unseen = values.length;
  for (let row = 0; row < table.length && unseen > 0; row++) {
    unseen -= 1 - seen[codes[row]];
    seen[codes[row]] = 1;
  }
  const names = [...new Set([...values.filter((_, code) => seen[code]), ...also])].sort();
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const codeToIndex = Int32Array.from(values, (name, code) => (seen[code] ? (indexOf.get(name) ?? -1) : -1));
  return { names, codeToIndex };
}
