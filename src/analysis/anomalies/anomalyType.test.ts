import { CRITICAL, ERROR, INFO, WARNING } from '../../logs/level';
import { type AnomalyType } from '../model/analysis';
import { anomalyType, type Evidence, plainType } from './anomalyType';

const typeOf = (evidence: Partial<Evidence>) =>
  anomalyType({
    message: '',
    plainType: () => plainType(evidence.message ?? ''),
    level: INFO,
    statusCode: 0,
    reasons: [],
    errorRate: 0,
    ...evidence,
  });

describe('anomalyType', () => {
  it.each<[AnomalyType, string]>([
    ['rate limiting', 'API rate limit exceeded for client-7f'],
    ['rate limiting', 'Too many requests'],
    ['authentication failure', 'Failed to authenticate user bob'],
    ['authentication failure', 'Login failed: invalid password'],
    ['authentication failure', 'Account bob locked after too many attempts'],
    ['memory leak', 'java.lang.OutOfMemoryError: Java heap space'],
    ['memory leak', 'Memory usage at 93% of its limit'],
    ['disk space', 'write failed: no space left on device'],
    ['disk space', 'Disk usage of data volume at 91%'],
    ['database connection', 'Connection timeout to database'],
    ['database connection', 'HikariPool-1 - Connection is not available, request timed out: pool exhausted'],
    ['network latency', 'Network latency to node-3 is 800 ms'],
    ['network latency', 'read ECONNRESET'],
    ['service outage', 'Service unavailable: no healthy upstream'],
  ])('is %s where a complaint says "%s"', (type, message) => {
    expect(typeOf({ message, level: WARNING })).toBe(type);
  });

  it('goes by the status where the words say nothing', () => {
    expect(typeOf({ statusCode: 429 })).toBe('rate limiting');
    expect(typeOf({ statusCode: 403 })).toBe('authentication failure');
    expect(typeOf({ statusCode: 503 })).toBe('service outage');
  });

  it('does not take a mention for a complaint', () => {
    expect(typeOf({ message: 'Database connection pool ready', level: INFO })).toBe('unusual log pattern');
  });

  it('goes by what is unusual in the numbers where nothing is said', () => {
    expect(typeOf({ reasons: ['response time', 'level'] })).toBe('response time spike');
    expect(typeOf({ reasons: ['time', 'slow period'] })).toBe('response time spike');
    expect(typeOf({ reasons: ['error rate (5 minutes)'], errorRate: 0.3 })).toBe('error rate increase');
    expect(typeOf({ reasons: ['error rate (5 minutes)'], errorRate: 0.9 })).toBe('service outage');
    expect(typeOf({ reasons: ['burst of messages'], level: ERROR, message: 'Job failed' })).toBe('error rate increase');
    expect(typeOf({ reasons: ['burst of messages'], level: INFO })).toBe('unusual log pattern');
    expect(typeOf({ level: CRITICAL, message: 'Assertion failed' })).toBe('unusual log pattern');
  });
});
