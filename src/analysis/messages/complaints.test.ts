import { ERROR, INFO, WARNING } from '../../logs/level';
import { complains } from '../../logs/complains';
import { COMPLAINTS } from './complaints';

describe('COMPLAINTS', () => {
  it.each<[keyof typeof COMPLAINTS, string]>([
    ['authentication', 'Failed password for root from 203.0.113.7 port 22'],
    ['authentication', 'Permission denied (publickey)'],
    ['memory', 'java.lang.OutOfMemoryError: Java heap space'],
    ['memory', 'Memory cgroup out of memory: Killed process 4711'],
    ['diskSpace', 'write /var/lib/data: no space left on device'],
    ['connections', 'FATAL: remaining connection slots are reserved'],
    ['connections', 'accept4: too many open files'],
    ['database', 'HikariPool-1 - Connection is not available, request timed out'],
    ['queues', 'Queue depth 20000 above target'],
    ['rateLimits', 'API rate limit exceeded for client-7'],
    ['network', 'read ECONNRESET'],
    ['unavailability', 'connect ECONNREFUSED 10.0.0.7:5432'],
    ['unavailability', 'no healthy upstream'],
  ])('has %s for "%s"', (kind, message) => {
    expect(COMPLAINTS[kind].words.test(message)).toBe(true);
  });

  it.each(Object.entries(COMPLAINTS))('reads %s in linear time, whatever the message', (_, { words }) => {
    for (const part of ['auth', 'EACCOUNT ', 'sql ', 'pool ', 'ratelimit', 'failed ', 'connect', 'a', ' ']) {
      expect(words.test(`${part.repeat(300_000)}\n`)).toBe(false);
    }
  });

  it('has nothing for what is well', () => {
    const well = [
      'Order 17 created',
      'User bob authenticated',
      'GET /api/users completed in 12 ms',
      'Cache miss for user:1',
    ];
    for (const { words } of Object.values(COMPLAINTS)) {
      expect(well.filter((message) => words.test(message))).toEqual([]);
    }
  });
});

describe('complains', () => {
  it('goes by the level or the status', () => {
    expect([complains(WARNING, 0), complains(ERROR, 200), complains(INFO, 404)]).toEqual([true, true, true]);
    expect([complains(INFO, 0), complains(INFO, 302)]).toEqual([false, false]);
  });
});
