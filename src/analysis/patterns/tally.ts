import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';

/** Equal parts that the range is cut into for a pattern's course. */
export const PARTS = 24;

/** Logs counted by group; row k of each column is group k. */
export interface Tally {
  /** `groups * LEVELS.length` cells. */
  readonly byLevel: Uint32Array;
  /** `groups * PARTS` cells. */
  readonly perPart: Uint32Array;
  /** `groups * services` cells: 1 where the service logs it. */
  readonly services: Uint8Array;
  readonly counts: Uint32Array;
  /** The rows seen first and last. */
  readonly firstRow: Uint32Array;
  readonly lastRow: Uint32Array;
}

/** The groups of messages: a short range asks for few of the many that there are. */
export interface Grouping {
  /** Of each message its shape; below 0: none. */
  readonly templateOf: Int32Array;
  /** Of each shape its group. */
  readonly groupOfShape: Int32Array;
  /** How many groups there are; one after the last: what has no shape. */
  readonly count: number;
}

/** The group of a message. */
export function groupOf({ templateOf, groupOfShape, count }: Grouping, message: number): number {
  const shape = templateOf[message];
  return shape < 0 ? count : groupOfShape[shape];
}

/** Counts the logs of `minLevel` and above by the group of their message, those after the last group too. */
export function tally(table: LogTable, grouping: Grouping, minLevel: number): Tally {
  const groups = grouping.count + 1;
  const { length, level, timeMs, message, service } = table;
  const services = service.values.length;
  const result: Tally = {
    byLevel: new Uint32Array(groups * LEVELS.length),
    perPart: new Uint32Array(groups * PARTS),
    services: new Uint8Array(groups * services),
    counts: new Uint32Array(groups),
    firstRow: new Uint32Array(groups),
    lastRow: new Uint32Array(groups),
  };
  const { byLevel, perPart, counts, firstRow, lastRow } = result;
  const start = length > 0 ? timeMs[0] : 0;
  const perMs = length > 0 ? PARTS / (timeMs[length - 1] - start + 1) : 0;
  for (let row = 0; row < length; row++) {
    if (level[row] < minLevel) {
      continue;
    }
    const group = groupOf(grouping, message.codes[row]);
    if (counts[group] === 0) {
      firstRow[group] = row;
    }
    lastRow[group] = row;
    counts[group]++;
    byLevel[group * LEVELS.length + level[row]]++;
    perPart[group * PARTS + Math.floor((timeMs[row] - start) * perMs)]++;
    result.services[group * services + service.codes[row]] = 1;
  }
  return result;
}
