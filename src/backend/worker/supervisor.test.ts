import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { readLimits } from '../limits';
import { createLog } from '../log';
import { WorkerPool } from '../pool/pool';

/* A real process under Bun, whose thread does what no thread should. */

const environment = { GF_PLUGIN_ANALYSIS_SECONDS: '1', GF_PLUGIN_WORKER_MEMORY_MB: '256' };
const owner = { org: 1, source: '1/logs' };
const workers: ChildProcess[] = [];
const bun = execFileSync('node', ['scripts/bun.mjs', '-p', 'process.execPath'], { encoding: 'utf8' }).trim();

function startWorker(): ChildProcess {
  const worker = spawn(bun, [path.join(__dirname, 'testing/hostileWorker.ts')], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Node and Bun have no other language in common.
    serialization: 'json',
    env: { ...process.env, ...environment },
  });
  workers.push(worker);
  return worker;
}

function createPool() {
  const limits = readLimits(environment, 2, () => undefined);
  const log = createLog(() => undefined);
  const pool = new WorkerPool({ spawn: startWorker, limits, idleMs: 60_000, log, onSaid: () => undefined });
  return async (what: string, signal = new AbortController().signal): Promise<number> => {
    const request = { pluginContext: null, path: what, method: 'GET', url: '' };
    return (await pool.run('resource', request, { owner, logs: '', signal })).code;
  };
}

const ended = (worker: ChildProcess) => new Promise((resolve) => worker.once('exit', resolve));

afterEach(() => workers.splice(0).forEach((worker) => worker.kill('SIGKILL')));

describe('a worker', () => {
  it.each([
    ['spin', 'spins in WebAssembly', 504, /computed for more than 1 second /],
    ['hoard', 'takes all memory', 413, /took more than 256 MB/],
    ['throw', 'throws', 500, /ended unexpectedly/],
    ['exit', 'ends', 500, /ended unexpectedly/],
  ])('whose thread on "%s" %s fails that call, and the next one is answered', async (what, _, status, message) => {
    const ask = createPool();
    const before = await ask('answer');
    await expect(ask(what)).rejects.toMatchObject({ status, message: expect.stringMatching(message) });
    expect(await ask('answer')).not.toBe(before);
  });

  it('is replaced for others while its thread spins', async () => {
    const ask = createPool();
    const spinning = expect(ask('spin')).rejects.toMatchObject({ status: 504 });
    await expect(ask('answer')).resolves.toBeGreaterThan(0);
    await spinning;
  });

  it('ends when the process is gone that asks it, also while its thread spins', async () => {
    const ask = createPool();
    const spinning = ask('spin').catch(() => undefined);
    const [worker] = workers;
    await new Promise((resolve) =>
      worker.on('message', ({ type }: { type: string }) => type === 'working' && resolve(''))
    );
    worker.disconnect();
    await ended(worker);
    await spinning;
  });
});
