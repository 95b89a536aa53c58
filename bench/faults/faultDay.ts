import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findDependencies } from '../../src/analysis/dependencies/findDependencies';
import { countLogs } from '../../src/analysis/windows/countLogs';
import { type LogTable } from '../../src/logs/logTable';
import { readFileLogs } from '../../src/sources/file/fileSource';
import { MINUTE } from '../../src/time/units';

/** After this a fault is taken to be over. */
const SETTLED = 4 * MINUTE;

/** As labelled. */
export interface Fault {
  /** ISO 8601. */
  readonly time: string;
  readonly service: string;
  readonly type: string;
}

/** The logs of a day with faults that were injected into it. */
export interface FaultDay {
  readonly faults: readonly Fault[];
  readonly logs: LogTable;
  /** The services that a fault of each can reach: itself, and those that depend on it, directly or not. */
  readonly reachedFrom: (service: string) => ReadonlySet<string>;
  /** The starts of minutes that have logs and in which no fault was, nor had been a while before. */
  readonly quietMinutes: readonly number[];
}

export async function readFaultDay(folder: string): Promise<FaultDay> {
  const faults: Fault[] = JSON.parse(readFileSync(path.join(folder, 'faults.json'), 'utf8'));
  const { table: logs } = await readFileLogs(path.join(folder, 'logs.ndjson.gz'), { mapping: {} });
  return faultDayOf(logs, faults);
}

/** Logs with the faults in them, whoever put them there. */
export function faultDayOf(logs: LogTable, faults: readonly Fault[]): FaultDay {
  const minutes = [...new Set(logs.timeMs.map((time) => Math.floor(time / MINUTE) * MINUTE))];
  const times = faults.map(({ time }) => Date.parse(time));
  return {
    faults,
    logs,
    reachedFrom: callersOf(logs),
    quietMinutes: minutes.filter((start) => !times.some((time) => start + MINUTE > time && start < time + SETTLED)),
  };
}

/** What the logs lie in, ms since the epoch. */
export function rangeOf({ timeMs, length }: LogTable): { fromMs: number; toMs: number } {
  return { fromMs: timeMs[0], toMs: timeMs[length - 1] + 1 };
}

function callersOf(logs: LogTable): FaultDay['reachedFrom'] {
  const { windows, counts } = countLogs(logs, rangeOf(logs));
  const dependencies = findDependencies(logs, windows, counts);
  return (service) => {
    const reached = new Set([service]);
    // A set that grows while it is gone through gives what was added, too.
    for (const name of reached) {
      dependencies.filter(({ to }) => to === name).forEach(({ from }) => reached.add(from));
    }
    return reached;
  };
}
