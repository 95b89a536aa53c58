import { countWindows } from '../../analysis/windows/countLogs';
import { INFO } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { tableOf } from '../../logs/testing/tableOf';
import { MINUTE } from '../../time/units';
import { WindowCounter } from './windowCounter';

const HOURS = Array.from({ length: 600 }, (_, minute): Partial<LogRecord> => ({
  timeMs: minute * MINUTE,
  service: `s${minute % 3}`,
  responseTime: minute % 2 ? 10 : NaN,
}));

/** As the table of all: each name is a service. */
const finish = (counter: WindowCounter) =>
  counter.finish(
    { fromMs: counter.fromMs, toMs: counter.toMs },
    0,
    counter.names,
    Uint32Array.from(counter.names, (_, index) => index)
  );

describe('WindowCounter', () => {
  it('takes wider windows where there are too many, and counts what it had counted', () => {
    const counter = new WindowCounter(100);
    for (let from = 0; from < HOURS.length; from += 60) {
      counter.add(tableOf(HOURS.slice(from, from + 60)));
    }
    const { services, windowMs, windowCount, byLevel, responses, responseSum, responseP95 } = finish(counter);
    expect([services, windowMs, windowCount]).toEqual([['s0', 's1', 's2'], 60 * MINUTE, 10]);
    expect(Array.from(byLevel[INFO])).toEqual(new Array(30).fill(20));
    expect(Array.from(responses)).toEqual(new Array(30).fill(10));
    expect(Array.from(responseSum)).toEqual(new Array(30).fill(100));
    expect(Array.from(responseP95)).toEqual(new Array(30).fill(10));
  });

  it('is exact where there are not', () => {
    const counter = new WindowCounter();
    counter.add(tableOf(HOURS));
    expect(finish(counter)).toEqual(countWindows(tableOf(HOURS), { fromMs: 0, toMs: 599 * MINUTE + 1 }));
  });

  it('counts logs of each name, and no name without a log', () => {
    const counter = new WindowCounter();
    const table = tableOf(HOURS.slice(0, 7));
    const { service } = table;
    expect(counter.add({ ...table, service: { ...service, values: [...service.values, 'none'] } })).toEqual(
      Int32Array.of(0, 1, 2, -1)
    );
    expect([...counter.logsOfNames()]).toEqual([
      ['s0', 3],
      ['s1', 2],
      ['s2', 2],
    ]);
  });
});
