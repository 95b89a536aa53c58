import { ERROR, INFO } from '../../../logs/level';
import { type LogRecord, type LogTable } from '../../../logs/logTable';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../../query/options';
import { type Incident } from '../../model/analysis';
import { countWindows } from '../../windows/countLogs';
import { type TimeRange } from '../../windows/grid';
import { summarise, usualP95 } from '../../windows/totals';
import { windowCounts } from '../../windows/windowCounts';
import { tableOf } from '../../../logs/testing/tableOf';
import { findIncidents } from '../findIncidents';
import { NO_LINES } from '../../evidence/lineEvidence';
import { tableEvidence } from '../../evidence/tableEvidence';
import { MINUTE } from '../../../time/units';

/* Logs for tests of incidents, and the incidents found in them. */

export type Log = Partial<LogRecord>;

export const START = Date.UTC(2026, 0, 5);
export const MINUTES = 180;
export const range: TimeRange = { fromMs: START, toMs: START + MINUTES * MINUTE };

/** Ten logs a minute of each service, all well but for a rare error, changed by `change` (undefined: left out). */
export function logsOf(
  services: readonly string[],
  change: (log: Log, minute: number, i: number) => Log | undefined
): Log[] {
  return Array.from({ length: MINUTES }, (_, minute) =>
    services.flatMap((service, s) =>
      Array.from({ length: 10 }, (__, i): Log | undefined =>
        change(
          {
            timeMs: START + minute * MINUTE + i * 6000 + s,
            service,
            level: (minute * 10 + i) % 97 === 0 ? ERROR : INFO,
            message: 'handled',
            responseTime: 80 + ((minute * 7 + i * 13) % 40),
          },
          minute,
          i
        )
      )
    )
  )
    .flat()
    .filter((log) => log !== undefined);
}

export function incidentsOf(logs: readonly Log[], at: TimeRange = range, withLines = true): Incident[] {
  return incidentsIn(tableOf(logs.filter(({ timeMs = 0 }) => timeMs >= at.fromMs && timeMs < at.toMs)), at, withLines);
}

/** @param table has the logs of the range and no others */
export function incidentsIn(
  table: LogTable,
  at: TimeRange,
  withLines = true,
  options = DEFAULT_ANALYSIS_OPTIONS.incidents
): Incident[] {
  const windows = countWindows(table, at);
  const baselineP95 = usualP95(summarise(table));
  const lines = withLines ? tableEvidence(table, windows) : NO_LINES;
  return findIncidents({ windows, counts: windowCounts(windows), baselineP95, lines, options }, at);
}

export const between = (minute: number, from: number, to: number) => minute >= from && minute < to;
export const minuteOf = (ms: number) => (ms - START) / MINUTE;
