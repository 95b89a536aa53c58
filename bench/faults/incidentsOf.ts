import { findDependencies } from '../../src/analysis/dependencies/findDependencies';
import { tableEvidence } from '../../src/analysis/evidence/tableEvidence';
import { findIncidents } from '../../src/analysis/incidents/findIncidents';
import { type Incident } from '../../src/analysis/model/analysis';
import { countLogs } from '../../src/analysis/windows/countLogs';
import { summarise, usualP95 } from '../../src/analysis/windows/totals';
import { type LogTable } from '../../src/logs/logTable';
import { concatTables, sliceByTime } from '../../src/logs/select';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../src/query/options';
import { MINUTE } from '../../src/time/units';
import { type Fault, rangeOf } from './faultDay';

/** The incidents of logs, as if there were no others, with the default options. */
export function incidentsOf(logs: LogTable): Incident[] {
  const range = rangeOf(logs);
  const { windows, counts } = countLogs(logs, range);
  const baselineP95 = usualP95(summarise(logs));
  return findIncidents(
    {
      windows,
      counts,
      dependencies: findDependencies(logs, windows, counts),
      baselineP95,
      lines: tableEvidence(logs, windows),
      options: DEFAULT_ANALYSIS_OPTIONS.incidents,
    },
    range
  );
}

/** What was known at a time (ms since the epoch): of the logs before it alone. Each time is looked at once. */
export function incidentsKnownAt(logs: LogTable): (time: number) => readonly Incident[] {
  const known = new Map<number, readonly Incident[]>();
  return (time) => {
    const found = known.get(time) ?? incidentsOf(withoutLater(logs, time));
    known.set(time, found);
    return found;
  };
}

/** Joined of one part, so that no text of a later line is left in the dictionaries. */
function withoutLater(logs: LogTable, time: number): LogTable {
  const none = sliceByTime(logs, Infinity, Infinity);
  return concatTables([sliceByTime(logs, -Infinity, time), none]);
}

/** The logs cut in the pauses before faults into parts that have as many faults each. */
export function partsOf(logs: LogTable, faults: readonly Fault[], count: number): LogTable[] {
  const times = faults.map(({ time }) => Date.parse(time)).sort((a, b) => a - b);
  const cuts = Array.from({ length: count - 1 }, (_, i) =>
    pauseBefore(logs, times[Math.round(((i + 1) * times.length) / count)])
  );
  return [-Infinity, ...cuts].map((from, i) => sliceByTime(logs, from, cuts[i] ?? Infinity));
}

/** The last time before `time` at which a minute or more without logs ends. */
function pauseBefore({ timeMs }: LogTable, time: number): number {
  let row = timeMs.findIndex((value) => value >= time);
  while (row > 1 && timeMs[row] - timeMs[row - 1] < MINUTE) {
    row--;
  }
  return timeMs[row];
}
