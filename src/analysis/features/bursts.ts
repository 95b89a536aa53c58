import { type LogTable } from '../../logs/logTable';
import { groupRows, type RowGroups } from './groupRows';
import { type Kinds } from './kinds';

const MINUTE = 60_000;

/** Reach to either side, in minutes: a burst of passwords is over in minutes, a disk fills for hours. */
const REACHES = [5, 30, 120];

/** Of each log the window in which its kind is most surprisingly frequent. */
export interface Bursts {
  /**
   * ln of how many times less than 1 the probability is that so many of the kind came there by chance, by Chernoff's bound
   * for a Poisson count: n ln(n / e) - (n - e). 0 where there are no more than expected.
   */
  readonly surprise: Float32Array;
  /** Others of the kind in that window, how many were expected, and the window's whole length in minutes. */
  readonly count: Float32Array;
  readonly expected: Float32Array;
  readonly minutes: Float32Array;
}

/**
 * Looks around each log for others of its kind, within its service. Expected is the kind's share of the service's logs, so that
 * busy hours are no burst. Linear in the logs.
 */
export function findBursts(table: LogTable, services: RowGroups, kinds: Kinds): Bursts {
  const { length, timeMs } = table;
  const ofKind = groupRows(kinds.codes, kinds.count);
  const surprise = new Float32Array(length);
  const count = new Float32Array(length);
  const expected = new Float32Array(length);
  const minutes = new Float32Array(length);
  const inService = new Uint32Array(length);
  const inKind = new Uint32Array(length);
  for (const reach of REACHES) {
    countWithin(timeMs, services, reach * MINUTE, inService);
    countWithin(timeMs, ofKind, reach * MINUTE, inKind);
    for (let row = 0; row < length; row++) {
      const others = inKind[row] - 1;
      const kind = kinds.codes[row];
      const service = table.service.codes[row];
      const share =
        (ofKind.starts[kind + 1] - ofKind.starts[kind]) / (services.starts[service + 1] - services.starts[service]);
      const usual = share * inService[row];
      if (others > usual) {
        const bound = others * Math.log(others / usual) - (others - usual);
        if (bound > surprise[row]) {
          surprise[row] = bound;
          count[row] = others;
          expected[row] = usual;
          minutes[row] = 2 * reach;
        }
      }
    }
  }
  return { surprise, count, expected, minutes };
}

/** How many rows of its group lie within reach of each row, itself among them. */
function countWithin(timeMs: Float64Array, { rows, starts }: RowGroups, reach: number, into: Uint32Array): void {
  for (let group = 0; group + 1 < starts.length; group++) {
    const end = starts[group + 1];
    let first = starts[group];
    let next = first;
    for (let i = first; i < end; i++) {
      const time = timeMs[rows[i]];
      while (time - timeMs[rows[first]] > reach) {
        first++;
      }
      while (next < end && timeMs[rows[next]] - time <= reach) {
        next++;
      }
      into[rows[i]] = next - first;
    }
  }
}
