import fc from 'fast-check';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { HEALTH_CAUSES } from '../model/analysis';
import { type HealthFigures, healthOf, statusOf } from './health';

const options = DEFAULT_ANALYSIS_OPTIONS.health;
const well: HealthFigures = {
  logs: 100_000,
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
  it('is 100 where nothing is wrong, and where there are no logs', () => {
    expect(healthOf(well, options)).toMatchObject({ score: 100, status: 'EXCELLENT' });
    expect(healthOf({ ...well, logs: 0, responses: 0 }, options).score).toBe(100);
  });

  it('comes near the score of the sample that it was designed with', () => {
    const sample = { ...well, errors: 2150, failures: 2150, anomalies: 5000, criticalIncidents: 3, highIncidents: 12 };
    const { score, status } = healthOf(sample, options);
    expect(Math.abs(score - 78.5)).toBeLessThan(0.5);
    expect(status).toBe('GOOD');
  });

  it('counts incidents in full within a day, and by the day in a longer range', () => {
    const lost = (days: number) =>
      100 - healthOf({ ...well, criticalIncidents: 2, highIncidents: 2, days }, options).score;
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
        const { score, lost, status } = healthOf(f, options);
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
    ['0 / 0', 100],
  ])('%s comes to %d', (formula, score) => {
    expect(healthOf(figures, { ...options, formula }).score).toBe(score);
  });
});

describe('statusOf', () => {
  it.each([
    [100, 'EXCELLENT'],
    [90, 'EXCELLENT'],
    [89.9, 'GOOD'],
    [70, 'GOOD'],
    [69.9, 'WARNING'],
    [50, 'WARNING'],
    [49.9, 'CRITICAL'],
    [0, 'CRITICAL'],
  ])('of %d is %s', (score, status) => {
    expect(statusOf(score)).toBe(status);
  });
});
