import { type LogTable } from '../../logs/logTable';
import { numberByShape } from './numberMessages';

/** Every row's group of line: those of one service and template. */
export interface MessageGroups {
  readonly ofRow: Int32Array;
  /** Lines of each group, and the row of the first. */
  readonly totals: readonly number[];
  readonly firstRow: readonly number[];
  /** The template of each, as a number: groups of several services may share it. */
  readonly templates: readonly number[];
  /** Logs that its service had before the first. */
  readonly logsBefore: readonly number[];
}

/** TextGroups that are found without a look into the map: nearly all lines are of few groups. */
const SLOTS = 4096;

/**
 * Finds the rows' groups, each different message once.
 *
 * @param shapeOf the template of each different message, as a number; left out: derived from the words that a message
 *   begins with
 */
export function messageGroups(table: LogTable, shapeOf = numberByShape(table.message.values).ofText): MessageGroups {
  const { length, message, service } = table;
  const ids = new Map<number, number>();
  const ofRow = new Int32Array(length);
  const totals: number[] = [];
  const firstRow: number[] = [];
  const templates: number[] = [];
  const logsBefore: number[] = [];
  const logs = new Uint32Array(service.values.length);
  const slotPair = new Float64Array(SLOTS).fill(-1);
  const slotId = new Int32Array(SLOTS);
  for (let row = 0; row < length; row++) {
    const shape = shapeOf[message.codes[row]];
    const by = service.codes[row];
    // A pair as one number: 32 bits of shape above 21 bits of service stay exact.
    const pair = (shape >>> 0) * 0x200000 + by;
    const slot = (shape ^ (by << 6)) & (SLOTS - 1);
    if (slotPair[slot] !== pair) {
      let id = ids.get(pair);
      if (id === undefined) {
        id = totals.length;
        ids.set(pair, id);
        totals.push(0);
        firstRow.push(row);
        templates.push(shape);
        logsBefore.push(logs[by]);
      }
      slotPair[slot] = pair;
      slotId[slot] = id;
    }
    const id = slotId[slot];
    logs[by]++;
    totals[id]++;
    ofRow[row] = id;
  }
  return { ofRow, totals, firstRow, templates, logsBefore };
}
