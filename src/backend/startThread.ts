import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts a worker's thread. Beside its entry, for that is where the executable holds both. */
export function startThread(options: WorkerOptions): Worker {
  return new Worker(new URL('./thread.ts', import.meta.url), options);
}
