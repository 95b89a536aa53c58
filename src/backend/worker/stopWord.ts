import { CancelledError, type SeismologError } from '../../errors';
import { timeError } from '../limitErrors';
import { type ProcessLimits } from '../limits';

/** Memory that the working thread and the one beside it both see: the number of a task that is to stop, and why. */
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

/** What a task that was asked to stop ends with; undefined: it was not. */
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
