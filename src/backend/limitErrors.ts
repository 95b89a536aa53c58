import { LimitError, SeismologError } from '../errors';
import { type ProcessLimits, SETTING } from './limits';

const LESS = 'Choose a shorter time range or a narrower query, or lower the line limit of the data source';

/** An analysis that computed for longer than it may. */
export function timeError({ analysisSeconds }: Pick<ProcessLimits, 'analysisSeconds'>): LimitError {
  return new LimitError(
    `The analysis computed for more than ${seconds(analysisSeconds)} and was stopped. ${LESS}; ${raise('analysisSeconds')}.`,
    504
  );
}

/** A worker that took more memory than it may. */
export function memoryError({ workerMemoryMb }: Pick<ProcessLimits, 'workerMemoryMb'>): LimitError {
  return new LimitError(
    `The analysis took more than ${workerMemoryMb} MB of memory and was stopped. ${LESS}; ${raise('workerMemoryMb')}.`,
    413
  );
}

/** A query that took longer than it may, from its asking on. */
export function queryTimeError({ querySeconds }: Pick<ProcessLimits, 'querySeconds'>): LimitError {
  return new LimitError(
    `The query took more than ${seconds(querySeconds)}, with the answers of the log store, and was stopped. ${LESS}; ${raise('querySeconds')}.`,
    504
  );
}

export function crowdedError(waiting: number): LimitError {
  return new LimitError(
    `${waiting} queries of this data source are waiting already. Query less often, or fewer at once.`,
    429
  );
}

export function channelsError(open: number): LimitError {
  return new LimitError(
    `${open} live channels of this data source are open already, each with a query of its own. Close live panels, or give them the same query.`,
    429
  );
}

/** @param how "SIGSEGV", "code 1" */
export function deathError(how: string): SeismologError {
  return new SeismologError(
    `The process that worked on it ended unexpectedly (${how}). Try again; if it happens again, the details are in Grafana's log.`,
    500,
    'plugin'
  );
}

function seconds(count: number): string {
  return `${count} second${count === 1 ? '' : 's'}`;
}

function raise(name: keyof ProcessLimits): string {
  return `an administrator can raise ${SETTING[name]}`;
}
