import { type ChildProcess, spawn } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { CancelledError, LimitError, QueryError } from '../../errors';
import { readLimits } from '../limits';
import { createLog } from '../log';
import { type CallResourceResponse } from '../proto/messages';
import { NOTHING_KNOWN } from '../state/known';
import { type Said } from '../worker/messages';
import { WorkerPool } from './pool';

/**
 * A worker that does what the path of a resource says, and answers with its process id as the code. Its argument is its
 * number.
 */
const WORKER = `
  const say = (message) => process.send(message);
  const rest = (id) => say({ type: 'rested', task: id });
  const end = (id) => {
    rest(id);
    say({ type: 'end', id });
  };
  const fail = (id, error) => {
    rest(id);
    say({ type: 'failed', id, error });
  };
  const answer = (id) => {
    say({ type: 'piece', id, bytes: Buffer.from('well') });
    say({ type: 'answer', id, rest: { code: process.pid, headers: {}, body: { $pieces: 1 } } });
    end(id);
  };
  const waiting = new Map();
  let others = 0;
  process.on('disconnect', () => process.exit());
  process.on('message', ({ type, id, request, bytes }) => {
    if (type === 'others') {
      others = bytes;
      return;
    }
    if (type === 'cancel') {
      waiting.get(id)?.();
      return;
    }
    if (type !== 'call') {
      answer(waiting.id);
      return;
    }
    say({ type: 'working', task: id, calls: [id] });
    const path = request.path;
    if (path === 'answer' || path === 'answer in ' + process.argv[1]) {
      answer(id);
    } else if (path === 'fail') {
      const known = { status: 400, source: 'downstream' };
      fail(id, { name: 'QueryError', message: 'no such stream', stack: '', known });
    } else if (path === 'bug') {
      fail(id, { name: 'TypeError', message: 'x is undefined', stack: 'at analyse' });
    } else if (path === 'wait' || path === 'hang') {
      const error = { name: 'CancelledError', message: '', stack: '' };
      waiting.set(id, () => path === 'wait' && fail(id, error));
    } else if (path === 'deaf') {
      say({ type: 'beat', blockedMs: 5000, residentBytes: 1 });
    } else if (path === 'grow') {
      say({ type: 'beat', blockedMs: 0, residentBytes: 1e12 });
      answer(id);
    } else if (path === 'others') {
      say({ type: 'answer', id, rest: { code: others, headers: {}, body: '' } });
      end(id);
    } else if (path === 'die') {
      process.kill(process.pid, 'SIGKILL');
    } else if (path === 'die of time' || path === 'die of memory') {
      say({ type: 'ends', reason: path.slice(7), calls: [id] });
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 10);
    } else if (path === 'die of memory in ' + process.argv[1]) {
      say({ type: 'ends', reason: 'memory', calls: [id] });
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 10);
    } else if (path.startsWith('die of memory in ')) {
      answer(id);
    } else if (path === 'recall') {
      waiting.id = id;
      say({ type: 'recall', key: 'shop' });
    }
  });
`;

const limits = { ...readLimits({}, 2, () => undefined), analysisSeconds: 60, workerMemoryMb: 500 };
const alive: ChildProcess[] = [];

interface Asked {
  uid?: string;
  org?: number;
  logs?: string;
  signal?: AbortSignal;
}

function setup(options: Partial<ConstructorParameters<typeof WorkerPool>[0]> = {}) {
  const workers: ChildProcess[] = [];
  const start = () => {
    const worker = spawn(process.execPath, ['-e', WORKER, String(workers.length)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    workers.push(worker);
    alive.push(worker);
    return worker;
  };
  const log = createLog(() => undefined);
  const pool = new WorkerPool({ spawn: start, limits, idleMs: 60_000, log, onSaid: () => undefined, ...options });
  const caller = ({ uid = 'logs', org = 1, logs = '', signal = new AbortController().signal }: Asked) => {
    setMaxListeners(0, signal);
    return { owner: { org, source: `${org}/${uid}` }, logs, signal };
  };
  const run = (path: string, asked: Asked = {}) =>
    pool.run('resource', { pluginContext: null, path, method: 'GET', url: '' }, caller(asked));
  return { pool, workers, run, caller };
}

const pidOf = async (answer: Promise<CallResourceResponse>) => (await answer).code;

afterEach(() => alive.splice(0).forEach((worker) => worker.kill('SIGKILL')));

describe('WorkerPool', () => {
  it('starts no worker before there is work, and uses the same again', async () => {
    const { run, workers } = setup();
    expect(workers).toHaveLength(0);
    expect(await pidOf(run('answer'))).toBe(await pidOf(run('answer')));
    expect(workers).toHaveLength(1);
  });

  it('gives a call to the worker that has read its logs before', async () => {
    const { run } = setup();
    const both = () => Promise.all([pidOf(run('answer')), pidOf(run('answer', { uid: 'other' }))]);
    const [first, other] = await both();
    expect(other).not.toBe(first);
    expect(await pidOf(run('answer', { uid: 'other' }))).toBe(other);
    expect(await both()).toEqual([first, other]);
  });

  it('opens a hundred live channels of one data source, and more as some are closed; others have theirs', async () => {
    const { pool, caller } = setup();
    const gone: AbortController[] = [];
    const open = (uid: string) => {
      const own = new AbortController();
      gone.push(own);
      const request = { pluginContext: null, path: 'wait', data: new Uint8Array() };
      return pool
        .stream(request, caller({ uid, signal: own.signal }), () => undefined)
        .catch((error: unknown) => error);
    };
    const channels = Array.from({ length: 100 }, () => open('logs'));
    const refused = { status: 429, message: expect.stringContaining('100 live channels of this data source') };
    expect(await open('logs')).toMatchObject(refused);
    channels.push(open('other'));
    gone[0].abort();
    expect(await channels[0]).toBeInstanceOf(CancelledError);
    channels.push(open('logs'));
    expect(await open('logs')).toMatchObject(refused);
    gone.forEach((own) => own.abort());
    expect((await Promise.all(channels)).every((end) => end instanceof CancelledError)).toBe(true);
  });

  it('gives an error for users as it was thrown', async () => {
    await expect(setup().run('fail')).rejects.toMatchObject({
      name: QueryError.name,
      message: 'no such stream',
      status: 400,
      source: 'downstream',
    });
  });

  it('gives a bug as a bug, with the stack of the worker', async () => {
    await expect(setup().run('bug')).rejects.toMatchObject({ name: 'TypeError', stack: 'at analyse' });
  });

  it.each([
    ['die', 500, /ended unexpectedly \(SIGKILL\)\. Try again/],
    ['die of time', 504, /computed for more than 60 seconds.*Choose a shorter time range.*analysis_seconds/],
    ['die of memory', 413, /took more than 500 MB of memory.*worker_memory_mb/],
  ])(
    'fails a call that makes its worker %s, and has the next one answered by another',
    async (path, status, message) => {
      const { run, workers } = setup();
      await expect(run(path)).rejects.toMatchObject({ status, message: expect.stringMatching(message) });
      await expect(run('answer')).resolves.toBeDefined();
      expect(workers).toHaveLength(2);
    }
  );

  it('has the calls of others answered that were with a worker that died', async () => {
    const { run, workers } = setup({ limits: { ...limits, workers: 1 } });
    const waiting = new AbortController();
    const innocent = run('wait', { signal: waiting.signal });
    await expect(run('die')).rejects.toThrow('ended unexpectedly');
    const answered = run('answer', { uid: 'other' });
    await expect(answered).resolves.toBeDefined();
    waiting.abort();
    await expect(innocent).rejects.toThrow(CancelledError);
    expect(workers).toHaveLength(2);
  });

  it('has a call answered by another worker where its own ran out of memory that others may have taken', async () => {
    const { run } = setup({ limits: { ...limits, workers: 1 } });
    const waiting = new AbortController();
    const other = run('wait', { uid: 'other', signal: waiting.signal });
    await expect(run('die of memory in 0')).resolves.toBeDefined();
    waiting.abort();
    await expect(other).rejects.toThrow(CancelledError);
  });

  it('has a call answered by another worker where its own was killed before it began', async () => {
    const { run } = setup();
    const killed = await pidOf(run('answer'));
    process.kill(killed, 'SIGKILL');
    expect(await pidOf(run('answer'))).not.toBe(killed);
  });

  it('gives a call up that brings down one worker after the other', async () => {
    const { run, workers } = setup({ limits: { ...limits, workers: 1 } });
    const innocent = expect(run('hang')).rejects.toThrow('ended unexpectedly');
    for (let i = 0; i < 3; i++) {
      await expect(run('die')).rejects.toThrow('ended unexpectedly');
    }
    await innocent;
    expect(workers).toHaveLength(3);
  });

  it('moves the calls of other data sources away from a worker that computes for one', async () => {
    const { run, workers } = setup({ limits: { ...limits, workers: 2 } });
    const gone = new AbortController();
    const { signal } = gone;
    const busy = [run('hang', { signal }), run('wait', { org: 2, signal })];
    const shared = run('answer in 1', { org: 3 });
    busy.push(run('deaf', { signal }));
    expect(await pidOf(shared)).toBe(workers[1].pid);
    gone.abort();
    await Promise.all(busy.map((call) => expect(call).rejects.toThrow(CancelledError)));
  });

  it.each(['wait', 'hang'])('cancels a call whose worker is busy to %s', async (path) => {
    const { run, workers } = setup();
    const leaving = new AbortController();
    const call = run(path, { signal: leaving.signal });
    leaving.abort();
    await expect(call).rejects.toThrow(CancelledError);
    await expect(run('answer')).resolves.toBeDefined();
    expect(workers).toHaveLength(1);
  });

  it('starts nothing for who has gone already', async () => {
    const { run, workers } = setup();
    await expect(run('answer', { signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
    expect(workers).toHaveLength(0);
  });

  it('lets calls wait where a data source has all that it may have, and forgets those that leave', async () => {
    const { run, workers } = setup();
    const gone = new AbortController();
    const waiting = Array.from({ length: 70 }, () => run('wait', { signal: gone.signal }));
    const late = run('answer');
    gone.abort();
    await Promise.all(waiting.map((call) => expect(call).rejects.toThrow(CancelledError)));
    await expect(late).resolves.toBeDefined();
    expect(workers).toHaveLength(1);
  });

  it('refuses calls where hundreds wait already', async () => {
    const { run } = setup();
    const gone = new AbortController();
    const waiting = Array.from({ length: 564 }, () => run('wait', { signal: gone.signal }));
    await expect(run('answer')).rejects.toMatchObject({ name: LimitError.name, status: 429 });
    await expect(run('answer', { uid: 'other' })).resolves.toBeDefined();
    gone.abort();
    await Promise.allSettled(waiting);
  });

  it('gives a call up that takes too long, whatever it waits for', async () => {
    const { run } = setup({ limits: { ...limits, querySeconds: 0.05 } });
    await expect(run('wait')).rejects.toMatchObject({ status: 504, message: expect.stringContaining('query_seconds') });
  });

  it('ends a worker that has had nothing to do for a while', async () => {
    const { run, workers } = setup({ idleMs: 10 });
    await run('answer');
    await new Promise((resolve) => workers[0].on('exit', resolve));
    await expect(run('answer')).resolves.toBeDefined();
    expect(workers).toHaveLength(2);
  });

  it('fails a call where no worker can be started', async () => {
    const start = () => spawn('/no/such/file', { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await expect(setup({ spawn: start }).run('answer')).rejects.toThrow(/ended unexpectedly \(.*ENOENT/);
  });

  it('passes on what workers say, and the replies', async () => {
    const said: Said[] = [];
    const { run } = setup({
      onSaid(what, reply) {
        said.push(what);
        reply({ type: 'recalled', key: 'shop', known: NOTHING_KNOWN });
      },
    });
    await run('recall');
    expect(said).toEqual([{ type: 'recall', key: 'shop' }]);
  });

  it('says how many workers there are, and what they take', async () => {
    const { pool, run } = setup();
    const gone = new AbortController();
    const call = run('deaf', { signal: gone.signal });
    await once(alive[0], 'beat');
    expect(pool.size()).toEqual({ workers: 1, residentBytes: 1 });
    gone.abort();
    await expect(call).rejects.toThrow(CancelledError);
  });

  it('says to each worker what the others take of the budget', async () => {
    const { run } = setup();
    const other = run('wait', { uid: 'other' }).catch(() => undefined);
    const before = (await run('others')).code;
    expect(before).toBeLessThan(1e12);
    await run('grow', { uid: 'other' });
    const after = (await run('others')).code;
    expect(after - before).toBeGreaterThan(0.9e12);
    expect((await run('others', { uid: 'other' })).code).toBeLessThan(1e12);
    alive.forEach((worker) => worker.kill('SIGKILL'));
    await other;
  });
});

/** Until a worker says something of a type. */
function once(worker: ChildProcess, type: string): Promise<void> {
  return new Promise((resolve) => worker.on('message', (message: Said) => String(message.type) === type && resolve()));
}
