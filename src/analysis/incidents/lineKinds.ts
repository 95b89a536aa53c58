import { type LogTable } from '../../logs/logTable';
import { numberByShape } from '../texts/numberTexts';

/** Every row's kind of line: those of one service and template. */
export interface LineKinds {
  readonly ofRow: Int32Array;
  /** Lines of each kind, and the row of the first. */
  readonly totals: readonly number[];
  readonly firstRow: readonly number[];
  /** Logs that its service had before the first. */
  readonly logsBefore: readonly number[];
}

/**
 * Tells the rows' kinds apart, each different message once.
 *
 * @param templateOf the template of each different message, as a number; left out: told from the words that a message begins with
 */
export function lineKinds({ length, message, service }: LogTable, templateOf?: Int32Array): LineKinds {
  const { values, codes } = message;
  // Ids of (service, shape) pairs; a message that two services share is looked up again where it changes hands.
  const ids = new Map<number, number>();
  const shapes = templateOf ?? numberByShape(values);
  const ofRow = new Int32Array(length);
  const totals: number[] = [];
  const firstRow: number[] = [];
  const logsBefore: number[] = [];
  const logs = new Uint32Array(service.values.length);
  for (let row = 0; row < length; row++) {
    const code = codes[row];
    // A pair as one number: 32 bits of shape above 21 bits of service stay exact.
    const pair = (shapes[code] >>> 0) * 0x200000 + service.codes[row];
    let id = ids.get(pair);
    if (id === undefined) {
      id = totals.length;
      ids.set(pair, id);
      totals.push(0);
      firstRow.push(row);
      logsBefore.push(logs[service.codes[row]]);
    }
    logs[service.codes[row]]++;
    totals[id]++;
    ofRow[row] = id;
  }
  return { ofRow, totals, firstRow, logsBefore };
}
