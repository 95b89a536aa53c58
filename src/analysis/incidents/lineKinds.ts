import { type LogTable } from '../../logs/logTable';
import { lineShape } from './lineShape';

/** Every row's kind of line: those of one service that begin with the same words. */
export interface LineKinds {
  readonly ofRow: Int32Array;
  /** Lines of each kind, and the row of the first. */
  readonly totals: readonly number[];
  readonly firstRow: readonly number[];
}

/** Reads each different message once. */
export function lineKinds({ length, message, service }: LogTable): LineKinds {
  const { values, codes } = message;
  // Ids of (service, shape) pairs; a message that two services share is looked up again where it changes hands.
  const ids = new Map<number, number>();
  const shapes = new Int32Array(values.length);
  const known = new Uint8Array(values.length);
  const ofRow = new Int32Array(length);
  const totals: number[] = [];
  const firstRow: number[] = [];
  for (let row = 0; row < length; row++) {
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
      firstRow.push(row);
    }
    totals[id]++;
    ofRow[row] = id;
  }
  return { ofRow, totals, firstRow };
}
