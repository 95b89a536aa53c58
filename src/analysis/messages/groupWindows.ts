import { type LogTable } from '../../logs/logTable';
import { type WindowGrid } from '../../logs/windowTable';
import { type MessageGroups } from './messageGroups';

/** The window of each row; -1: outside of all. */
export function windowsOfRows(
  { timeMs, length }: LogTable,
  { startMs, windowMs, windowCount }: WindowGrid
): Int32Array {
  const ofRow = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const window = Math.floor((timeMs[row] - startMs) / windowMs);
    ofRow[row] = window >= 0 && window < windowCount ? window : -1;
  }
  return ofRow;
}

/** The windows of the lines of some groups, each group's ascending; lines outside of all windows are left out. */
export function windowsOfGroups(
  kept: readonly number[],
  { ofRow, totals }: MessageGroups,
  windowOfRow: Int32Array
): Uint32Array[] {
  const placeOf = new Int32Array(totals.length).fill(-1);
  const next = new Uint32Array(kept.length);
  let total = 0;
  kept.forEach((group, place) => {
    placeOf[group] = place;
    next[place] = total;
    total += totals[group];
  });
  const starts = next.slice();
  const gathered = new Uint32Array(total);
  for (let row = 0; row < ofRow.length; row++) {
    const place = placeOf[ofRow[row]];
    if (place >= 0 && windowOfRow[row] >= 0) {
      gathered[next[place]++] = windowOfRow[row];
    }
  }
  return kept.map((_, place) => gathered.subarray(starts[place], next[place]));
}

/** How many lines each window has. */
export function countsOf(lines: Uint32Array, windows: number): Uint32Array {
  const counts = new Uint32Array(windows);
  for (let line = 0; line < lines.length; line++) {
    counts[lines[line]]++;
  }
  return counts;
}
