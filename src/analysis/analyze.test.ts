import { ERROR, INFO, UNKNOWN } from '../logs/level';
import { type LogRecord } from '../logs/logTable';
import { DEFAULT_ANALYSIS_OPTIONS } from '../query/options';
import { analyze } from './analyze';
import { tableOf } from '../logs/testing/tableOf';
import { MINUTE, HOUR } from '../time/units';

const START = Date.UTC(2026, 0, 5);
const range = { fromMs: START, toMs: START + 2 * HOUR };

/** Two hours of ten logs a minute and service; the database fails from minute 60 to 80. */
function outage(): Array<Partial<LogRecord>> {
  return Array.from({ length: 120 }, (_, minute) =>
    ['api', 'database'].flatMap((service) =>
      Array.from({ length: 10 }, (_, i) => ({
        timeMs: START + minute * MINUTE + i * 6000,
        service,
        level: service === 'database' && minute >= 60 && minute < 80 ? ERROR : INFO,
        message: service === 'database' && minute >= 60 && minute < 80 ? 'connection refused' : 'handled',
        responseTime: 100 + ((minute * 7 + i * 13) % 50),
      }))
    )
  ).flat();
}

describe('analyze', () => {
  it('gives an empty analysis of no known health for no logs', () => {
    const analysis = analyze({ table: tableOf([]), range, notices: [] }, DEFAULT_ANALYSIS_OPTIONS);
    expect(analysis.totals).toEqual({
      logs: 0,
      known: { levels: 0, responseTimes: 0 },
      byLevel: [0, 0, 0, 0, 0, 0],
      errors: 0,
    });
    expect(analysis.health).toMatchObject({ score: null, status: 'UNKNOWN', reason: 'There are no logs.' });
    expect(analysis.incidents).toEqual([]);
    expect(analysis.services).toEqual([]);
    expect(analysis.responseTimes).toBeUndefined();
    expect(analysis.trend).toBeUndefined();
  });

  it('finds an outage, where it was and when it began', () => {
    const analysis = analyze({ table: tableOf(outage()), range, notices: [] }, DEFAULT_ANALYSIS_OPTIONS);
    const incident = analysis.incidents.find(({ type }) => type === 'High Error Rate');
    expect(incident).toMatchObject({ severity: 'CRITICAL', services: ['database'], ongoing: false });
    expect(incident?.startMs).toBe(START + HOUR);
    expect(incident?.endMs).toBe(START + 80 * MINUTE);
    expect(incident?.cause).toMatchObject({ service: 'database', message: 'connection refused' });
    expect(analysis.services.find(({ service }) => service === 'api')?.health.score).toBeGreaterThan(90);
    expect(analysis.services.find(({ service }) => service === 'database')?.health.score).toBeLessThan(60);
  });

  it.each([UNKNOWN, INFO])('finds an attack by the words of lines, whatever level they have (%d)', (level) => {
    const said = (minute: number, i: number, message: string) => ({
      timeMs: START + minute * MINUTE + i * 100,
      service: 'sshd',
      level,
      message,
    });
    const logs = Array.from({ length: 120 }, (_, minute) => [
      said(minute, 0, `Accepted publickey for deploy from 10.0.0.7 port ${40_000 + minute} ssh2`),
      said(minute, 1, `Disconnected from user deploy 10.0.0.7 port ${40_000 + minute}`),
      ...Array.from({ length: minute >= 90 && minute < 100 ? 20 : 0 }, (__, i) =>
        said(minute, i + 2, `Failed password for invalid user admin${i} from 203.0.113.7 port ${50_000 + i} ssh2`)
      ),
    ]).flat();
    const { incidents, health } = analyze({ table: tableOf(logs), range, notices: [] }, DEFAULT_ANALYSIS_OPTIONS);
    expect(incidents).toMatchObject([{ type: 'Security Threat', services: ['sshd'], startMs: START + 90 * MINUTE }]);
    expect(incidents[0].recommendation).toContain('203.0.113.7');
    expect(health.status === 'UNKNOWN').toBe(level === UNKNOWN);
  });

  it('says that nobody logs any more, when the last log came, and caps the health', () => {
    const logs = outage().filter(({ timeMs = 0 }) => timeMs < START + 77 * MINUTE);
    const { incidents, health, healthOverTime, notices } = analyze(
      { table: tableOf(logs), range, notices: [] },
      DEFAULT_ANALYSIS_OPTIONS
    );
    expect(incidents[0]).toMatchObject({
      type: 'Service Unavailability',
      severity: 'CRITICAL',
      services: ['api', 'database'],
      ongoing: true,
      startMs: START + 77 * MINUTE,
    });
    expect(health.score).toBeLessThanOrEqual(DEFAULT_ANALYSIS_OPTIONS.health.criticalCap);
    expect(healthOverTime.overall.at(-1)).toBe(DEFAULT_ANALYSIS_OPTIONS.health.criticalCap);
    expect(notices).toMatchObject([
      {
        severity: 'warning',
        text: expect.stringMatching(
          /^All services fell silent: no log of any service in 43 minutes, .*the last one came at \d{4}-\d\d-\d\d \d\d:16 UTC/
        ),
      },
    ]);
  });

  it('takes no logs for missing that could not be there yet when they were read', () => {
    const logs = outage().filter(({ timeMs = 0 }) => timeMs < START + 77 * MINUTE);
    const { notices } = analyze({ table: tableOf(logs), range, notices: [] }, DEFAULT_ANALYSIS_OPTIONS, {
      readAtMs: START + 78 * MINUTE,
    });
    expect(notices).toEqual([]);
  });

  it('hands on the notices and times every step', () => {
    const notices = [{ severity: 'warning' as const, text: '10 lines were left out' }];
    const analysis = analyze({ table: tableOf(outage()), range, notices }, DEFAULT_ANALYSIS_OPTIONS, { now: () => 0 });
    expect(analysis.notices).toEqual(notices);
    expect(Object.values(analysis.seconds)).toEqual(Object.values(analysis.seconds).map(() => 0));
  });

  it('leaves out response times that cannot be any, and says how many', () => {
    const logs = outage().map((log, i) => ({ ...log, responseTime: [Infinity, 1.7e308, 120][i % 3] }));
    const { notices, totals } = analyze({ table: tableOf(logs), range, notices: [] }, DEFAULT_ANALYSIS_OPTIONS);
    expect(notices).toContainEqual({
      severity: 'warning',
      text: "1,600 response times left out: not finite, negative or longer than 100 years. Check the field and its unit in the data source's settings.",
    });
    expect(totals.responseTime?.mean).toBe(120);
  });

  it('says that logs lie outside the range', () => {
    const table = tableOf([{ timeMs: START - 1 }, { timeMs: START }]);
    const { notices } = analyze({ table, range, notices: [] }, DEFAULT_ANALYSIS_OPTIONS);
    expect(notices).toMatchObject([
      { severity: 'warning', text: expect.stringContaining('1 of 2 logs') },
      { severity: 'info', text: expect.stringContaining('rests on 2 logs alone') },
    ]);
  });

  it('says how little a few logs say, and nothing of it where there are enough', () => {
    const noticesOf = (count: number) => {
      const table = tableOf(Array.from({ length: count }, (_, i) => ({ timeMs: START + i, level: INFO })));
      return analyze({ table, range, notices: [] }, DEFAULT_ANALYSIS_OPTIONS).notices.map(({ text }) => text);
    };
    expect(noticesOf(1)).toEqual([
      'All of this rests on one log alone: so few say little of how often something fails.',
    ]);
    expect(noticesOf(20)).toEqual([]);
  });

  it('ends where its checkpoint throws', () => {
    const checkpoint = () => {
      throw new RangeError('enough');
    };
    const input = { table: tableOf(outage()), range, notices: [] };
    expect(() => analyze(input, DEFAULT_ANALYSIS_OPTIONS, { checkpoint })).toThrow('enough');
  });
});
