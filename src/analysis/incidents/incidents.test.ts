import fc from 'fast-check';
import { ERROR, INFO, WARNING } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { type Incident } from '../analysis';
import { countWindows, type TimeRange } from '../countWindows';
import { summarise } from '../summary/totals';
import { windowCounts } from '../summary/windowCounts';
import { tableOf } from '../tableOf';
import { findIncidents } from './findIncidents';
import { NO_LINES } from './lineEvidence';
import { tableEvidence } from './tableEvidence';

type Log = Partial<LogRecord>;

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5);
const MINUTES = 180;
const range: TimeRange = { fromMs: START, toMs: START + MINUTES * MINUTE };

/** Ten logs a minute of each service, all well but for a rare error, changed by `change` (undefined: left out). */
function logsOf(services: readonly string[], change: (log: Log, minute: number, i: number) => Log | undefined): Log[] {
  return Array.from({ length: MINUTES }, (_, minute) =>
    services.flatMap((service, s) =>
      Array.from({ length: 10 }, (__, i): Log | undefined =>
        change(
          {
            timeMs: START + minute * MINUTE + i * 6000 + s,
            service,
            level: (minute * 10 + i) % 97 === 0 ? ERROR : INFO,
            message: 'handled',
            responseTime: 80 + ((minute * 7 + i * 13) % 40),
          },
          minute,
          i
        )
      )
    )
  )
    .flat()
    .filter((log) => log !== undefined);
}

function incidentsOf(logs: readonly Log[], at: TimeRange = range, withLines = true): Incident[] {
  const table = tableOf(logs.filter(({ timeMs = 0 }) => timeMs >= at.fromMs && timeMs < at.toMs));
  const windows = countWindows(table, at);
  const baselineP95 = Float64Array.from(summarise(table).services, ({ responseTime }) => responseTime?.p95 ?? NaN);
  const lines = withLines ? tableEvidence(table, windows) : NO_LINES;
  const options = DEFAULT_ANALYSIS_OPTIONS.incidents;
  return findIncidents({ windows, counts: windowCounts(windows), baselineP95, lines, options }, at);
}

const between = (minute: number, from: number, to: number) => minute >= from && minute < to;
const minuteOf = (ms: number) => (ms - START) / MINUTE;

describe('findIncidents', () => {
  it('finds nothing where all is well', () => {
    expect(incidentsOf(logsOf(['api', 'database'], (log) => log))).toEqual([]);
  });

  it('finds more errors than the threshold, with figures and the first error', () => {
    const logs = logsOf(['api', 'database'], (log, minute, i) =>
      log.service === 'api' && between(minute, 90, 105) && i < 5
        ? { ...log, level: ERROR, message: 'bad release' }
        : log
    );
    const [incident, ...others] = incidentsOf(logs);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ type: 'High Error Rate', severity: 'HIGH', services: ['api'], ongoing: false });
    expect([minuteOf(incident.startMs), minuteOf(incident.endMs)]).toEqual([90, 105]);
    expect(incident.evidence[0]).toBe('50% errors (75 of 150 logs), threshold 30%');
    expect(incident.cause).toMatchObject({ service: 'api', message: 'bad release' });
    expect(incident.suspects?.[0].service).toBe('api');
  });

  it('finds a rise that stays under the threshold, against what is usual', () => {
    const logs = logsOf(['api', 'database'], (log, minute, i) =>
      log.service === 'api' && between(minute, 90, 105) && i < 2 ? { ...log, level: ERROR } : log
    );
    const incidents = incidentsOf(logs);
    expect(incidents).toMatchObject([{ type: 'High Error Rate', severity: 'MEDIUM', services: ['api'] }]);
    expect(incidents[0].evidence[0]).toContain('usually');
  });

  it('finds services that fail within minutes of each other, as one incident that names where it began', () => {
    const from: Record<string, number> = { database: 90, payment: 91, api: 93 };
    const logs = logsOf(['api', 'database', 'payment', 'search'], (log, minute, i) =>
      between(minute, from[log.service ?? ''] ?? 999, 110) && i < 6
        ? { ...log, level: ERROR, message: 'no answer' }
        : log
    );
    const incidents = incidentsOf(logs);
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({ type: 'Cascading Failure', severity: 'CRITICAL' });
    expect([...incidents[0].services].sort()).toEqual(['api', 'database', 'payment']);
    expect(incidents[0].suspects?.map(({ service }) => service)).toEqual(['database', 'payment', 'api']);
    expect(incidents[0].cause?.service).toBe('database');
  });

  it('finds slow responses, but not one request that hangs', () => {
    const slow = logsOf(['api', 'database'], (log, minute) =>
      log.service === 'api' && between(minute, 90, 100) ? { ...log, responseTime: 900 } : log
    );
    expect(incidentsOf(slow)).toMatchObject([{ type: 'Performance Degradation', services: ['api'] }]);
    const hanging = logsOf(['api', 'database'], (log, minute, i) =>
      log.service === 'api' && minute === 90 && i === 3 ? { ...log, responseTime: 60_000 } : log
    );
    expect(incidentsOf(hanging)).toEqual([]);
  });

  it('finds a service that falls silent while others speak, still under way at the end', () => {
    const logs = logsOf(['api', 'database'], (log, minute) =>
      log.service === 'api' && minute >= 170 ? undefined : log
    );
    expect(incidentsOf(logs)).toMatchObject([{ type: 'Service Unavailability', services: ['api'], ongoing: true }]);
  });

  it('does not take a gap in all logs for a silence', () => {
    expect(
      incidentsOf(logsOf(['api', 'database'], (log, minute) => (between(minute, 90, 120) ? undefined : log)))
    ).toEqual([]);
  });

  it('finds a burst of authentication failures and where it comes from', () => {
    const logs = logsOf(['api', 'auth'], (log, minute, i) =>
      log.service === 'auth' && between(minute, 90, 100) && i < 5
        ? {
            ...log,
            level: WARNING,
            statusCode: 401,
            message: `Failed login for user_${minute * 10 + i} from 203.0.113.7`,
          }
        : log
    );
    const [incident] = incidentsOf(logs);
    expect(incident).toMatchObject({ type: 'Security Threat', services: ['auth'] });
    expect(incident.evidence.join()).toContain('50 of them from 203.0.113.7');
  });

  it('finds what runs out, with a recommendation that fits', () => {
    const logs = logsOf(['api', 'database'], (log, minute, i) =>
      log.service === 'database' && between(minute, 90, 120) && i < 3
        ? { ...log, level: WARNING, message: `Disk usage of /data at ${80 + Math.floor((minute - 90) / 2)}%` }
        : log
    );
    const [incident] = incidentsOf(logs);
    expect(incident).toMatchObject({ type: 'Resource Exhaustion', services: ['database'] });
    expect(incident.recommendation).toContain('disk space');
  });

  it('finds a line that always follows another and stays away', () => {
    const logs = logsOf(['api', 'orders'], (log, minute, i) =>
      log.service !== 'orders'
        ? log
        : i % 2 === 0
          ? { ...log, message: `Query route ${minute * 10 + i}` }
          : between(minute, 90, 100)
            ? undefined
            : { ...log, message: `Route found in ${i} ms` }
    );
    const incidents = incidentsOf(logs);
    expect(incidents).toMatchObject([{ type: 'Service Unavailability', severity: 'MEDIUM', services: ['orders'] }]);
    expect(incidents[0].evidence[0]).toContain('Route found');
  });

  it('finds a step of a trace that is no longer taken, at the service that should have spoken', () => {
    const logs = Array.from({ length: MINUTES * 4 }, (_, n): Log[] => {
      const minute = Math.floor(n / 4);
      const line = (service: string, message: string, ms: number): Log => ({
        timeMs: START + minute * MINUTE + (n % 4) * 12_000 + ms,
        service,
        message,
        traceId: `trace-${n}`,
      });
      const lines = [
        line('api', 'Route asked for', 0),
        line('routes', 'Route read', 20),
        line('api', 'Route sent', 40),
      ];
      return between(minute, 90, 100) ? lines.filter(({ service }) => service === 'api') : lines;
    }).flat();
    const found = incidentsOf(logs).filter(({ evidence }) => evidence.join().includes('did not come next'));
    expect(found).toMatchObject([{ type: 'Service Unavailability', services: ['routes'] }]);
    expect(found[0].evidence.join()).toContain('"Route read" of routes did not come next in 40 traces of 40');
  });

  it('cuts an incident where the logs of all services pause', () => {
    const logs = logsOf(['api', 'database'], (log, minute, i) =>
      between(minute, 95, 98)
        ? undefined
        : log.service === 'api' && between(minute, 90, 103) && i < 6
          ? { ...log, level: ERROR }
          : log
    );
    const spans = incidentsOf(logs).map(({ startMs, endMs }) => [minuteOf(startMs), minuteOf(endMs)]);
    expect(spans).toEqual([
      [98, 103],
      [90, 95],
    ]);
  });

  it('takes bursts that come again and again for a habit, unless one is far larger', () => {
    const burst = (minute: number) => minute % 20 < 3;
    const logs = (shareAt: (minute: number) => number) =>
      logsOf(['api', 'database'], (log, minute, i) =>
        log.service === 'api' && burst(minute) && i < shareAt(minute) ? { ...log, level: ERROR } : log
      );
    expect(incidentsOf(logs(() => 2))).toEqual([]);
    const [incident, ...others] = incidentsOf(logs((minute) => (minute < 100 || minute > 105 ? 2 : 9)));
    expect(others).toEqual([]);
    expect(minuteOf(incident.startMs)).toBe(100);
  });

  it('finds a complaint that was never heard before, once it is heard often', () => {
    const logs = (heard: number) =>
      logsOf(['api', 'database'], (log, minute, i) =>
        log.service === 'database' && between(minute, 90, 90 + heard) && i < 3
          ? { ...log, level: WARNING, message: `Page checksum mismatch in block ${minute * 10 + i}` }
          : log
      );
    const [incident, ...others] = incidentsOf(logs(20));
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ type: 'Unusual Log Pattern', severity: 'MEDIUM', services: ['database'] });
    expect(incident.evidence[0]).toBe(
      '60 new lines "Page checksum mismatch in block 900", 30% of its logs, never in 900 logs before'
    );
    expect(incidentsOf(logs(3))).toEqual([]);
  });

  it('takes a new line that complains of nothing for a release, unless it knows the service for a day', () => {
    const logs = logsOf(['api', 'database'], (log, minute) =>
      log.service === 'api' && minute >= 120 ? { ...log, message: 'Answer sent by the new code' } : log
    );
    expect(incidentsOf(logs)).toEqual([]);
    const before = { timeMs: START - 25 * 60 * MINUTE, service: 'api', message: 'handled' };
    const longer = { fromMs: before.timeMs, toMs: range.toMs };
    expect(incidentsOf([before, ...logs], longer)).toMatchObject([{ type: 'Unusual Log Pattern', services: ['api'] }]);
  });

  it('tells what it can from windows alone', () => {
    const logs = logsOf(['api', 'database'], (log, minute, i) =>
      log.service === 'api' && between(minute, 90, 105) && i < 5 ? { ...log, level: ERROR } : log
    );
    const [incident] = incidentsOf(logs, range, false);
    expect(incident).toMatchObject({ type: 'High Error Rate', services: ['api'] });
    expect(incident).not.toHaveProperty('cause');
  });

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
          expect(recommendation).not.toBe('');
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
