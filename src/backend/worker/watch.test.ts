import { Watch } from './watch';

const MB = 1e6;

/** @param share of the time that the process had a processor */
const moment = (seconds: number, share = 1) => ({ wallMs: seconds * 1000, processorMs: seconds * 1000 * share });

/** A watch over a thread that was given call 1 at 0 s and has not responded since. */
function deaf(share = 1) {
  const watch = new Watch({ analysisSeconds: 60, workerMemoryMb: 500 });
  watch.begins(1, moment(0));
  return { watch, at: (seconds: number, residentMb = 100) => watch.look(moment(seconds, share), residentMb * MB) };
}

describe('Watch', () => {
  it('leaves a thread alone that responds, however long its calls take', () => {
    const { watch, at } = deaf();
    watch.responds(moment(100));
    expect(at(159)).toBeUndefined();
  });

  it('asks an analysis to stop that computes for longer than it may, once', () => {
    const { watch, at } = deaf();
    watch.marks.works(7, [1]);
    expect(at(59)).toBeUndefined();
    expect(at(60.5)).toEqual({ type: 'stop', task: 7, reason: 'time' });
    expect(at(60.6)).toBeUndefined();
  });

  it('counts what was computed, not what was waited on a busy machine, but does not wait for ever', () => {
    const { watch, at } = deaf(0.25);
    watch.marks.works(7, [1]);
    expect(at(200)).toBeUndefined();
    expect(at(241)).toEqual({ type: 'stop', task: 7, reason: 'time' });
    expect(deaf(0).at(299)).toBeUndefined();
    expect(deaf(0).at(306)).toEqual({ type: 'end', reason: 'time', calls: [1] });
  });

  it('ends a process whose thread does not stop, and says for whom it worked', () => {
    const { watch, at } = deaf();
    watch.begins(2, moment(0));
    watch.marks.works(7, [2]);
    expect(at(61.5)).toEqual({ type: 'end', reason: 'time', calls: [2] });
  });

  it('blames all calls where the thread did not say for whom it works', () => {
    const { watch, at } = deaf();
    watch.begins(2, moment(0));
    watch.marks.works(7, [2]);
    watch.marks.rests(7);
    expect(at(61.5)).toEqual({ type: 'end', reason: 'time', calls: [1, 2] });
    watch.marks.works(8, [3]);
    expect(at(61.5)).toMatchObject({ calls: [1, 2] });
  });

  it('ends a process that takes more memory than it may, at once', () => {
    const { watch, at } = deaf();
    watch.marks.works(7, [1]);
    expect(at(1, 500)).toBeUndefined();
    expect(at(1, 501)).toEqual({ type: 'end', reason: 'memory', calls: [1] });
  });

  it('asks an analysis to stop that nobody waits for, and ends the process where it goes on', () => {
    const { watch, at } = deaf();
    watch.begins(2, moment(0));
    watch.marks.works(7, [1, 2]);
    watch.cancels(1);
    expect(at(1)).toBeUndefined();
    watch.cancels(2);
    expect(at(1)).toEqual({ type: 'stop', task: 7, reason: 'cancelled' });
    expect(at(9)).toBeUndefined();
    expect(at(11)).toEqual({ type: 'end', reason: 'cancelled', calls: [1, 2] });
  });

  it('has nothing to watch once all calls have ended, and begins anew with the next', () => {
    const { watch, at } = deaf();
    watch.ends(1);
    expect([watch.isBusy(), at(1000, 900), watch.blockedMs(moment(1000))]).toEqual([false, undefined, 0]);
    watch.begins(2, moment(1000));
    expect([watch.isBusy(), watch.blockedMs(moment(1000.05))]).toEqual([true, 50]);
  });
});
