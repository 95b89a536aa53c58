import { ERROR, INFO } from '../../logs/level';
import { countWindows } from '../windows/countLogs';
import { mineTemplates } from './templates/mineTemplates';
import { tableOf } from '../../logs/testing/tableOf';
import { findQueues, readQueue } from './queueLengths';
import { countRetries, isRetry } from './retryCounts';
import { MINUTE } from '../../time/units';

describe('readQueue', () => {
  it.each([
    ['Queue depth 1,240', 1240, ''],
    ['consumer lag 5321', 5321, ''],
    ['partition 3 of orders: lag=5321', 5321, ''],
    ['pool wait 120 ms', 120, 'ms'],
    ['12 requests in flight', 12, ''],
    ['Ingest backlog: 900 events waiting', 900, ''],
    ['queue orders holds 31 entries', 31, ''],
  ])('reads how much waits: %s', (message, length, unit) => {
    expect(readQueue(message)).toMatchObject({ length, unit });
  });

  it.each(['queue length 120, limit 500', 'worker queue at 83%', 'Email queued for user_17', 'Order 17 created', ''])(
    'reads nothing where a limit is named or no length: %s',
    (message) => {
      expect(readQueue(message)).toBeUndefined();
    }
  );
});

describe('isRetry', () => {
  it.each(['retry 3 for order 17', 'Retrying payment provider', 'Batch 7 will be retried', 'stream reset, attempt 2'])(
    'finds a retry: %s',
    (message) => {
      expect(isRetry(message)).toBe(true);
    }
  );

  it.each([
    'done retries=0',
    'Login attempt with wrong password',
    'giving up, no retry',
    'Retry-After: 30',
    'retrieved',
  ])('finds none: %s', (message) => {
    expect(isRetry(message)).toBe(false);
  });
});

describe('what lines say of queues and retries', () => {
  const table = tableOf(
    [0, 1, 2].flatMap((minute) => [
      { timeMs: minute * MINUTE, service: 'mail', level: INFO, message: `consumer lag ${10 * minute}` },
      { timeMs: minute * MINUTE, service: 'shop', level: INFO, message: `retry ${minute + 1} for order 17` },
      { timeMs: minute * MINUTE, service: 'shop', level: ERROR, message: `retry ${minute + 1} for order 17` },
    ])
  );
  const windows = countWindows(table, { fromMs: 0, toMs: 120_000 });
  const { templateOf } = mineTemplates(table.message.values, () => undefined);

  it('is found by service, within the windows', () => {
    expect(findQueues(table, windows, templateOf)).toMatchObject([
      { template: 'consumer lag <*>', lengths: Float64Array.of(0, 10) },
    ]);
  });

  it('counts retries, but for errors', () => {
    const counts = countRetries(table, windows, templateOf);
    expect(counts?.reduce((sum, count) => sum + count, 0)).toBe(2);
  });
});
