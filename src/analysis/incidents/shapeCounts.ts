import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../windows';
import { lineShape } from './lineShape';
import { type ShapeCount } from './lineEvidence';

/** Kinds of fewer lines are too rare to be missed. */
const LEAST_LINES = 50;

/** Cells of all kinds together. */
const MAX_CELLS = 2_000_000;

/** The frequent kinds of lines of each service, counted per window; the most frequent ones where there are too many. */
export function shapeCounts(table: LogTable, windows: WindowTable): ShapeCount[] {
  const { message, service, timeMs } = table;
  const { values, codes } = message;
  const serviceIndex = new Map(windows.services.map((name, index) => [name, index]));
  const indexOfCode = Int32Array.from(service.values, (name) => serviceIndex.get(name) ?? -1);

  // Ids of (service, shape) pairs; a message that two services share is looked up again where it changes hands.
  const ids = new Map<number, number>();
  const shapes = new Int32Array(values.length);
  const known = new Uint8Array(values.length);
  const idOfRow = new Int32Array(table.length);
  const totals: number[] = [];
  const examples: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const code = codes[row];
    if (known[code] === 0) {
      known[code] = 1;
      shapes[code] = lineShape(values[code]);
    }
    // A pair as one number: 32 bits of shape above 21 bits of service stay exact.
    const pair = (shapes[code] >>> 0) * 0x200000 + service.codes[row];
    let id = ids.get(pair);
    if (id === undefined) {
      id = totals.length;
      ids.set(pair, id);
      totals.push(0);
      examples.push(row);
    }
    totals[id]++;
    idOfRow[row] = id;
  }

  const most = Math.floor(MAX_CELLS / windows.windows);
  const kept = Array.from(totals.keys())
    .filter((id) => totals[id] >= LEAST_LINES)
    .sort((a, b) => totals[b] - totals[a] || a - b)
    .slice(0, most);
  const columns: Array<Uint32Array | undefined> = new Array<Uint32Array | undefined>(totals.length).fill(undefined);
  kept.forEach((id) => (columns[id] = new Uint32Array(windows.windows)));
  for (let row = 0; row < table.length; row++) {
    const window = Math.floor((timeMs[row] - windows.startMs) / windows.windowMs);
    const column = columns[idOfRow[row]];
    if (column && window >= 0 && window < windows.windows) {
      column[window]++;
    }
  }
  return kept.flatMap((id) => {
    const counts = columns[id];
    const row = examples[id];
    return counts ? [{ service: indexOfCode[service.codes[row]], example: values[codes[row]], counts }] : [];
  });
}
