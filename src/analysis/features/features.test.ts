import fc from 'fast-check';
import { CRITICAL, DEBUG, ERROR, INFO, UNKNOWN, WARNING } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { tableOf } from '../../logs/testing/tableOf';
import { extractFeatures, type FeatureName } from './features';
import { figuresOf } from './logFigures';
import { MINUTE, DAY } from '../../time/units';

/** A Monday, 00:00 UTC. */
const START = Date.UTC(2026, 0, 5);

const column = (table: LogTable, name: FeatureName) =>
  extractFeatures(figuresOf(table)).columns.find((candidate) => candidate.name === name)?.values;

describe('extractFeatures', () => {
  it('puts the time of day on a circle and Monday first, in UTC', () => {
    const table = tableOf([0, 6 * 60, 12 * 60, 3 * 1440 + 18 * 60].map((m) => ({ timeMs: START + m * MINUTE })));
    const round = (values?: Float32Array) => values && [...values].map((value) => Math.round(value * 1000) / 1000 + 0);
    expect(round(column(table, 'hour_sin'))).toEqual([0, 1, 0, -1]);
    expect(round(column(table, 'hour_cos'))).toEqual([1, 0, -1, 0]);
    expect(round(column(table, 'day_of_week'))).toEqual([0, 0, 0, 3]);
  });

  it('knows the day and the hour before the epoch too', () => {
    const table = tableOf([{ timeMs: -1 }, { timeMs: 0 }]);
    expect([...(column(table, 'day_of_week') ?? [])]).toEqual([2, 3]);
  });

  it('gives the error rate of the 5 minutes up to each log, in its service', () => {
    const table = tableOf([
      { timeMs: START, level: ERROR },
      { timeMs: START + MINUTE, service: 'auth' },
      { timeMs: START + MINUTE },
      { timeMs: START + 5 * MINUTE - 1 },
      { timeMs: START + 5 * MINUTE, level: ERROR },
      { timeMs: START + 20 * MINUTE },
    ]);
    const expected = [1, 0, 1 / 2, 1 / 3, 1 / 3, 0];
    column(table, 'error_rate_5m')?.forEach((rate, row) => expect(rate).toBeCloseTo(expected[row], 6));
  });

  it('gives the mean response time of the 5 minutes up to each log, as ln(1 + ms)', () => {
    const table = tableOf([
      { timeMs: START, responseTime: 10 },
      { timeMs: START + MINUTE, responseTime: 30 },
      { timeMs: START + 2 * MINUTE },
      { timeMs: START + 5 * MINUTE, responseTime: 50 },
    ]);
    const expected = [10, 20, 20, 40].map(Math.log1p);
    column(table, 'response_time_5m')?.forEach((value, row) => expect(value).toBeCloseTo(expected[row], 5));
  });

  it("puts a log without a response time at its service's median, a service without any at that of all", () => {
    const table = tableOf([
      { responseTime: 10 },
      { responseTime: 20 },
      { responseTime: 40 },
      {},
      { service: 'silent' },
      { service: 'slow', responseTime: 500 },
      { service: 'slow', responseTime: 500 },
    ]);
    const values = column(table, 'response_time');
    expect(Math.expm1(values?.[3] ?? NaN)).toBeCloseTo(20, 3);
    expect(Math.expm1(values?.[4] ?? NaN)).toBeCloseTo(40, 3);
  });

  it('has severities from 0, DEBUG, to 4, CRITICAL', () => {
    const table = tableOf([DEBUG, INFO, WARNING, ERROR, CRITICAL].map((level) => ({ level })));
    expect([...(column(table, 'level') ?? [])]).toEqual([0, 1, 2, 3, 4]);
  });

  it("puts a log whose level is not known at its service's median, that of a service without any at that of all", () => {
    const table = tableOf([
      { level: WARNING },
      { level: WARNING },
      { level: ERROR },
      { level: UNKNOWN },
      { service: 'quiet', level: INFO },
      { service: 'quiet', level: UNKNOWN },
      { service: 'text', level: UNKNOWN },
    ]);
    expect([...(column(table, 'level') ?? [])]).toEqual([2, 2, 3, 2, 1, 1, 2]);
  });

  it('makes nothing of levels where none is known', () => {
    const table = tableOf([{ timeMs: START }, { timeMs: START + MINUTE }].map((log) => ({ ...log, level: UNKNOWN })));
    expect(column(table, 'level')).toBeUndefined();
    expect(column(table, 'error_rate_5m')).toBeUndefined();
  });

  it('gives the error rate of the logs whose level is known; where none is in 5 minutes, that of the service', () => {
    const table = tableOf([
      { timeMs: START, level: ERROR },
      { timeMs: START + 1, level: UNKNOWN },
      { timeMs: START + 2, level: INFO },
      { timeMs: START + 20 * MINUTE, level: UNKNOWN },
      { timeMs: START + 40 * MINUTE, level: INFO },
      { timeMs: START, service: 'text', level: UNKNOWN },
    ]);
    const rates = column(table, 'error_rate_5m') ?? new Float32Array();
    const byTime = [1, 1 / 3, 1, 1 / 2, 1 / 3, 0];
    byTime.forEach((rate, row) => expect(rates[row]).toBeCloseTo(rate, 6));
  });

  it('leaves out what is the same for every log, and response times where there are none', () => {
    const table = tableOf([{ level: INFO }, { level: ERROR }]);
    expect(extractFeatures(figuresOf(table)).columns.map(({ name }) => name)).toEqual(['level', 'error_rate_5m']);
  });

  it('never gives NaN, whatever the logs', () => {
    const log = fc.record({
      timeMs: fc.integer({ min: START, max: START + 10 * DAY }),
      service: fc.constantFrom('api', 'auth', 'db'),
      level: fc.integer({ min: UNKNOWN, max: CRITICAL }),
      message: fc.string({ maxLength: 8 }),
      responseTime: fc.oneof(fc.constant(NaN), fc.double({ noNaN: true, min: -1, max: 1e12 })),
      statusCode: fc.constantFrom(0, 200, 404, 500),
    });
    fc.assert(
      fc.property(fc.array(log, { maxLength: 60 }), (logs) => {
        const { columns, length } = extractFeatures(figuresOf(tableOf(logs)));
        expect(length).toBe(logs.length);
        for (const { values } of columns) {
          expect(values).toHaveLength(logs.length);
          expect(values.every((value) => Number.isFinite(value))).toBe(true);
        }
      }),
      { numRuns: 60 }
    );
  });
});
