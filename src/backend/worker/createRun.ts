import { CancelledError } from '../../errors';
import { type AnalyzeOptions } from '../../pipeline/analyzeSource';
import { memorySaver, PROCESS_MEMORY } from '../../pipeline/memory';
import { type AnalysisRequest } from '../../query/resolved';
import { leastShare, type ProcessLimits } from '../limits';
import { type Forgettable, IDLE_BYTES, MemoryBudget } from './memoryBudget';
import { type FromThread } from './messages';
import { stopError, type StopWord } from './stopWord';

/** There are several workers: each has to be small, bytes. */
const ENOUGH_BYTES = 150e6;

/** Garbage is collected when it is this share of what is in use: a whole collection takes as long as half a refresh. */
const GARBAGE = 0.5;

/** What an analysis takes for each line that it may read: of 400,000 generated logs 190 MB. */
const BYTES_PER_LINE = 500;

export interface RunOptions {
  stop: StopWord;
  limits: ProcessLimits;
  post: (message: FromThread) => void;
  /** The call that a signal is of. */
  idOf: Pick<WeakMap<AbortSignal, number>, 'get'>;
  kept: Forgettable;
}

/**
 * Runs analyses, and reports for which calls: the process may be ended any time, and then these are to blame.
 */
export function createRun({ stop, limits, post, idOf, kept }: RunOptions) {
  const budget = new MemoryBudget({
    maxBytes: limits.memoryMb * 1e6,
    leastBytes: leastShare(limits),
    endBytes: limits.workerMemoryMb * 1e6 - IDLE_BYTES,
    kept,
  });
  const saveMemory = memorySaver(PROCESS_MEMORY, ENOUGH_BYTES, GARBAGE);
  let last = 0;

  /** Reports that it works for these calls, until the work is done. */
  async function work<T>(calls: readonly number[], act: (task: number) => Promise<T>): Promise<T> {
    const task = ++last;
    post({ type: 'working', task, calls });
    try {
      return await act(task);
    } finally {
      post({ type: 'rested', task });
    }
  }

  /**
   * @param request says how many lines may be read
   * @throws LimitError, CancelledError, and what is thrown in it
   */
  async function run<Request extends Pick<AnalysisRequest, 'settings'>, T>(
    request: Request,
    act: (request: Request, options: Omit<AnalyzeOptions, 'source'>) => Promise<T>,
    signal: AbortSignal,
    callers: ReadonlySet<AbortSignal>
  ): Promise<T> {
    if (signal.aborted) {
      throw new CancelledError();
    }
    const calls = () => [...callers].map((caller) => idOf.get(caller)).filter((id) => id !== undefined);
    const analyse = (task: number) => {
      const onProgress = () => {
        budget.keep();
        post({ type: 'working', task, calls: calls() });
      };
      const checkpoint = () => {
        const error = stopError(stop, task, limits);
        if (error) {
          throw error;
        }
        saveMemory();
        budget.keep();
      };
      return act(request, { signal, checkpoint, onProgress, onStep: onProgress });
    };
    return budget.run(signal, request.settings.lineLimit * BYTES_PER_LINE, () => work(calls(), analyse));
  }

  return { run, work, share: (bytes: number) => budget.share(bytes) };
}
