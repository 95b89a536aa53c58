import { type LogTable } from '../../../logs/logTable';
import { type WindowTable } from '../../../logs/windowTable';

/**
 * For each cell the row of a line that shows best what was the matter: of the highest level, then the slowest; -1:
 * none.
 */
export function exampleRows(
  { timeMs, service, level, responseTime, length }: LogTable,
  windows: WindowTable
): Int32Array {
  const rows = new Int32Array(windows.services.length * windows.windowCount).fill(-1);
  const indexOf = new Map(windows.services.map((name, index) => [name, index]));
  const indexOfCode = service.values.map((name) => indexOf.get(name) ?? -1);
  for (let row = 0; row < length; row++) {
    const window = Math.floor((timeMs[row] - windows.startMs) / windows.windowMs);
    const index = indexOfCode[service.codes[row]];
    if (index < 0 || window < 0 || window >= windows.windowCount) {
      continue;
    }
    const cell = index * windows.windowCount + window;
    const known = rows[cell];
    const isBetter =
      known < 0 ||
      level[row] > level[known] ||
      (level[row] === level[known] && responseTime[row] > (responseTime[known] || 0));
    if (isBetter) {
      rows[cell] = row;
    }
  }
  return rows;
}
