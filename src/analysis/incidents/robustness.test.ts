import fc from 'fast-check';
import { CRITICAL, ERROR, INFO } from '../../logs/level';
import { incidentsOf, type Log, range, START } from './testing/testLogs';
import { MINUTE, DAY } from '../../time/units';

/** Logs at any times of the range, each with what `of` makes of it. */
function logsAt(times: readonly number[], of: (i: number) => Log): Log[] {
  return times.map((ms, i) => ({ timeMs: START + ms, service: 'api', level: INFO, message: 'handled', ...of(i) }));
}

const length = range.toMs - range.fromMs;
const times = fc.array(fc.integer({ min: 0, max: length - 1 }), { maxLength: 400 });

describe('findIncidents, of odd logs', () => {
  it('gives nothing of no logs, or of one', () => {
    expect(incidentsOf([])).toEqual([]);
    fc.assert(
      fc.property(fc.nat(CRITICAL), fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })), (level, responseTime) => {
        const log = { level, responseTime: responseTime ?? NaN };
        expect(incidentsOf(logsAt([length / 2], () => log))).toEqual([]);
      }),
      { numRuns: 20 }
    );
  });

  it('finds nothing in the ordinary logs of one service, with response times or without', () => {
    fc.assert(
      fc.property(times, fc.boolean(), (at, isTimed) => {
        const logs = logsAt(at, (i) => ({ responseTime: isTimed ? 80 + (i % 40) : NaN }));
        expect(incidentsOf(logs)).toEqual([]);
      }),
      { numRuns: 30 }
    );
  });

  it('takes no service for unavailable that is the only one', () => {
    fc.assert(
      fc.property(times, (at) => {
        const logs = logsAt(at, () => ({ level: ERROR, message: 'handling failed' }));
        expect(incidentsOf(logs).map(({ type }) => type)).not.toContain('Service Unavailability');
      }),
      { numRuns: 30 }
    );
  });

  it('takes logs of errors only for a high error rate, and no other trouble', () => {
    const logs = logsAt(
      Array.from({ length: length / 30_000 }, (_, i) => i * 30_000),
      () => ({ level: ERROR, message: 'handling failed' })
    );
    expect(incidentsOf(logs)).toMatchObject([{ type: 'High Error Rate', severity: 'CRITICAL', services: ['api'] }]);
  });

  it('bears logs that all have one time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.constantFrom(INFO, ERROR), (count, level) => {
        const logs = logsAt(new Array<number>(count).fill(length / 2), () => ({ level, responseTime: 100 }));
        for (const { startMs, endMs, evidence } of incidentsOf(logs)) {
          expect(endMs - startMs).toBe(MINUTE);
          expect(evidence.join()).not.toMatch(/NaN|Infinity|undefined/);
        }
      }),
      { numRuns: 20 }
    );
  });

  it('does not miss a service that logs once a day', () => {
    const week = { fromMs: START, toMs: START + 7 * DAY };
    const busy = Array.from({ length: 7 * 1440 }, (_, i): Log => ({ timeMs: START + i * MINUTE, service: 'api' }));
    const rare = Array.from({ length: 7 }, (_, day): Log => ({
      timeMs: START + day * DAY + 2 * MINUTE,
      service: 'backup',
    }));
    expect(incidentsOf([...busy, ...rare], week)).toEqual([]);
    expect(incidentsOf([...busy, ...rare.slice(0, 4)], week)).toEqual([]);
  });

  it('never throws, and gives figures, whatever is logged', () => {
    const log = fc.record({
      timeMs: fc.integer({ min: START, max: START + length - 1 }),
      service: fc.constantFrom('api', 'database', ''),
      level: fc.nat(CRITICAL),
      message: fc.oneof(fc.string(), fc.constantFrom('out of memory', 'Failed login for root from 10.0.0.1', '')),
      responseTime: fc.constantFrom(NaN, 0, 1, 250, 1e9),
      statusCode: fc.constantFrom(0, 200, 401, 429, 503),
      traceId: fc.constantFrom('', 'a', 'b'),
    });
    fc.assert(
      fc.property(fc.array(log, { maxLength: 300 }), (logs) => {
        for (const { evidence, cause, suspects = [] } of incidentsOf(logs)) {
          expect([...evidence, cause?.text].join()).not.toMatch(/NaN|Infinity|undefined/);
          expect(suspects.every(({ confidence }) => confidence > 0 && confidence < 1)).toBe(true);
        }
      }),
      { numRuns: 60 }
    );
  });
});
