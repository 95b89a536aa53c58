import { FairQueue } from './fairQueue';

const item = (org: number, source: string, name = `${org}${source}`) => ({ owner: { org, source }, name });

function queueOf(...items: Array<ReturnType<typeof item>>) {
  const queue = new FairQueue<ReturnType<typeof item>>();
  items.forEach((one) => queue.push(one));
  return queue;
}

function drain(queue: FairQueue<ReturnType<typeof item>>, canGo: (name: string) => boolean = () => true): string[] {
  const names: string[] = [];
  for (let next = queue.next(({ name }) => canGo(name)); next; next = queue.next(({ name }) => canGo(name))) {
    names.push(next.name);
  }
  return names;
}

describe('FairQueue', () => {
  it('lets the calls of one data source go in their order', () => {
    expect(drain(queueOf(item(1, 'a', 'x'), item(1, 'a', 'y'), item(1, 'a', 'z')))).toEqual(['x', 'y', 'z']);
  });

  it('lets data sources take turns, however much one of them asks', () => {
    const queue = queueOf(
      item(1, 'a', 'a1'),
      item(1, 'a', 'a2'),
      item(1, 'a', 'a3'),
      item(1, 'b', 'b1'),
      item(1, 'b', 'b2')
    );
    expect(drain(queue)).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
  });

  it('lets organisations take turns, however many data sources one of them has', () => {
    expect(drain(queueOf(item(1, 'a'), item(1, 'b'), item(1, 'c'), item(2, 'd')))).toEqual(['1a', '2d', '1b', '1c']);
  });

  it('passes over who cannot go, and keeps their place', () => {
    const queue = queueOf(item(1, 'a'), item(2, 'b'), item(3, 'c'));
    expect(drain(queue, (name) => name !== '1a')).toEqual(['2b', '3c']);
    expect(drain(queue)).toEqual(['1a']);
  });

  it('says how many of a data source wait, and takes out who goes away', () => {
    const gone = item(1, 'a');
    const queue = queueOf(gone, item(1, 'a', 'stays'));
    expect(queue.waiting(gone.owner)).toBe(2);
    expect([queue.remove(gone), queue.remove(gone)]).toEqual([true, false]);
    expect(queue.waiting(gone.owner)).toBe(1);
    expect(drain(queue)).toEqual(['stays']);
    expect(queue.waiting(gone.owner)).toBe(0);
  });
});
