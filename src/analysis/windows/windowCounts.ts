import { ERROR, UNKNOWN } from '../../logs/level';
import { type WindowTable } from '../../logs/windowTable';

/** Columns derived from a window table's: cells as in the table. */
export interface WindowCounts {
  readonly logs: Uint32Array;
  /** Logs whose level is known: what rates of errors are of. */
  readonly known: Uint32Array;
  /** ERROR and worse. */
  readonly errors: Uint32Array;
}

export function windowCounts(windows: WindowTable): WindowCounts {
  const cells = windows.services.length * windows.windowCount;
  const logs = new Uint32Array(cells);
  const known = new Uint32Array(cells);
  const errors = new Uint32Array(cells);
  windows.byLevel.forEach((counts, level) => {
    for (let cell = 0; cell < cells; cell++) {
      logs[cell] += counts[cell];
    }
    if (level > UNKNOWN) {
      for (let cell = 0; cell < cells; cell++) {
        known[cell] += counts[cell];
      }
    }
    if (level >= ERROR) {
      for (let cell = 0; cell < cells; cell++) {
        errors[cell] += counts[cell];
      }
    }
  });
  return { logs, known, errors };
}
