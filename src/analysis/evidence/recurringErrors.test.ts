import { ERROR, INFO } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { tableOf } from '../../logs/testing/tableOf';
import { HOUR, MINUTE } from '../../time/units';
import { windowsOfRows } from '../messages/groupWindows';
import { countLogs } from '../windows/countLogs';
import { recurringErrors } from './recurringErrors';

const SERVICES = ['api', 'cache', 'orders', 'search'];
const HABIT = 'no instances available';

/** An hour in which each service logs once a minute, and an error at the minutes that `messageAt` gives one. */
function recurringOf(messageAt: (service: string, minute: number) => string | undefined, pause = 0) {
  const logs = Array.from({ length: 60 }, (_, minute) =>
    SERVICES.flatMap((service): Array<Partial<LogRecord>> => {
      const timeMs = (minute < 30 ? minute : minute + pause) * MINUTE;
      const message = messageAt(service, minute);
      const well = { timeMs, service, level: INFO, message: 'handled' };
      return message === undefined ? [well] : [well, { timeMs, service, level: ERROR, message }];
    })
  ).flat();
  const table = tableOf(logs);
  const { windows, counts } = countLogs(table, { fromMs: 0, toMs: HOUR + pause * MINUTE });
  const messages = table.message.values;
  const templateOf = Int32Array.from({ length: messages.length }, (_, code) => code);
  const found = recurringErrors(table, windows, counts.logs, templateOf, windowsOfRows(table, windows));
  return found.map(({ example, lines }) => ({
    example,
    lines: Object.fromEntries([...lines].map(([index, own]) => [windows.services[index], own.length])),
  }));
}

/** Every seventh minute another one of so many services. */
const inTurn = (services: number) => (service: string, minute: number) =>
  minute % 7 === 3 && SERVICES[Math.floor(minute / 7) % services] === service ? HABIT : undefined;

describe('recurringErrors', () => {
  it('finds a kind of error that three services have, in each sixth of the time', () => {
    expect(recurringOf(inTurn(3))).toEqual([{ example: HABIT, lines: { api: 3, cache: 3, orders: 3 } }]);
  });

  it('leaves out other kinds of the same services', () => {
    const both = (service: string, minute: number) =>
      service === 'api' && minute % 10 === 6 ? 'bad release' : inTurn(3)(service, minute);
    expect(recurringOf(both)).toEqual(recurringOf(inTurn(3)));
  });

  it('finds none where two services have it, or none at all', () => {
    expect(recurringOf(inTurn(2))).toEqual([]);
    expect(recurringOf(() => undefined)).toEqual([]);
  });

  it('finds none where all have it at once, for a while: that is trouble', () => {
    expect(recurringOf((_, minute) => (minute >= 20 && minute < 45 ? HABIT : undefined))).toEqual([]);
  });

  it('takes windows without logs for no time', () => {
    expect(recurringOf(inTurn(3), 600)).toEqual(recurringOf(inTurn(3)));
  });
});
