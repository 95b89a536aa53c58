import fc from 'fast-check';
import { ERROR } from '../../../logs/level';
import { type Incident } from '../../model/analysis';
import { between, incidentsOf, logsOf, range, START } from '../testing/testLogs';
import { MINUTE } from '../../../time/units';

describe('incidents', () => {
  describe('of an outage', () => {
    const logs = logsOf(['api', 'database'], (log, minute, i) =>
      log.service === 'api' && between(minute, 90, 105) && i < 6 ? { ...log, level: ERROR } : log
    );
    const idAt = (fromMinute: number, toMinute: number) =>
      incidentsOf(logs, { fromMs: START + fromMinute * MINUTE, toMs: START + toMinute * MINUTE }).map(({ id }) => id);

    it('keeps the id as the range slides, while it lasts and after', () => {
      const ids = [
        [0, 95],
        [0, 100.5],
        [0, 120],
        [20, 140],
        [60.25, 180],
      ].flatMap(([from, to]) => idAt(from, to));
      expect(ids).toHaveLength(5);
      expect(new Set(ids).size).toBe(1);
    });

    it('keeps one id while the range cuts its start', () => {
      const ids = [...idAt(92, 180), ...idAt(95, 180), ...idAt(97, 180)];
      expect(ids).toHaveLength(3);
      expect(new Set(ids).size).toBe(1);
    });
  });

  it('keeps its id as the range slides by a minute, five or an hour, until its start leaves the range', () => {
    const trouble = fc.record({
      from: fc.integer({ min: 65, max: 100 }),
      length: fc.integer({ min: 10, max: 25 }),
      share: fc.integer({ min: 5, max: 10 }),
      isSlow: fc.boolean(),
    });
    fc.assert(
      fc.property(trouble, fc.constantFrom(1, 5, 60), ({ from, length, share, isSlow }, step) => {
        const logs = logsOf(['api', 'database'], (log, minute, i) =>
          log.service === 'api' && between(minute, from, from + length) && i < share
            ? { ...log, ...(isSlow ? { responseTime: 5000 } : { level: ERROR, message: 'connection refused' }) }
            : log
        );
        const idsAt = (minute: number) =>
          incidentsOf(logs, { fromMs: START + minute * MINUTE, toMs: START + (minute + 120) * MINUTE }).map(
            ({ id }) => id
          );
        const before = idsAt(0);
        expect(before.length).toBeGreaterThan(0);
        expect(idsAt(step)).toEqual(before);
      }),
      { numRuns: 40 }
    );
  });

  it('are under way until enough was logged since to know that they are over', () => {
    const logs = logsOf(['api', 'database'], (log, minute, i) =>
      log.service === 'api' && between(minute, 90, 105) && i < 6 ? { ...log, level: ERROR } : log
    );
    const at = (minute: number) =>
      incidentsOf(logs, { fromMs: START, toMs: START + minute * MINUTE }).map(({ ongoing, endMs }) => [
        ongoing,
        (endMs - START) / MINUTE,
      ]);
    expect(at(104.5)).toEqual([[true, 104.5]]);
    expect(at(105.1)).toEqual([[true, 105.1]]);
    expect(at(107)).toEqual([[false, 105]]);
  });

  const outage = fc.record({
    service: fc.constantFrom('api', 'database', 'payment'),
    from: fc.integer({ min: 0, max: 170 }),
    length: fc.integer({ min: 1, max: 60 }),
    share: fc.integer({ min: 1, max: 10 }),
  });
  const outages = fc
    .array(outage, { maxLength: 4 })
    .map((list) =>
      logsOf(['api', 'database', 'payment'], (log, minute, i) =>
        list.some(
          ({ service, from, length, share }) =>
            log.service === service && between(minute, from, from + length) && i < share
        )
          ? { ...log, level: ERROR, message: 'connection refused', responseTime: 5000 }
          : log
      )
    );

  it('gives incidents within the range, each with its own id, figures and advice', () => {
    fc.assert(
      fc.property(outages, (logs) => {
        const incidents = incidentsOf(logs);
        expect(new Set(incidents.map(({ id }) => id)).size).toBe(incidents.length);
        for (const { startMs, endMs, services, evidence, recommendation } of incidents) {
          expect(startMs).toBeGreaterThanOrEqual(range.fromMs);
          expect(endMs).toBeLessThanOrEqual(range.toMs);
          expect(endMs).toBeGreaterThan(startMs);
          expect(services.length).toBeGreaterThan(0);
          expect(evidence.join()).not.toMatch(/NaN|Infinity|undefined/);
          expect(services.some((service) => recommendation.includes(service))).toBe(true);
        }
      }),
      { numRuns: 30 }
    );
  });

  it('gives the same incidents whatever the order in which logs arrived', () => {
    fc.assert(
      fc.property(outages, (logs) => {
        const summary = (incidents: readonly Incident[]) => incidents.map(({ cause: _, ...rest }) => rest);
        expect(summary(incidentsOf([...logs].reverse()))).toEqual(summary(incidentsOf(logs)));
      }),
      { numRuns: 15 }
    );
  });
});
