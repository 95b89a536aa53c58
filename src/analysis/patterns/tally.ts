import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';

/** Equal parts that the range is cut into for a pattern's course. */
export const PARTS = 24;

/** Logs counted by kind; row k of each column is kind k. */
export interface Tally {
  /** `kinds * LEVELS.length` cells. */
  readonly byLevel: Uint32Array;
  /** `kinds * PARTS` cells. */
  readonly perPart: Uint32Array;
  /** `kinds * services` cells: 1 where the service logs it. */
  readonly services: Uint8Array;
  readonly counts: Uint32Array;
  /** The rows seen first and last. */
  readonly firstRow: Uint32Array;
  readonly lastRow: Uint32Array;
}

/** Counts the logs of `leastLevel` and above by the kind of their message. */
export function tally(table: LogTable, kindOf: Int32Array, kinds: number, leastLevel: number): Tally {
  const { length, level, timeMs, message, service } = table;
  const services = service.values.length;
  const result: Tally = {
    byLevel: new Uint32Array(kinds * LEVELS.length),
    perPart: new Uint32Array(kinds * PARTS),
    services: new Uint8Array(kinds * services),
    counts: new Uint32Array(kinds),
    firstRow: new Uint32Array(kinds),
    lastRow: new Uint32Array(kinds),
  };
  const { byLevel, perPart, counts, firstRow, lastRow } = result;
  const start = length > 0 ? timeMs[0] : 0;
  const perMs = length > 0 ? PARTS / (timeMs[length - 1] - start + 1) : 0;
  for (let row = 0; row < length; row++) {
    if (level[row] < leastLevel) {
      continue;
    }
    const kind = kindOf[message.codes[row]];
    if (counts[kind] === 0) {
      firstRow[kind] = row;
    }
    lastRow[kind] = row;
    counts[kind]++;
    byLevel[kind * LEVELS.length + level[row]]++;
    perPart[kind * PARTS + Math.floor((timeMs[row] - start) * perMs)]++;
    result.services[kind * services + service.codes[row]] = 1;
  }
  return result;
}
