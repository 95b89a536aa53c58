import { type Worker } from 'node:worker_threads';
import { type Analysis } from '../analysis/model/analysis';
import { CancelledError, SeismologError } from '../errors';
import { type AnalysisRequest } from '../query/resolved';
import { type Log } from './log';
import { logsKey } from './logsKey';
import { fromPlainError } from './plainError';
import { type FromWorker, type ToWorker } from './workerMessages';

export interface PoolOptions {
  createWorker: () => Worker;
  /** Analyses at once, each in a thread of its own. */
  maxThreads: number;
  /** A thread that has had nothing to do for this long ends, and gives its memory back. */
  idleMs: number;
  /** A thread that goes on for this long after its job was cancelled is stopped. */
  graceMs: number;
  log: Log;
}

interface Job {
  id: number;
  request: AnalysisRequest;
  /** Tells which logs the request reads: a thread that has read them before has most of them still. */
  logs: string;
  cancelled: Int32Array;
  resolve: (analysis: Analysis) => void;
  reject: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  job?: Job;
  /** What it read last. */
  logs?: string;
  timer?: NodeJS.Timeout;
}

/** Threads that analyse. One that dies takes only its own job with it and is replaced when the next job comes. */
export class WorkerPool {
  private readonly threads = new Set<Thread>();
  private readonly queue: Job[] = [];
  private lastId = 0;

  constructor(private readonly options: PoolOptions) {}

  /** @throws CancelledError, what the analysis throws, or an error that says that its thread died */
  run(request: AnalysisRequest, signal: AbortSignal): Promise<Analysis> {
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      const cancelled = new Int32Array(new SharedArrayBuffer(4));
      const job: Job = { id, request, logs: logsKey(request), cancelled, resolve, reject };
      const cancel = () => this.cancel(job);
      signal.addEventListener('abort', cancel, { once: true });
      this.queue.push(job);
      if (signal.aborted) {
        cancel();
      }
      this.assign();
    });
  }

  private assign(): void {
    for (let job = this.queue[0]; job !== undefined; job = this.queue[0]) {
      const thread = this.idleThread(job.logs) ?? this.start();
      if (!thread) {
        return;
      }
      this.queue.shift();
      clearTimeout(thread.timer);
      thread.job = job;
      thread.logs = job.logs;
      const { id, request, cancelled } = job;
      this.post(thread, { type: 'run', id, request, cancelled });
    }
  }

  /** The one that read these logs last, else any. */
  private idleThread(logs: string): Thread | undefined {
    const idle = [...this.threads].filter(({ job }) => !job);
    return idle.find((thread) => thread.logs === logs) ?? idle[0];
  }

  private start(): Thread | undefined {
    if (this.threads.size >= this.options.maxThreads) {
      return undefined;
    }
    const thread: Thread = { worker: this.options.createWorker() };
    this.threads.add(thread);
    thread.worker.on('message', (message: FromWorker) => this.settle(thread, message));
    thread.worker.on('error', (error) => {
      this.options.log.error('An analysis thread failed', { stack: error.stack ?? error.message });
    });
    thread.worker.on('exit', () => this.replace(thread));
    return thread;
  }

  private settle(thread: Thread, message: FromWorker): void {
    const { job } = thread;
    if (job?.id !== message.id) {
      return;
    }
    thread.job = undefined;
    if (message.type === 'done') {
      job.resolve(message.analysis);
    } else {
      job.reject(fromPlainError(message.error));
    }
    this.stopAfter(thread, this.options.idleMs);
    this.assign();
  }

  private replace(thread: Thread): void {
    clearTimeout(thread.timer);
    this.threads.delete(thread);
    thread.job?.reject(
      new SeismologError(
        "The analysis stopped unexpectedly. Try again; the details are in Grafana's log.",
        500,
        'plugin'
      )
    );
    this.assign();
  }

  private cancel(job: Job): void {
    const thread = [...this.threads].find((candidate) => candidate.job === job);
    const position = this.queue.indexOf(job);
    if (position >= 0) {
      this.queue.splice(position, 1);
    } else if (thread) {
      Atomics.store(job.cancelled, 0, 1);
      this.post(thread, { type: 'cancel', id: job.id });
      this.stopAfter(thread, this.options.graceMs);
    }
    job.reject(new CancelledError());
  }

  private stopAfter(thread: Thread, ms: number): void {
    clearTimeout(thread.timer);
    thread.timer = setTimeout(() => this.retire(thread), ms).unref();
  }

  /** Out of the set at once, so that no job is given to a thread that is about to end. */
  private retire(thread: Thread): void {
    this.threads.delete(thread);
    void thread.worker.terminate();
    this.assign();
  }

  private post(thread: Thread, message: ToWorker): void {
    thread.worker.postMessage(message);
  }
}
