import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { logBin, scoresOfBins } from '../statistics/normalScores';
import { slowCells } from '../series/slowCells';

/** Response times of services, a histogram each: a service's begins with its lowest bin. */
interface BinnedResponses {
  /** The cell of each row, as in the window table; -1: it has no response time, or is outside of all windows. */
  readonly cellOfRow: Int32Array;
  readonly binOfRow: Int16Array;
  /** Each service's lowest bin, and one column of counts per service. */
  readonly first: Int16Array;
  readonly counts: readonly Uint32Array[];
}

/**
 * How slow the responses of each window are for their service: the sum of their normal scores among its responses in
 * the windows that are not far slower than its others. Linear in the logs.
 *
 * @param windowOfRow the window of each row; -1: outside of all
 * @returns cells as in the window table
 */
export function responseScores(table: LogTable, windows: WindowTable, windowOfRow: Int32Array): Float64Array {
  const binned = binResponses(table, windows, windowOfRow);
  const all = sumScores(binned, windows);
  const isSlow = slowCells(all, windows);
  if (!isSlow) {
    return all;
  }
  const { cellOfRow, binOfRow, first, counts } = binned;
  for (let row = 0; row < cellOfRow.length; row++) {
    const cell = cellOfRow[row];
    if (cell >= 0 && isSlow[cell] === 1) {
      const service = Math.floor(cell / windows.windowCount);
      counts[service][binOfRow[row] - first[service]]--;
    }
  }
  return sumScores(binned, windows);
}

function binResponses(table: LogTable, windows: WindowTable, windowOfRow: Int32Array): BinnedResponses {
  const { length, responseTime, service } = table;
  const { services, windowCount } = windows;
  const indexOf = new Map(services.map((name, index) => [name, index]));
  const serviceIndex = Int32Array.from(service.values, (name) => indexOf.get(name) ?? -1);
  const cellOfRow = new Int32Array(length).fill(-1);
  const binOfRow = new Int16Array(length);
  const first = new Int16Array(services.length).fill(0x7fff);
  const last = new Int16Array(services.length).fill(-0x8000);
  for (let row = 0; row < length; row++) {
    const index = serviceIndex[service.codes[row]];
    if (index >= 0 && windowOfRow[row] >= 0 && responseTime[row] === responseTime[row]) {
      cellOfRow[row] = index * windowCount + windowOfRow[row];
      const bin = (binOfRow[row] = logBin(responseTime[row]));
      first[index] = bin < first[index] ? bin : first[index];
      last[index] = bin > last[index] ? bin : last[index];
    }
  }
  const counts = services.map((_, index) => new Uint32Array(Math.max(0, last[index] - first[index] + 1)));
  for (let row = 0; row < length; row++) {
    if (cellOfRow[row] >= 0) {
      const index = serviceIndex[service.codes[row]];
      counts[index][binOfRow[row] - first[index]]++;
    }
  }
  return { cellOfRow, binOfRow, first, counts };
}

function sumScores({ cellOfRow, binOfRow, first, counts }: BinnedResponses, windows: WindowTable): Float64Array {
  const scores = counts.map((column) => (column.length > 0 ? scoresOfBins(column) : new Float64Array()));
  const sums = new Float64Array(windows.responses.length);
  for (let row = 0; row < cellOfRow.length; row++) {
    const cell = cellOfRow[row];
    if (cell >= 0) {
      const service = Math.floor(cell / windows.windowCount);
      sums[cell] += scores[service][binOfRow[row] - first[service]];
    }
  }
  return sums;
}
