import { complains } from '../../logs/complains';
import { type LogTable } from '../../logs/logTable';
import { type AllColumns } from './serviceColumns';

/**
 * How many lines each sampled one stands for, so that for each service and level they sum to what was counted: a line
 * stands for those of its service, level and slice of time, and for its share of the slices from which none was taken.
 *
 * @param hasAllComplaints those stand for themselves
 */
export function weigh(table: LogTable, columns: AllColumns, slices: number, hasAllComplaints: boolean): Float64Array {
  const { startMs, windowMs, windowCount } = columns.grid;
  const services = new Set(columns.services);
  const strata = new Map<string, Strata>();
  const sliceOf = (window: number) => Math.min(slices - 1, Math.floor((window * slices) / windowCount));
  const weight = new Float64Array(table.length).fill(1);
  const locations: Array<{ own: Strata; slice: number } | undefined> = [];
  for (let row = 0; row < table.length; row++) {
    const service = table.service.values[table.service.codes[row]];
    const complaint = complains(table.level[row], table.statusCode[row]);
    if ((complaint && hasAllComplaints) || !services.has(service)) {
      locations.push(undefined);
      continue;
    }
    const level = table.level[row];
    const key = JSON.stringify([service, level, complaint]);
    let own = strata.get(key);
    if (!own) {
      const { byLevel, complaints } = columns.of(service);
      own = strataOf(slices);
      for (let window = 0; window < windowCount; window++) {
        own.counted[sliceOf(window)] += complaint
          ? complaints[level][window]
          : byLevel[level][window] - complaints[level][window];
      }
      strata.set(key, own);
    }
    const slice = sliceOf(Math.floor((table.timeMs[row] - startMs) / windowMs));
    own.taken[slice]++;
    locations.push({ own, slice });
  }
  for (const own of strata.values()) {
    const covered = own.counted.reduce((sum, count, slice) => sum + (own.taken[slice] > 0 ? count : 0), 0);
    own.scale = covered > 0 ? own.counted.reduce((sum, count) => sum + count, 0) / covered : 0;
  }
  locations.forEach((location, row) => {
    if (location) {
      const { own, slice } = location;
      weight[row] = (own.counted[slice] / own.taken[slice]) * own.scale;
    }
  });
  return weight;
}

/** The lines of one service and level, those that complain or those that don't, per slice of time. */
interface Strata {
  readonly counted: Float64Array;
  readonly taken: Uint32Array;
  scale: number;
}

function strataOf(slices: number): Strata {
  return { counted: new Float64Array(slices), taken: new Uint32Array(slices), scale: 1 };
}
