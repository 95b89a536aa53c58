import { Watch } from './watch';

const MB = 1e6;

/** A watch over a thread that was given call 1 at 0 s and has heard nothing since. */
function deaf() {
  const watch = new Watch({ analysisSeconds: 60, workerMemoryMb: 500 });
  watch.begins(1, 0);
  return { watch, at: (seconds: number, residentMb = 100) => watch.look(seconds * 1000, residentMb * MB) };
}

describe('Watch', () => {
  it('lets a thread be that hears, however long its calls take', () => {
    const { watch, at } = deaf();
    watch.hears(100_000);
    expect(at(159)).toBeUndefined();
  });

  it('asks an analysis to stop that computes for longer than it may, once', () => {
    const { watch, at } = deaf();
    watch.works(7, [1]);
    expect(at(59)).toBeUndefined();
    expect(at(60.5)).toEqual({ type: 'stop', analysis: 7, reason: 'time' });
    expect(at(60.6)).toBeUndefined();
  });

  it('ends a process whose thread does not stop, and says for whom it worked', () => {
    const { watch, at } = deaf();
    watch.begins(2, 0);
    watch.works(7, [2]);
    expect(at(61.5)).toEqual({ type: 'end', reason: 'time', calls: [2] });
  });

  it('blames all calls where the thread did not say for whom it works', () => {
    const { watch, at } = deaf();
    watch.begins(2, 0);
    watch.works(7, [2]);
    watch.rests(7);
    expect(at(61.5)).toEqual({ type: 'end', reason: 'time', calls: [1, 2] });
    watch.works(8, [3]);
    expect(at(61.5)).toMatchObject({ calls: [1, 2] });
  });

  it('ends a process that takes more memory than it may, at once', () => {
    const { watch, at } = deaf();
    watch.works(7, [1]);
    expect(at(1, 500)).toBeUndefined();
    expect(at(1, 501)).toEqual({ type: 'end', reason: 'memory', calls: [1] });
  });

  it('asks an analysis to stop that nobody waits for, and ends the process where it goes on', () => {
    const { watch, at } = deaf();
    watch.begins(2, 0);
    watch.works(7, [1, 2]);
    watch.cancels(1);
    expect(at(1)).toBeUndefined();
    watch.cancels(2);
    expect(at(1)).toEqual({ type: 'stop', analysis: 7, reason: 'cancelled' });
    expect(at(9)).toBeUndefined();
    expect(at(11)).toEqual({ type: 'end', reason: 'cancelled', calls: [1, 2] });
  });

  it('has nothing to watch once all calls have ended, and begins anew with the next', () => {
    const { watch, at } = deaf();
    watch.ends(1);
    expect([watch.isBusy(), at(1000, 900), watch.deafMs(1e6)]).toEqual([false, undefined, 0]);
    watch.begins(2, 1e6);
    expect([watch.isBusy(), watch.deafMs(1e6 + 50)]).toEqual([true, 50]);
  });
});
