import { chooseSeat, type Seat } from './seat';

const source = (name: string, org = 1) => ({ org, source: `${org}/${name}` });

/** A worker with calls of these data sources. */
function seat(names: string[] = [], { org = 1, deafMs = 0, working = [] as number[], isStream = false } = {}): Seat {
  return { calls: new Map(names.map((name, id) => [id, { owner: source(name, org), isStream }])), working, deafMs };
}

const choose = (name: string, seats: Seat[], home?: Seat, workers = 4, org = 1) =>
  chooseSeat({ owner: source(name, org) }, seats, home, { workers });

describe('chooseSeat', () => {
  it('is a new worker where there is none', () => {
    expect(choose('a', [])).toBe('new');
  });

  it('is the worker that has the logs, also while it works for others', () => {
    const home = seat(['b']);
    expect(choose('a', [seat(), home], home)).toBe(home);
  });

  it('is an idle worker rather than a new one, and a new one rather than one that works', () => {
    const idle = seat();
    expect(choose('a', [seat(['b']), idle])).toBe(idle);
    expect(choose('a', [seat(['b'])])).toBe('new');
  });

  it('is the one with the least to do where there may be no more', () => {
    const least = seat(['c']);
    expect(choose('a', [seat(['b', 'b']), least, seat(['d', 'd'])], undefined, 3)).toBe(least);
  });

  it('leaves two workers to other data sources, and one to other organisations', () => {
    const two = [seat(['a']), seat(['a'])];
    expect(choose('a', two)).toBe(two[0]);
    expect(choose('b', two)).toBe('new');
    const three = [...two, seat(['b'])];
    expect(choose('c', three)).toBe(three[0]);
    expect(choose('c', three, undefined, 4, 2)).toBe('new');
  });

  it('is not one that computes for another data source, and waits where all do', () => {
    const busy = seat(['b'], { deafMs: 2000, working: [0] });
    expect(choose('a', [busy], busy)).toBe('new');
    expect(choose('a', [busy, busy, busy, busy], busy)).toBeUndefined();
  });

  it('is the one that computes for the same data source, for a while', () => {
    const home = seat(['a'], { deafMs: 2000, working: [0] });
    expect(choose('a', [home], home)).toBe(home);
    const unsaid = seat(['a', 'a'], { deafMs: 2000 });
    expect(choose('a', [unsaid], unsaid)).toBe(unsaid);
    const stuck = seat(['a'], { deafMs: 20_000, working: [0] });
    expect(choose('a', [stuck], stuck)).toBe('new');
  });

  it('waits where the data source has much at work, streams aside', () => {
    const many = Array.from({ length: 64 }, () => 'a');
    expect(choose('a', [seat(many)])).toBeUndefined();
    expect(choose('b', [seat(many)])).toBe('new');
    const streams = seat(many, { isStream: true });
    expect(choose('a', [streams], streams)).toBe(streams);
  });
});
