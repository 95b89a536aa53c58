import fc from 'fast-check';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { HEALTH_CAUSES, statusOf } from '../model/health';
import { type HealthFigures, healthOf } from './health';
import { MAX_UNKNOWN } from './known';

const options = DEFAULT_ANALYSIS_OPTIONS.health;
const well: HealthFigures = {
  logs: 100_000,
  known: 100_000,
  isLearning: false,
  errors: 0,
  failures: 0,
  anomalies: 0,
  responses: 100_000,
  slow: 0,
  criticalIncidents: 0,
  highIncidents: 0,
  days: 7,
};

describe('healthOf', () => {
  it('is 100 where nothing is wrong', () => {
    expect(healthOf(well, options)).toMatchObject({ score: 100, status: 'EXCELLENT', notJudged: [] });
  });

  it('comes near the score of the sample that it was designed with', () => {
    const sample = { ...well, errors: 2150, failures: 2150, anomalies: 5000, criticalIncidents: 3, highIncidents: 12 };
    const { score, status } = healthOf(sample, options);
    expect(score).toBeCloseTo(78.7, 1);
    expect(status).toBe('GOOD');
  });

  it('is unknown of so few logs without an error that most could fail, and known of as few with one', () => {
    const few = (logs: number, failures = 0) => ({
      ...well,
      logs,
      known: logs,
      responses: logs,
      failures,
      errors: failures,
    });
    expect(healthOf(few(1), options)).toMatchObject({
      score: null,
      status: 'UNKNOWN',
      reason: '1 log without an error: too few to say how well it goes.',
    });
    expect(healthOf(few(5), options).score).toBeNull();
    expect(healthOf(few(6), options).score).toBe(100);
    expect(healthOf(few(5, 1), options).score).toBeLessThan(70);
    expect(healthOf({ ...few(5), highIncidents: 1 }, options).score).toBeLessThan(100);
    expect(healthOf({ ...few(1), isStep: true }, options).score).toBe(100);
  });

  it('counts incidents in full within a day, and by the day in a longer range', () => {
    const lost = (days: number) =>
      100 - (healthOf({ ...well, criticalIncidents: 2, highIncidents: 2, days }, options).score ?? NaN);
    expect(lost(1 / 24)).toBe(14);
    expect(lost(1)).toBe(14);
    expect(lost(7)).toBeCloseTo(2, 9);
  });

  it('is critical in an hour of an outage', () => {
    const outage = { ...well, errors: 30_000, failures: 30_000, criticalIncidents: 1, days: 1 / 24 };
    expect(healthOf(outage, options)).toMatchObject({ score: 45, status: 'CRITICAL' });
  });

  it('follows the weights of the settings', () => {
    const figures = { ...well, errors: 100_000, failures: 100_000, slow: 100_000, anomalies: 100_000 };
    const weights = { ...options, errorRate: 10, slowResponses: 1, lowSuccess: 2, anomalies: 3 };
    expect(healthOf(figures, weights).score).toBe(84);
  });

  it('stays within 0 to 100 and says where each point went', () => {
    const count = fc.integer({ min: 0, max: 100_000 });
    const figures = fc.record({
      logs: fc.constant(100_000),
      known: fc.constant(100_000),
      isLearning: fc.constant(false),
      errors: count,
      failures: count,
      anomalies: count,
      responses: fc.constant(100_000),
      slow: count,
      criticalIncidents: fc.integer({ min: 0, max: 100 }),
      highIncidents: fc.integer({ min: 0, max: 100 }),
      days: fc.double({ min: 0.01, max: 60, noNaN: true }),
    });
    fc.assert(
      fc.property(figures, (f) => {
        const health = healthOf(f, options);
        const { lost, status } = health;
        const score = health.score ?? NaN;
        expect(lost.map(({ cause }) => cause)).toEqual([...HEALTH_CAUSES]);
        expect(lost.every(({ points }) => points >= 0)).toBe(true);
        expect(lost.at(-1)).toEqual({ cause: 'worst signal', points: 0 });
        const points = lost.reduce((sum, entry) => sum + entry.points, 0);
        expect(score).toBeCloseTo(Math.max(0, 100 - points), 9);
        expect(status).toBe(statusOf(score));
      })
    );
  });
});

describe('the worst signal', () => {
  it('caps the score while an incident is under way, and says how many points that took', () => {
    const { score, lost } = healthOf({ ...well, underWay: 'CRITICAL' }, options);
    expect(score).toBe(45);
    expect(lost.at(-1)).toEqual({ cause: 'worst signal', points: 55 });
    expect(healthOf({ ...well, underWay: 'HIGH' }, options).score).toBe(65);
  });

  it('never raises a score', () => {
    const outage = { ...well, errors: 100_000, failures: 100_000, slow: 100_000, anomalies: 100_000 };
    expect(healthOf({ ...outage, underWay: 'HIGH' }, options).score).toBe(15);
  });
});

describe('a formula', () => {
  const figures = { ...well, errors: 2000, anomalies: 4000 };

  it('takes the place of the deductions, with rates in percent', () => {
    const formula = '100 - 15 * error_rate - 5 * anomaly_rate';
    const { score, lost } = healthOf(figures, { ...options, formula });
    expect(score).toBe(50);
    expect(lost).toEqual([
      { cause: 'formula', points: 50 },
      { cause: 'worst signal', points: 0 },
    ]);
  });

  it.each([
    ['-1000', 0],
    ['1000', 100],
  ])('%s comes to %d', (formula, score) => {
    expect(healthOf(figures, { ...options, formula }).score).toBe(score);
  });

  it.each([
    '0 / 0',
    '100 / (error_rate - 2)',
    '-100 / (error_rate - 2)',
    'log(-error_rate)',
    'slow_rate / slow_rate > 3 ? 20 : 100',
  ])('%s cannot be computed: it is an error that says with which values, and no score', (formula) => {
    const health = healthOf(figures, { ...options, formula });
    expect(health).toMatchObject({ score: null, status: 'UNKNOWN', isError: true });
    expect(health).toHaveProperty('reason', expect.stringContaining(`"${formula}" cannot be computed: it comes to`));
  });

  it('names the values that it cannot be computed with', () => {
    const health = healthOf(figures, { ...options, formula: '100 / (error_rate - 2) + 0 * logs' });
    expect(health).toHaveProperty('reason', expect.stringContaining('Infinity with error_rate = 2, logs = 100000.'));
  });

  it.each([
    ['100 - error_rate', { known: 0, errors: 0, failures: 0 }, 'error_rate, but no log has a level'],
    ['success_rate', { known: 0, errors: 0, failures: 0 }, 'success_rate, but no log has a level'],
    ['100 - slow_rate', { responses: 0 }, 'slow_rate, but no log has a response time'],
    ['100 - anomaly_rate', { isLearning: true }, 'anomaly_rate, but there are too few logs to know what is unusual'],
  ])('%s of what is not known is unknown, which is no error', (formula, missing, reason) => {
    expect(healthOf({ ...figures, ...missing }, { ...options, formula })).toEqual({
      score: null,
      status: 'UNKNOWN',
      lost: [],
      reason: `The health formula uses ${reason}.`,
      isError: false,
    });
  });

  it('needs to know only what it uses', () => {
    const missing = { responses: 0, isLearning: true };
    expect(healthOf({ ...figures, ...missing }, { ...options, formula: '100 - error_rate' }).score).toBe(98);
  });
});

describe('what is not known', () => {
  const share = (levels: number, responseTimes: number): HealthFigures => ({
    ...well,
    known: levels * well.logs,
    responses: responseTimes * well.logs,
  });

  it('is no score where there are no logs', () => {
    const nothing = { ...well, logs: 0, known: 0, responses: 0 };
    expect(healthOf(nothing, options)).toMatchObject({ score: null, status: 'UNKNOWN', reason: 'There are no logs.' });
  });

  it('leaves the cap where an incident goes on without a log', () => {
    const silent = { ...well, logs: 0, known: 0, responses: 0, criticalIncidents: 1, underWay: 'CRITICAL' as const };
    expect(healthOf(silent, options)).toMatchObject({ score: 45, status: 'CRITICAL' });
    expect(healthOf(silent, { ...options, criticalCap: 100 }).score).toBeNull();
  });

  it.each([
    [MAX_UNKNOWN, 0],
    [0, MAX_UNKNOWN],
    [1, 0],
    [0, 1],
  ])('takes no score away where levels are known of %d and response times of %d of the logs', (levels, responses) => {
    expect(healthOf(share(levels, responses), options).score).toBe(100);
  });

  it.each([
    [0, 0],
    [0.49, 0.49],
    [0.2, 0.4],
  ])(
    'is no score where levels are known of %d and response times of %d of the logs, whatever else',
    (levels, responses) => {
      for (const others of [{}, { anomalies: 90_000 }, { criticalIncidents: 3, underWay: 'CRITICAL' as const }]) {
        const health = healthOf({ ...share(levels, responses), ...others }, options);
        expect(health).toMatchObject({ score: null, status: 'UNKNOWN', lost: [], isError: false });
        expect(healthOf({ ...share(levels, responses), ...others }, { ...options, formula: '100' }).score).toBeNull();
      }
    }
  );

  it('says what is missing, and which settings name it', () => {
    const health = healthOf(share(0.02, 0), options);
    expect(health).toHaveProperty(
      'reason',
      expect.stringMatching(
        /98% of the logs have neither a level nor a status, 100% no response time\. .*fields\.level, fields\.statusCode, fields\.responseTime.*fields\.pattern/
      )
    );
  });

  it('is no part of a rate: half of the known failing is half, however many are not known', () => {
    const half = { ...share(0.6, 0), errors: 0.03 * 60_000, failures: 0 };
    expect(healthOf(half, options).lost[0].points).toBeCloseTo(9, 9);
  });

  it('is not taken for well where a step has few logs, as the logs that are missing are', () => {
    const step = { ...well, logs: 30, known: 20, responses: 0, errors: 1, minLogs: 30 };
    expect(healthOf(step, options).lost[0].points).toBeCloseTo(15, 9);
    expect(healthOf({ ...step, logs: 20 }, options).lost[0].points).toBeCloseTo(10, 9);
  });

  it('is said of each cause that could not be judged', () => {
    expect(healthOf({ ...share(0, 1), isLearning: true }, options)).toHaveProperty('notJudged', [
      'error rate',
      'low success rate',
      'anomalies',
    ]);
    expect(healthOf(share(1, 0), options)).toHaveProperty('notJudged', ['slow responses']);
  });
});
