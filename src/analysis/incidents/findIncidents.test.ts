import { ERROR, INFO, WARNING } from '../../logs/level';
import { between, incidentsOf, type Log, logsOf, MINUTES, minuteOf, range, START } from './testing/testLogs';
import { createRandom } from '../../random/random';
import { MINUTE, HOUR } from '../../time/units';

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
    expect(incident.evidence).toEqual([
      '50% errors (75 of 150 logs), threshold 30%, usually 2%',
      expect.stringMatching(/^75 new lines "bad release"/),
    ]);
    expect(incident.cause).toMatchObject({ service: 'api', message: 'bad release' });
    expect(incident.cause?.text.match(/bad release/g)).toHaveLength(1);
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

  it('asks for more errors where a few minutes are all that is known of a service', () => {
    const logs = logsOf(['api', 'database'], (log, minute, i) =>
      log.service === 'api' && between(minute, 176, 178) && i < 4 ? { ...log, level: ERROR } : log
    );
    expect(incidentsOf(logs)).toMatchObject([{ type: 'High Error Rate', services: ['api'] }]);
    expect(incidentsOf(logs, { ...range, fromMs: START + 166 * MINUTE })).toEqual([]);
  });

  it('takes errors about as frequent as the threshold for usual, and more than that all the time for an incident', () => {
    const logs = (rate: number) => {
      const random = createRandom(7);
      return logsOf(['api'], (log) => ({ ...log, level: random.next() < rate ? ERROR : INFO }));
    };
    expect(incidentsOf(logs(0.28))).toEqual([]);
    const [incident, ...others] = incidentsOf(logs(0.7));
    expect(others).toEqual([]);
    expect([minuteOf(incident.startMs), minuteOf(incident.endMs)]).toEqual([0, MINUTES]);
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
    expect([minuteOf(incidents[0].startMs), minuteOf(incidents[0].endMs)]).toEqual([90, 110]);
    const rates = incidents[0].evidence.filter((text) => text.includes('errors'));
    expect(rates.map((text) => text.split(':')[0])).toEqual([...incidents[0].services]);
    expect(rates[0]).toMatch(/errors \(\d+ of \d+ logs\), threshold 30%, usually \d/);
    expect(incidents[0].suspects?.map(({ service }) => service)).toEqual(['database', 'payment', 'api']);
    expect(incidents[0].cause?.service).toBe('database');
  });

  it('names as the cause where it began, whoever logged the first error of the minutes before', () => {
    const logs = logsOf(['api', 'database', 'search'], (log, minute, i) =>
      log.service === 'search' && minute === 84 && i === 0
        ? { ...log, level: ERROR, message: 'bad query' }
        : log.service === 'database' && between(minute, 90, 105) && i < 6
          ? { ...log, level: ERROR, message: 'disk failure' }
          : log
    );
    const [incident] = incidentsOf(logs);
    expect(incident.cause).toMatchObject({ service: 'database', message: 'disk failure', timeMs: START + 90 * MINUTE });
    expect(incident.cause?.confidence).toBeGreaterThan(0.5);
    expect(incident.firstError).toMatchObject({ service: 'search', message: 'bad query' });
    expect(incident.cause?.text).toContain('First error: search, 360 seconds before: bad query');
  });

  it('finds slow responses, but not one request that hangs', () => {
    const slow = logsOf(['api', 'database'], (log, minute) =>
      log.service === 'api' && between(minute, 90, 100) ? { ...log, responseTime: 900 } : log
    );
    const [degraded, ...others] = incidentsOf(slow);
    expect(others).toEqual([]);
    expect(degraded).toMatchObject({ type: 'Performance Degradation', services: ['api'] });
    expect([minuteOf(degraded.startMs), minuteOf(degraded.endMs)]).toEqual([90, 100]);
    const hanging = logsOf(['api', 'database'], (log, minute, i) =>
      log.service === 'api' && minute === 90 && i === 3 ? { ...log, responseTime: 60_000 } : log
    );
    expect(incidentsOf(hanging)).toEqual([]);
  });

  it.each([true, false])(
    'finds slow responses of a service whose minutes differ by themselves (lines: %s)',
    (withLines) => {
      const random = createRandom(5);
      const drift = Float64Array.from({ length: MINUTES }, () => Math.exp(0.7 * random.normal()));
      const logs = logsOf(['api', 'database'], (log, minute) => ({
        ...log,
        responseTime:
          (log.responseTime ?? 0) * drift[minute] * (log.service === 'api' && between(minute, 90, 105) ? 30 : 1),
      }));
      const [slow, ...others] = incidentsOf(logs, range, withLines);
      expect(others).toEqual([]);
      expect(slow).toMatchObject({ type: 'Performance Degradation', services: ['api'] });
    }
  );

  it('says of services that become slower at once what they may share', () => {
    const logs = logsOf(['api', 'cache', 'database'], (log, minute) =>
      log.service !== 'api' && between(minute, 90, 110) ? { ...log, responseTime: 900 } : log
    );
    const [cache, database, ...others] = incidentsOf(logs);
    expect(others).toEqual([]);
    expect(cache.evidence).toContain('database became slower with it');
    expect(database.recommendation).toContain('cache became slower with it: look at what they share');
  });

  it('finds a service that falls silent while others speak, still under way at the end', () => {
    const logs = logsOf(['api', 'database'], (log, minute) =>
      log.service === 'api' && minute >= 170 ? undefined : log
    );
    expect(incidentsOf(logs)).toMatchObject([{ type: 'Service Unavailability', services: ['api'], ongoing: true }]);
  });

  it('does not take for a silence what chance makes in so many logs', () => {
    const logs = (minutes: number) =>
      logsOf(['api', 'batch'], (log, minute, i) =>
        log.service === 'batch' && (i > 1 || between(minute, 90, 90 + minutes)) ? undefined : log
      );
    expect(incidentsOf(logs(7))).toEqual([]);
    expect(incidentsOf(logs(9))).toMatchObject([{ type: 'Service Unavailability', services: ['batch'] }]);
  });

  it('lets what grows begin where it begins to grow', () => {
    const logs = logsOf(['api', 'database'], (log, minute, i) =>
      log.service === 'database' &&
      (between(minute, 90, 120) ? i === 0 && minute % 3 === 0 : between(minute, 120, 140) && i < 8)
        ? { ...log, level: WARNING, message: 'Disk usage of /data at 90%' }
        : log
    );
    const [incident, ...others] = incidentsOf(logs);
    expect(others).toEqual([]);
    expect(minuteOf(incident.startMs)).toBe(90);
  });

  it('does not add up what is silent before a gap in all logs and after it', () => {
    const logs = logsOf(['api', 'batch'], (log, minute, i) =>
      between(minute, 95, 120) || (log.service === 'batch' && (i > 1 || between(minute, 90, 125))) ? undefined : log
    );
    expect(incidentsOf(logs)).toEqual([]);
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
    expect(incident.recommendation).toContain('Block or slow down 203.0.113.7 at auth');
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

  it('finds an error that no service ever had sooner, and in fewer lines, than one that another has', () => {
    const message = 'Ledger entry has no owner';
    const logs = (known: boolean) =>
      logsOf(['api', 'database'], (log, minute, i) =>
        (log.service === 'database' && between(minute, 40, 43) && i < 2) ||
        (known && log.service === 'api' && minute === 5 && i === 0)
          ? { ...log, level: ERROR, message }
          : log
      );
    expect(incidentsOf(logs(false))).toMatchObject([
      { type: 'Unusual Log Pattern', severity: 'HIGH', services: ['database'] },
    ]);
    expect(incidentsOf(logs(true))).toEqual([]);
  });

  it('takes a new line that complains of nothing for a release, unless it knows the service for a day', () => {
    const logs = logsOf(['api', 'database'], (log, minute) =>
      log.service === 'api' && minute >= 120 ? { ...log, message: 'Answer sent by the new code' } : log
    );
    expect(incidentsOf(logs)).toEqual([]);
    const before = { timeMs: START - 25 * HOUR, service: 'api', message: 'handled' };
    const longer = { fromMs: before.timeMs, toMs: range.toMs };
    expect(incidentsOf([before, ...logs], longer)).toMatchObject([{ type: 'Unusual Log Pattern', services: ['api'] }]);
  });

  it('finds what it can from windows alone', () => {
    const logs = logsOf(['api', 'database'], (log, minute, i) =>
      log.service === 'api' && between(minute, 90, 105) && i < 5 ? { ...log, level: ERROR } : log
    );
    const [incident] = incidentsOf(logs, range, false);
    expect(incident).toMatchObject({ type: 'High Error Rate', services: ['api'] });
    expect(incident.cause).toMatchObject({ service: 'api', message: expect.stringContaining('50% errors') });
    expect(incident).not.toHaveProperty('firstError');
  });
});
