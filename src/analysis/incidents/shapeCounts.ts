import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../windows';
import { type ShapeCount } from './lineEvidence';
import { type LineKinds } from './lineKinds';

/** Kinds of fewer lines are too rare to be missed. */
const LEAST_LINES = 50;

/** Cells of all kinds together. */
const MAX_CELLS = 2_000_000;

/** The frequent kinds of lines of each service, counted per window; the most frequent ones where there are too many. */
export function shapeCounts(
  { timeMs, length, message, service }: LogTable,
  windows: WindowTable,
  { ofRow, totals, firstRow }: LineKinds
): ShapeCount[] {
  const serviceIndex = new Map(windows.services.map((name, index) => [name, index]));
  const most = Math.floor(MAX_CELLS / windows.windows);
  const kept = Array.from(totals.keys())
    .filter((id) => totals[id] >= LEAST_LINES)
    .sort((a, b) => totals[b] - totals[a] || a - b)
    .slice(0, most);
  const columns: Array<Uint32Array | undefined> = new Array<Uint32Array | undefined>(totals.length).fill(undefined);
  kept.forEach((id) => (columns[id] = new Uint32Array(windows.windows)));
  for (let row = 0; row < length; row++) {
    const window = Math.floor((timeMs[row] - windows.startMs) / windows.windowMs);
    const column = columns[ofRow[row]];
    if (column && window >= 0 && window < windows.windows) {
      column[window]++;
    }
  }
  return kept.flatMap((id) => {
    const counts = columns[id];
    const row = firstRow[id];
    const index = serviceIndex.get(service.values[service.codes[row]]);
    return counts && index !== undefined
      ? [{ service: index, example: message.values.at(message.codes[row]), counts }]
      : [];
  });
}
