import { CancelledError } from '../../errors';
import { MemoryBudget } from './memoryBudget';

const MAX = 100;

/** A budget over a process that takes what is set, of which some is kept and some is garbage. */
function create(resident: number, kept = 0, garbage = 0, endBytes?: number) {
  const state = { resident, kept, garbage };
  const budget = new MemoryBudget({
    maxBytes: MAX,
    leastBytes: MAX / 4,
    endBytes,
    kept: {
      isEmpty: () => state.kept === 0,
      forget() {
        state.garbage += state.kept;
        state.kept = 0;
      },
    },
    memory: {
      resident: () => state.resident,
      collect() {
        state.resident -= state.garbage;
        state.garbage = 0;
      },
      now: () => 0,
    },
  });
  return { budget, state };
}

/** Work that is done when it is asked to. */
function work() {
  let end = () => {};
  const promise = new Promise<string>((resolve) => (end = () => resolve('done')));
  let began = false;
  const act = () => {
    began = true;
    return promise;
  };
  return { act, end: () => end(), began: () => began };
}

const never = new AbortController().signal;
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('MemoryBudget', () => {
  it('runs analyses side by side while there is memory', async () => {
    const { budget } = create(50);
    const [first, second] = [work(), work()];
    const both = [budget.run(never, 25, first.act), budget.run(never, 25, second.act)];
    await soon();
    expect([first.began(), second.began()]).toEqual([true, true]);
    [first, second].forEach(({ end }) => end());
    expect(await Promise.all(both)).toEqual(['done', 'done']);
  });

  it('runs them one after the other where it becomes short, and one whatever is taken', async () => {
    const { budget } = create(90);
    const [first, second, third] = [work(), work(), work()];
    const all = [first, second, third].map(({ act }) => budget.run(never, 10, act));
    const began = () => [first, second, third].map((one) => one.began());
    await soon();
    expect(began()).toEqual([true, false, false]);
    first.end();
    await soon();
    expect(began()).toEqual([true, true, false]);
    second.end();
    await soon();
    expect(began()).toEqual([true, true, true]);
    third.end();
    expect(await Promise.all(all)).toEqual(['done', 'done', 'done']);
  });

  it('counts what those that run have not taken yet', async () => {
    const { budget } = create(20);
    const [first, second] = [work(), work()];
    const all = [budget.run(never, 60, first.act), budget.run(never, 60, second.act)];
    await soon();
    expect([first.began(), second.began()]).toEqual([true, false]);
    first.end();
    await soon();
    expect(second.began()).toBe(true);
    second.end();
    expect(await Promise.all(all)).toEqual(['done', 'done']);
  });

  it('goes by what the others leave', async () => {
    const { budget } = create(20);
    const [first, second] = [work(), work()];
    budget.share(50);
    const all = [budget.run(never, 25, first.act), budget.run(never, 25, second.act)];
    await soon();
    expect([first.began(), second.began()]).toEqual([true, false]);
    budget.share(20);
    await soon();
    expect(second.began()).toBe(true);
    [first, second].forEach(({ end }) => end());
    expect(await Promise.all(all)).toEqual(['done', 'done']);
  });

  it('lets one go that is no longer wanted while it waits', async () => {
    const { budget } = create(90);
    const [first, second] = [work(), work()];
    const gone = new AbortController();
    const running = budget.run(never, 10, first.act);
    const waiting = budget.run(gone.signal, 10, second.act);
    gone.abort();
    await expect(waiting).rejects.toThrow(CancelledError);
    first.end();
    await running;
    expect(second.began()).toBe(false);
  });

  it('goes on with the next where one fails', async () => {
    const { budget } = create(90);
    const failing = budget.run(never, 10, () => Promise.reject(new Error('no')));
    const next = budget.run(never, 10, () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('done');
  });

  it('lets go what is kept where it is used up', () => {
    const { budget, state } = create(101, 40);
    budget.keep();
    expect(state).toEqual({ resident: 61, kept: 0, garbage: 0 });
  });

  it('lets go more of it while an analysis runs, which takes more until it is looked at again', async () => {
    const { budget, state } = create(80, 40);
    const only = work();
    const running = budget.run(never, 10, only.act);
    await soon();
    budget.keep();
    expect(state).toMatchObject({ resident: 40, kept: 0 });
    only.end();
    await running;
  });

  it('lets it go where the others need the memory, but for what is too little to be of use', () => {
    const { budget, state } = create(60, 40);
    budget.share(30);
    expect(state.kept).toBe(40);
    budget.share(45);
    expect(state).toMatchObject({ resident: 20, kept: 0 });
    state.kept = 5;
    budget.share(1000);
    expect(state.kept).toBe(5);
  });

  it.each([
    ['there is room', 100, 0, 100],
    ['it is used up by garbage', 130, 50, 80],
  ])('keeps it where %s', (_, resident, garbage, then) => {
    const { budget, state } = create(resident, 40, garbage);
    budget.keep();
    expect(state).toMatchObject({ resident: then, kept: 40 });
  });

  it('looks for garbage again only when there may be enough of it', () => {
    const { budget, state } = create(101, 40, 20);
    budget.keep();
    expect(state).toEqual({ resident: 81, kept: 40, garbage: 0 });
    Object.assign(state, { resident: 99, garbage: 10 });
    budget.keep();
    expect(state.garbage).toBe(10);
    Object.assign(state, { resident: 101, garbage: 10 });
    budget.keep();
    expect(state).toEqual({ resident: 91, kept: 40, garbage: 0 });
  });

  it('lets go what is kept where little more than that fills the budget', () => {
    const { budget, state } = create(101, 40, 5);
    budget.keep();
    expect(state).toEqual({ resident: 96, kept: 40, garbage: 0 });
    state.resident = 103;
    budget.keep();
    expect(state).toEqual({ resident: 63, kept: 0, garbage: 0 });
  });

  it('lets it go well before the process is ended, though there is room in the budget', () => {
    const { budget, state } = create(61, 40, 0, 80);
    budget.keep();
    expect(state).toEqual({ resident: 21, kept: 0, garbage: 0 });
    Object.assign(state, { resident: 59, kept: 40 });
    budget.share(0);
    expect(state.kept).toBe(40);
    budget.share(50);
    expect(state.kept).toBe(0);
  });

  it('leaves garbage where what can not be let go fills the budget, until there is enough of it', () => {
    const { budget, state } = create(150, 20);
    budget.keep();
    expect(state).toEqual({ resident: 130, kept: 0, garbage: 0 });
    Object.assign(state, { resident: 150, kept: 10, garbage: 10 });
    budget.keep();
    expect(state.garbage).toBe(10);
    state.resident = 160;
    budget.keep();
    expect(state).toEqual({ resident: 140, kept: 0, garbage: 0 });
  });

  it('leaves garbage beside what is kept while an analysis runs, as long as there is room', async () => {
    const { budget, state } = create(74, 40, 30);
    const only = work();
    const running = budget.run(never, 10, only.act);
    await soon();
    budget.keep();
    expect(state.garbage).toBe(30);
    state.resident = 76;
    budget.keep();
    expect(state).toEqual({ resident: 46, kept: 40, garbage: 0 });
    only.end();
    await running;
  });

  it('looks for no garbage where nothing is kept', () => {
    const { budget, state } = create(130, 0, 50);
    budget.keep();
    expect(state.garbage).toBe(50);
  });
});
