import { CancelledError, type SeismologError } from '../../errors';
import { timeError } from '../limitErrors';
import { type ProcessLimits } from '../limits';

/** Memory that the thread shares with its supervisor: the number of a task that is to stop, and why. */
export type StopWord = Int32Array;

/** Why a task is asked to stop: nobody waits for it, or it computed for too long. */
export type StopReason = 'cancelled' | 'time';

const REASONS: readonly StopReason[] = ['cancelled', 'time'];

export function createStopWord(): StopWord {
  return new Int32Array(new SharedArrayBuffer(8));
}

export function askToStop(word: StopWord, task: number, reason: StopReason): void {
  Atomics.store(word, 1, REASONS.indexOf(reason));
  Atomics.store(word, 0, task);
}

/** The error that a task ends with when it was asked to stop; undefined: it was not asked. */
export function stopError(
  word: StopWord,
  task: number,
  limits: Pick<ProcessLimits, 'analysisSeconds'>
): SeismologError | undefined {
  if (Atomics.load(word, 0) !== task) {
    return undefined;
  }
  return REASONS[Atomics.load(word, 1)] === 'time' ? timeError(limits) : new CancelledError();
}
