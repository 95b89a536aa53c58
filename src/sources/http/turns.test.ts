import { Turns } from './turns';

const never = new AbortController().signal;
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('Turns', () => {
  it('come one at a time, in the order in which they were asked for', async () => {
    const turns = new Turns();
    const began: number[] = [];
    const asked = [1, 2, 3].map(async (n) => {
      const end = await turns.next(never);
      began.push(n);
      return end;
    });
    for (const n of [1, 2, 3]) {
      await soon();
      expect(began).toEqual([1, 2, 3].slice(0, n));
      (await asked[n - 1])();
    }
  });

  it('are given up by who does not wait any longer, and the next one comes', async () => {
    const turns = new Turns();
    const gone = new AbortController();
    const end = await turns.next(never);
    const left = turns.next(gone.signal);
    const next = turns.next(never);
    gone.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    let isNext = false;
    void next.then(() => (isNext = true));
    await soon();
    expect(isNext).toBe(false);
    end();
    await next;
  });

  it('are not given to who has left before', async () => {
    await expect(new Turns().next(AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
  });
});
