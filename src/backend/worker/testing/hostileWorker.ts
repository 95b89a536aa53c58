import { Worker } from 'node:worker_threads';
import { supervise } from '../supervisor';

/* A worker whose thread does what the path of a resource says: see hostileThread.ts. */

supervise((options) => new Worker(new URL('./hostileThread.ts', import.meta.url), options));
