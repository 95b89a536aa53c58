import { chooseWorker, type WorkerState } from './chooseWorker';

const source = (name: string, org = 1) => ({ org, source: `${org}/${name}` });

/** A worker with calls of these data sources. */
function worker(
  names: string[] = [],
  { org = 1, blockedMs = 0, working = [] as number[], isStream = false } = {}
): WorkerState {
  return { calls: new Map(names.map((name, id) => [id, { owner: source(name, org), isStream }])), working, blockedMs };
}

const choose = (name: string, workers: WorkerState[], home?: WorkerState, maxWorkers = 4, org = 1) =>
  chooseWorker({ owner: source(name, org) }, workers, home, { workers: maxWorkers });

describe('chooseWorker', () => {
  it('is a new worker where there is none', () => {
    expect(choose('a', [])).toBe('new');
  });

  it('is the worker that has the logs, also while it works for others', () => {
    const home = worker(['b']);
    expect(choose('a', [worker(), home], home)).toBe(home);
  });

  it('is an idle worker rather than a new one, and a new one rather than one that works', () => {
    const idle = worker();
    expect(choose('a', [worker(['b']), idle])).toBe(idle);
    expect(choose('a', [worker(['b'])])).toBe('new');
  });

  it('is the one with the least to do where there may be no more', () => {
    const least = worker(['c']);
    expect(choose('a', [worker(['b', 'b']), least, worker(['d', 'd'])], undefined, 3)).toBe(least);
  });

  it('leaves two workers to other data sources, and one to other organisations', () => {
    const two = [worker(['a']), worker(['a'])];
    expect(choose('a', two)).toBe(two[0]);
    expect(choose('b', two)).toBe('new');
    const three = [...two, worker(['b'])];
    expect(choose('c', three)).toBe(three[0]);
    expect(choose('c', three, undefined, 4, 2)).toBe('new');
  });

  it('is not one that computes for another data source, and waits where all do', () => {
    const busy = worker(['b'], { blockedMs: 2000, working: [0] });
    expect(choose('a', [busy], busy)).toBe('new');
    expect(choose('a', [busy, busy, busy, busy], busy)).toBeUndefined();
  });

  it('is the one that computes for the same data source, for a while', () => {
    const home = worker(['a'], { blockedMs: 2000, working: [0] });
    expect(choose('a', [home], home)).toBe(home);
    const unsaid = worker(['a', 'a'], { blockedMs: 2000 });
    expect(choose('a', [unsaid], unsaid)).toBe(unsaid);
    const stuck = worker(['a'], { blockedMs: 20_000, working: [0] });
    expect(choose('a', [stuck], stuck)).toBe('new');
  });

  it('waits where the data source has much at work, streams aside', () => {
    const many = Array.from({ length: 64 }, () => 'a');
    expect(choose('a', [worker(many)])).toBeUndefined();
    expect(choose('b', [worker(many)])).toBe('new');
    const streams = worker(many, { isStream: true });
    expect(choose('a', [streams], streams)).toBe(streams);
  });
});
