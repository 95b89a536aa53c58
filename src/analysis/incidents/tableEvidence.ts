import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type LineEvidence } from './lineEvidence';

/** Evidence from the lines of a table. */
export function tableEvidence(table: LogTable): LineEvidence {
  const { level, timeMs } = table;
  const errors: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (level[row] >= ERROR) {
      errors.push(row);
    }
  }
  return {
    firstError(fromMs, toMs) {
      const row = errors[firstAt(errors, timeMs, fromMs)];
      if (row === undefined || timeMs[row] > toMs) {
        return undefined;
      }
      return {
        timeMs: timeMs[row],
        service: table.service.values[table.service.codes[row]],
        message: table.message.values[table.message.codes[row]],
      };
    },
  };
}

/** The first place in `rows` whose time is not before `time`. */
function firstAt(rows: readonly number[], timeMs: Float64Array, time: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeMs[rows[middle]] < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
