import { ERROR, INFO } from '../../src/logs/level';
import { tableOf } from '../../src/logs/testing/tableOf';
import { generate } from '../../src/sources/generated/generate';
import { DAY } from '../../src/time/units';
import { inOtherWords } from './otherVocabulary';

const START = Date.UTC(2026, 0, 5);

const messagesOf = ({ message }: ReturnType<typeof tableOf>) =>
  Array.from(message.codes, (code) => message.values.at(code));

it('says a fault in other words, with its variable parts, and leaves other lines as they are', async () => {
  const logs = tableOf([
    { timeMs: START, message: 'Disk usage of data volume at 81%', statusCode: 200, responseTime: 5, level: INFO },
    { timeMs: START + 1000, message: 'User user_1 logged out', statusCode: 200, responseTime: 5, level: INFO },
  ]);
  expect(messagesOf(await inOtherWords(logs))).toEqual(['/var/lib/data: 81% used', 'User user_1 logged out']);
});

it('keeps rows, times, statuses and durations', async () => {
  const { table } = generate({ seed: 5, logsPerDay: 500 }, { fromMs: START, toMs: START + 3 * DAY });
  const other = await inOtherWords(table);
  for (const column of ['timeMs', 'timeNs', 'statusCode', 'responseTime'] as const) {
    expect(Array.from(other[column])).toEqual(Array.from(table[column]));
  }
});

it('has other words for all errors of the generator', async () => {
  const { table } = generate({ seed: 6, logsPerDay: 3000 }, { fromMs: START, toMs: START + 7 * DAY });
  const [own, other] = [messagesOf(table), messagesOf(await inOtherWords(table))];
  const same = own.filter((message, row) => table.level[row] === ERROR && message === other[row]);
  expect([...new Set(same.map((message) => message.replace(/\d+/g, '*')))]).toEqual([]);
}, 60_000);
