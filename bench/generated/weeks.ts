import { type TimeRange } from '../../src/analysis/countWindows';
import { sliceByTime } from '../../src/logs/select';
import { type LogTable } from '../../src/logs/logTable';
import { DEFAULT_GENERATED_OPTIONS } from '../../src/query/settings';
import { generate } from '../../src/sources/generated/generate';
import { type Episode } from '../../src/sources/generated/truth';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const FIRST_MONDAY = Date.UTC(2026, 0, 5);
/** Has no divisor in common with 52, so that seeds that follow each other lie all over the year. */
const WEEKS_APART = 11;

/** A generated week, with the day before it that the first forecasts are told from. */
export interface Week {
  readonly seed: number;
  /** The day before and the week. */
  readonly all: LogTable;
  readonly range: TimeRange;
  readonly logs: LogTable;
  readonly episodes: readonly Episode[];
  /** By row of `logs`: 1 where an episode changed or added it. */
  readonly anomalous: Uint8Array;
}

/** The week of a seed: each has its own time of the year. */
export function weekOf(seed: number): Week {
  const fromMs = FIRST_MONDAY + ((seed * WEEKS_APART) % 52) * 7 * DAY;
  const range = { fromMs, toMs: fromMs + 7 * DAY };
  const { table, truth } = generate({ ...DEFAULT_GENERATED_OPTIONS, seed }, { ...range, fromMs: fromMs - DAY });
  const logs = sliceByTime(table, range.fromMs, range.toMs);
  const before = table.length - logs.length;
  const anomalous = new Uint8Array(logs.length);
  for (const row of truth.anomalousRows) {
    if (row >= before) {
      anomalous[row - before] = 1;
    }
  }
  return {
    seed,
    all: table,
    range,
    logs,
    episodes: truth.episodes.filter(({ endMs }) => endMs > range.fromMs),
    anomalous,
  };
}
