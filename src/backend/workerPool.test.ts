import { Worker } from 'node:worker_threads';
import { CancelledError, QueryError } from '../errors';
import { type AnalysisRequest } from '../query/resolved';
import { createLog } from './log';
import { WorkerPool } from './workerPool';

/** A thread that does what a request's `expr` says. */
const THREAD = `
  const { parentPort, threadId } = require('node:worker_threads');
  const jobs = new Map();
  parentPort.on('message', ({ type, id, request, cancelled }) => {
    const done = (found) => parentPort.postMessage({ id, type: 'done', analysis: { threadId, ...found } });
    const failed = (error) => parentPort.postMessage({ id, type: 'failed', error });
    const cancelledError = { name: 'CancelledError', message: '', stack: '' };
    if (type === 'cancel') {
      jobs.get(id)?.();
    } else if (request.expr === 'answer') {
      done({});
    } else if (request.expr === 'fail') {
      failed({ name: 'QueryError', message: 'no such stream', stack: '', known: { status: 400, source: 'downstream' } });
    } else if (request.expr === 'bug') {
      failed({ name: 'TypeError', message: 'x is undefined', stack: 'at analyse' });
    } else if (request.expr === 'wait') {
      jobs.set(id, () => failed(cancelledError));
    } else if (request.expr === 'spin') {
      while (Atomics.load(cancelled, 0) === 0);
      failed(cancelledError);
    } else if (request.expr === 'die') {
      process.exit(1);
    }
  });
`;

const request = (expr: string) => ({ expr }) as AnalysisRequest;

function setup(options: { maxThreads?: number; graceMs?: number; idleMs?: number } = {}) {
  const workers: Worker[] = [];
  const createWorker = () => {
    const worker = new Worker(THREAD, { eval: true });
    workers.push(worker);
    return worker;
  };
  const log = createLog(() => undefined);
  pools.push(workers);
  const pool = new WorkerPool({ createWorker, maxThreads: 1, idleMs: 60_000, graceMs: 60_000, log, ...options });
  return {
    pool,
    workers,
    run: (expr: string, signal = new AbortController().signal) => pool.run(request(expr), signal),
  };
}

const pools: Worker[][] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).flatMap((workers) => workers.map((worker) => worker.terminate())));
});

describe('WorkerPool', () => {
  it('gives what the thread answers, and uses the thread again', async () => {
    const { run, workers } = setup();
    expect(await run('answer')).toEqual(await run('answer'));
    expect(workers).toHaveLength(1);
  });

  it('starts no more threads than allowed, and lets the other jobs wait for their turn', async () => {
    const { run, workers } = setup({ maxThreads: 2 });
    await Promise.all(Array.from({ length: 6 }, () => run('answer')));
    expect(workers).toHaveLength(2);
  });

  it('gives a request to the thread that has read its logs before', async () => {
    const { pool, run } = setup({ maxThreads: 2 });
    const other = { expr: 'answer', settings: { defaultExpr: 'other' } } as AnalysisRequest;
    const { signal } = new AbortController();
    const first = await Promise.all([run('answer'), pool.run(other, signal)]);
    expect(first[0]).not.toEqual(first[1]);
    const again = await Promise.all([pool.run(other, signal), run('answer')]);
    expect(again).toEqual([first[1], first[0]]);
  });

  it('gives an error for users as it was thrown', async () => {
    const { run } = setup();
    await expect(run('fail')).rejects.toMatchObject({
      name: QueryError.name,
      message: 'no such stream',
      status: 400,
      source: 'downstream',
    });
  });

  it('gives a bug as a bug, with the stack of the thread', async () => {
    await expect(setup().run('bug')).rejects.toMatchObject({ name: 'TypeError', stack: 'at analyse' });
  });

  it('fails the job of a thread that dies, and has the next one done by a new thread', async () => {
    const { run, workers } = setup();
    const next = [run('die'), run('answer')];
    await expect(next[0]).rejects.toMatchObject({ status: 500, message: expect.stringContaining('Try again') });
    await expect(next[1]).resolves.toBeDefined();
    expect(workers).toHaveLength(2);
  });

  it.each(['wait', 'spin'])('cancels a job that is busy to %s', async (expr) => {
    const { run, workers } = setup();
    const leaving = new AbortController();
    const job = run(expr, leaving.signal);
    const next = run('answer');
    leaving.abort();
    await expect(job).rejects.toThrow(CancelledError);
    await expect(next).resolves.toBeDefined();
    expect(workers).toHaveLength(1);
  });

  it('never starts a job that was cancelled while it waited', async () => {
    const { run } = setup();
    const leaving = new AbortController();
    const first = new AbortController();
    const busy = run('wait', first.signal);
    const waiting = run('die', leaving.signal);
    leaving.abort();
    first.abort();
    await expect(waiting).rejects.toThrow(CancelledError);
    await expect(busy).rejects.toThrow(CancelledError);
    await expect(run('answer')).resolves.toBeDefined();
  });

  it('stops a thread that does not heed a cancellation', async () => {
    const { run, workers } = setup({ graceMs: 1 });
    const leaving = new AbortController();
    const job = run('ignore', leaving.signal);
    leaving.abort();
    await expect(job).rejects.toThrow(CancelledError);
    await expect(run('answer')).resolves.toBeDefined();
    expect(workers).toHaveLength(2);
  });

  it('ends a thread that has nothing to do, and starts another when there is', async () => {
    const { run, workers } = setup({ idleMs: 1 });
    await run('answer');
    await new Promise((resolve) => workers[0].once('exit', resolve));
    await expect(run('answer')).resolves.toBeDefined();
    expect(workers).toHaveLength(2);
  });
});
