import { ERROR, INFO, UNKNOWN, WARNING } from '../../logs/level';
import { tableOf } from '../../logs/testing/tableOf';
import { complains } from '../../logs/complains';
import { COMPLAINTS, isDeprecation, PLAIN_WORDS } from './complaints';
import { complaintTest } from './complaintTest';
import { signatureOfMessage } from './failureSignatures';

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

describe('isDeprecation', () => {
  it.each([
    'The in-memory cache is deprecated: it leads to high memory usage',
    'DeprecationWarning: the connection pool of this driver will be removed in 5.0',
    'Deprecation: set health_check instead, or hosts are unavailable after the next release',
  ])('takes "%s" for a notice, which is no signal of trouble', (message) => {
    expect(isDeprecation(message)).toBe(true);
    expect(signatureOfMessage(message)).toBe(-1);
  });

  it('takes no failure for one, whatever it mentions', () => {
    const failure = 'deprecated driver: remaining connection slots are reserved';
    expect(isDeprecation(failure)).toBe(false);
    expect(signatureOfMessage(failure)).toBeGreaterThanOrEqual(0);
    expect(isDeprecation('memory usage at 97%')).toBe(false);
  });
});

describe('plainWords', () => {
  it.each<[keyof typeof COMPLAINTS, string]>([
    ['authentication', 'Failed password for invalid user admin from 203.0.113.7 port 22 ssh2'],
    ['authentication', 'pam_unix(sshd:auth): authentication failure; logname= uid=0 rhost=203.0.113.7'],
    ['authentication', 'Invalid user oracle from 203.0.113.7'],
    ['authentication', 'An account failed to log on.'],
    ['authentication', 'bob : 3 incorrect password attempts ; TTY=pts/0 ; COMMAND=/bin/sh'],
    ['memory', 'Out of memory: Killed process 912 (java)'],
    ['diskSpace', 'write /var/lib/data: no space left on device'],
    ['connections', 'accept4: too many open files'],
    ['unavailability', 'dial tcp 10.0.0.7:5432: connect: connection refused'],
  ])('are a complaint of %s in "%s", whatever its level', (kind, message) => {
    expect(COMPLAINTS[kind].plainWords.test(message)).toBe(true);
    expect(COMPLAINTS[kind].words.test(message)).toBe(true);
  });

  it('are in no mention of what may go wrong', () => {
    const mentions = [
      'Memory usage at 41% of its limit',
      'Network latency to node-3 is 8 ms',
      'Login attempt of bob accepted',
      'Disk usage of data volume at 31%',
      'Connection pool of 10 ready',
      'Rate limit of client-7 is 100 a minute',
      'Queue length is 3',
      'service unavailable handler registered',
    ];
    expect(mentions.filter((message) => PLAIN_WORDS.test(message))).toEqual([]);
  });
});

describe('complaintTest', () => {
  const failed = (i: number) => `Failed password for root from 203.0.113.${i} port ${4000 + i} ssh2`;
  const table = tableOf([
    { level: UNKNOWN, message: failed(1) },
    { level: INFO, message: failed(2) },
    { level: INFO, message: 'Accepted password for bob from 203.0.113.7' },
    { level: WARNING, message: 'cache is cold' },
    { level: UNKNOWN, message: 'row 17', statusCode: 404 },
    { level: UNKNOWN, message: 'row 18' },
  ]);

  it.each([
    ['by templates', Int32Array.of(0, 0, 1, 2, 3, 3)],
    ['message by message', new Int32Array(6).fill(-1)],
  ])('goes by level, status and plain words, %s', (_, templateOf) => {
    const isComplaint = complaintTest(table, templateOf);
    expect([0, 1, 2, 3, 4, 5].map(isComplaint)).toEqual([true, true, false, true, true, false]);
  });
});

describe('complains', () => {
  it('goes by the level or the status', () => {
    expect([complains(WARNING, 0), complains(ERROR, 200), complains(INFO, 404)]).toEqual([true, true, true]);
    expect([complains(INFO, 0), complains(INFO, 302)]).toEqual([false, false]);
  });
});
