import { type TimeRange } from '../../src/analysis/windows/grid';
import { sliceByTime } from '../../src/logs/select';
import { type LogTable } from '../../src/logs/logTable';
import { DEFAULT_GENERATED_OPTIONS, type FaultMix } from '../../src/query/settings';
import { generate } from '../../src/sources/generated/generate';
import { type Episode } from '../../src/sources/generated/truth';
import { HOUR, DAY } from '../../src/time/units';

const FIRST_MONDAY = Date.UTC(2026, 0, 5);
/** Has no divisor in common with 52, so that seeds that follow each other lie all over the year. */
const WEEKS_APART = 11;

/** A generated week, with the days before it that the first forecasts are derived from. */
export interface Week {
  readonly seed: number;
  /** The days before and the week. */
  readonly all: LogTable;
  readonly daysBefore: number;
  readonly range: TimeRange;
  readonly logs: LogTable;
  readonly episodes: readonly Episode[];
  /** Rows of `logs` that an episode changed or added, ascending. */
  readonly anomalousRows: Uint32Array;
}

/** When the week of a seed begins: each has its own time of the year. */
export function firstDayOf(seed: number): number {
  return FIRST_MONDAY + ((seed * WEEKS_APART) % 52) * 7 * DAY;
}

/** @param volume times the usual logs a day */
export function weekOf(
  seed: number,
  { volume = 1, daysBefore = 1, faults }: { volume?: number; daysBefore?: number; faults?: FaultMix } = {}
): Week {
  const fromMs = firstDayOf(seed);
  const range = { fromMs, toMs: fromMs + 7 * DAY };
  const { table, truth } = generate(
    { seed, logsPerDay: volume * DEFAULT_GENERATED_OPTIONS.logsPerDay, faults },
    { ...range, fromMs: fromMs - daysBefore * DAY }
  );
  const logs = sliceByTime(table, range.fromMs, range.toMs);
  const before = table.length - logs.length;
  return {
    seed,
    all: table,
    daysBefore,
    range,
    logs,
    episodes: truth.episodes.filter(({ endMs }) => endMs > range.fromMs),
    anomalousRows: truth.anomalousRows.filter((row) => row >= before).map((row) => row - before),
  };
}

/** Generated logs of any length and volume, and what is anomalous in them. */
export interface Stretch {
  readonly logs: LogTable;
  readonly range: TimeRange;
  /** Those that have logs in the range. */
  readonly episodes: readonly Episode[];
  /** Ascending. */
  readonly anomalousRows: Uint32Array;
}

/** Has no divisor in common with the 168 hours of a week, so that short stretches begin at any hour of it. */
const HOURS_APART = 41;

/**
 * The stretch of a seed: a whole week begins on a Monday as `weekOf` has it, a shorter one at any hour of that week.
 */
export function stretchOf(seed: number, days: number, logsPerDay: number): Stretch {
  const weekMs = FIRST_MONDAY + ((seed * WEEKS_APART) % 52) * 7 * DAY;
  const fromMs = weekMs + (days % 7 === 0 ? 0 : ((seed * HOURS_APART) % 168) * HOUR);
  const range = { fromMs, toMs: fromMs + days * DAY };
  const { table, truth } = generate({ seed, logsPerDay }, range);
  return { logs: table, range, episodes: truth.episodes, anomalousRows: truth.anomalousRows };
}
