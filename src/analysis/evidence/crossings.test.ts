import { tableOf } from '../../logs/testing/tableOf';
import { countWindows } from '../windows/countLogs';
import { messageGroups } from '../messages/messageGroups';
import { windowsOfRows } from '../messages/groupWindows';
import { findCrossings } from './crossings';
import { MINUTE } from '../../time/units';

const MINUTES = 30;

/** A trace a minute: api calls orders, which takes `callAt` ms to hear of it, and answers after 10 ms. */
function crossingsOf(callAt: (minute: number) => number) {
  const table = tableOf(
    Array.from({ length: MINUTES }, (_, minute) => {
      const [start, traceId] = [minute * MINUTE, `trace ${minute}`];
      const heard = start + callAt(minute);
      return [
        { timeMs: start, service: 'api', traceId, message: 'asking orders' },
        { timeMs: heard, service: 'orders', traceId, message: 'asked' },
        { timeMs: heard + 10, service: 'api', traceId, message: 'answered' },
        { timeMs: heard + 100, service: 'api', traceId, message: 'done' },
      ];
    }).flat()
  );
  const windows = countWindows(table, { fromMs: 0, toMs: MINUTES * MINUTE });
  return findCrossings(table, windows, messageGroups(table), windowsOfRows(table, windows)).map(
    ({ from, to, steps, slow }) => ({
      pair: `${windows.services[from]} > ${windows.services[to]}`,
      steps: steps.reduce((sum, count) => sum + count, 0),
      slowIn: Array.from(slow.keys()).filter((window) => slow[window] > 0),
    })
  );
}

describe('steps of traces between services', () => {
  it('are counted by direction, and are not slow where they scatter', () => {
    const crossings = crossingsOf((minute) => 5 + (minute % 4));
    expect(crossings).toEqual([
      { pair: 'api > orders', steps: MINUTES, slowIn: [] },
      { pair: 'orders > api', steps: MINUTES, slowIn: [] },
    ]);
  });

  it('are slow where one direction takes far longer, though for a third of the time', () => {
    const [there, back] = crossingsOf((minute) => (minute >= 20 ? 1000 : 5 + (minute % 4)));
    expect(there.slowIn).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
    expect(back.slowIn).toEqual([]);
  });

  it('are slow where they became so, though that is most of the time', () => {
    const [there, back] = crossingsOf((minute) => (minute >= 9 ? 1000 : 5 + (minute % 4)));
    expect(there.slowIn).toEqual(Array.from({ length: MINUTES - 9 }, (_, i) => 9 + i));
    expect(back.slowIn).toEqual([]);
  });

  it('are not slow where every other one takes that long all the time', () => {
    const [there] = crossingsOf((minute) => (minute % 2 === 0 ? 1000 : 5));
    expect(there.slowIn).toEqual([]);
  });

  it('are not slow for what is longer by little of the whole trace', () => {
    const [there] = crossingsOf((minute) => (minute >= 20 ? 4 : 1));
    expect(there.slowIn).toEqual([]);
  });

  it('are not judged of which there are too few to know how long they take, and not known without traces', () => {
    const table = tableOf(
      Array.from({ length: 7 }, (_, i) => [
        { timeMs: i * 1000, service: 'api', traceId: `${i}`, message: 'asking' },
        { timeMs: i * 1000 + 5, service: 'orders', traceId: `${i}`, message: 'asked' },
        { timeMs: i * 1000 + 6, service: 'worker', message: 'works' },
      ]).flat()
    );
    const windows = countWindows(table, { fromMs: 0, toMs: MINUTE });
    const [only, ...others] = findCrossings(table, windows, messageGroups(table), windowsOfRows(table, windows));
    expect(others).toEqual([]);
    expect(Array.from(only.steps)).toEqual([0]);
  });
});
