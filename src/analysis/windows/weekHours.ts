import { ERROR, UNKNOWN } from '../../logs/level';
import { type WindowTable } from '../../logs/windowTable';
import { cyclic } from '../../time/cyclic';
import { DAY, HOUR } from '../../time/units';

/** The days of a week in the order of its parts; the first three letters are a short name. */
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** "00:00" to "23:00". */
export const DAY_HOURS: readonly string[] = Array.from(
  { length: 24 },
  (_, hour) => `${String(hour).padStart(2, '0')}:00`
);

/** The epoch was a Thursday. */
const EPOCH_DAY = 3;

/** The day of the week of a time on the wall clock: 0 to 6, from Monday on. */
export function weekdayOf(localMs: number): number {
  return cyclic(Math.floor(localMs / DAY) + EPOCH_DAY, 7);
}

/** What was counted in each of several parts of a week; a cell of each column a part. */
export interface WeekParts {
  /** How long each part lasted in all, in milliseconds: a range may have one more Monday than Tuesdays. */
  readonly lengthMs: Float64Array;
  readonly logs: Float64Array;
  /** Logs whose level is known. */
  readonly known: Float64Array;
  /** ERROR and worse. */
  readonly errors: Float64Array;
  readonly responses: Float64Array;
  /** Milliseconds. */
  readonly responseSum: Float64Array;
}

export interface WeekHoursOptions {
  /** Indices of the services that count; left out: all. */
  readonly services?: Iterable<number>;
  /** From time (ms since the epoch) to the wall clock that the hours are of; left out: UTC. */
  readonly toWallClock?: (timeMs: number) => number;
  /** Of the time before (ms since the epoch) nothing is known: it is no part of any hour. Left out: all is known. */
  readonly knownFromMs?: number;
}

/**
 * What was counted in each hour of the week: cell `day * 24 + hour`, the day 0 to 6 from Monday on, the hour 0 to 23.
 * A window counts for the hour that it begins in.
 */
export function weekHours(table: WindowTable, options: WeekHoursOptions = {}): WeekParts {
  const { services = table.services.keys(), toWallClock = (timeMs) => timeMs, knownFromMs = -Infinity } = options;
  const { startMs, windowMs, windowCount } = table;
  const parts = emptyParts(7 * 24);
  const partOf = new Uint8Array(windowCount);
  for (let window = 0; window < windowCount; window++) {
    const fromMs = startMs + window * windowMs;
    const localMs = toWallClock(fromMs);
    const part = weekdayOf(localMs) * 24 + cyclic(Math.floor(localMs / HOUR), 24);
    partOf[window] = part;
    parts.lengthMs[part] += Math.max(0, fromMs + windowMs - Math.max(fromMs, knownFromMs));
  }
  for (const service of services) {
    const from = service * windowCount;
    const addTo = (sums: Float64Array, column: Uint32Array | Float64Array) =>
      addUp(column.subarray(from, from + windowCount), partOf, sums);
    table.byLevel.forEach((counts, level) => {
      addTo(parts.logs, counts);
      if (level !== UNKNOWN) {
        addTo(parts.known, counts);
      }
      if (level >= ERROR) {
        addTo(parts.errors, counts);
      }
    });
    addTo(parts.responses, table.responses);
    addTo(parts.responseSum, table.responseSum);
  }
  return parts;
}

function addUp(column: Uint32Array | Float64Array, partOf: Uint8Array, sums: Float64Array): void {
  // A loop for each type of column: one that sees both is slow for either.
  if (column instanceof Uint32Array) {
    for (let window = 0; window < column.length; window++) {
      sums[partOf[window]] += column[window];
    }
  } else {
    for (let window = 0; window < column.length; window++) {
      sums[partOf[window]] += column[window];
    }
  }
}

/** Hours of the week put together: by hour of the day (24 parts), or by day of the week (7 parts, Monday first). */
export function partsBy(by: 'hour' | 'day', week: WeekParts): WeekParts {
  const parts = emptyParts(by === 'hour' ? 24 : 7);
  for (let hour = 0; hour < week.lengthMs.length; hour++) {
    const part = by === 'hour' ? hour % 24 : Math.floor(hour / 24);
    for (const column of COLUMNS) {
      parts[column][part] += week[column][hour];
    }
  }
  return parts;
}

/** An average hour of each part; NaN where the range has none of it. */
export function perHour({ lengthMs }: WeekParts, counts: Float64Array): Float64Array {
  return counts.map((count, part) => (lengthMs[part] > 0 ? (count * HOUR) / lengthMs[part] : NaN));
}

const COLUMNS = ['lengthMs', 'logs', 'known', 'errors', 'responses', 'responseSum'] as const;

function emptyParts(length: number): WeekParts {
  const column = () => new Float64Array(length);
  return {
    lengthMs: column(),
    logs: column(),
    known: column(),
    errors: column(),
    responses: column(),
    responseSum: column(),
  };
}
