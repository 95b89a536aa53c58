import { ERROR, INFO, UNKNOWN } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { tableOf } from '../../logs/testing/tableOf';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { DAY, HOUR, MINUTE } from '../../time/units';
import { judgeLogs } from '../judgeLogs';
import { type Baseline, type Incident } from '../model/analysis';
import { countLogs } from '../windows/countLogs';
import { sameTimeOf } from '../windows/sameTime';
import { summarise } from '../windows/totals';
import { findBaselines } from './findBaselines';

/** A Monday. */
const START = Date.UTC(2026, 0, 5);

type Log = Partial<LogRecord> & { timeMs: number };

/** Two logs a minute of a service, of which each tenth is an error, changed by `change`. */
function logsOf(hours: number, change: (log: Log) => Log = (log) => log, service = 'api', fromMs = START): Log[] {
  return Array.from({ length: hours * 120 }, (_, i) =>
    change({
      timeMs: fromMs + i * 30_000,
      service,
      level: i % 10 === 0 ? ERROR : INFO,
      responseTime: 100 + (i % 11),
    })
  );
}

function baselinesOf(logs: readonly Log[], toMs: number, incidents: Array<Partial<Incident>> = [], isCounted = false) {
  const span = { fromMs: START, toMs };
  const table = tableOf(logs.toSorted((a, b) => a.timeMs - b.timeMs));
  const { windows, counts } = countLogs(table, span);
  return findBaselines({
    span,
    windows,
    counts,
    incidents: incidents as Incident[],
    events: [],
    sameTime: sameTimeOf(windows),
    summary: summarise(table),
    ...(!isCounted && { table }),
  });
}

const OUTAGE = { type: 'High Error Rate', services: ['api'], startMs: START + HOUR, endMs: START + 2 * HOUR } as const;
const ill = (log: Log): Log =>
  log.timeMs >= OUTAGE.startMs && log.timeMs < OUTAGE.endMs ? { ...log, level: ERROR, responseTime: 5000 } : log;

describe('baselines', () => {
  it('say how much a service logs, how often it fails, and how fast it answers', () => {
    expect(baselinesOf(logsOf(4), START + 4 * HOUR)).toEqual([
      {
        service: 'api',
        sinceMs: START,
        logsPerMinute: 2,
        errorRate: 0.1,
        p50: 105,
        p95: 110,
        leftOut: [],
        leftOutShare: 0,
      },
    ]);
  });

  it('leave out incidents, and list them', () => {
    const [baseline] = baselinesOf(logsOf(4, ill), START + 4 * HOUR, [OUTAGE]);
    expect(baseline).toMatchObject({ logsPerMinute: 2, errorRate: 0.1, p50: 105, p95: 110 });
    expect(baseline.leftOutShare).toBeCloseTo(0.25);
    expect(baseline.leftOut).toEqual([
      { fromMs: OUTAGE.startMs, toMs: OUTAGE.endMs, why: 'incident: High Error Rate' },
    ]);
  });

  it('leave out what is of the service, not what is of others', () => {
    const logs = [...logsOf(4, ill), ...logsOf(4, (log) => log, 'shop')];
    const [api, shop] = baselinesOf(logs, START + 4 * HOUR, [OUTAGE]);
    expect([api.leftOut.length, shop.leftOut.length]).toEqual([1, 0]);
  });

  it('know response times of all logs where these were counted, whatever was left out', () => {
    const [baseline] = baselinesOf(logsOf(4, ill), START + 4 * HOUR, [OUTAGE], true);
    expect([baseline.errorRate, baseline.p95]).toEqual([0.1, 5000]);
  });

  it('know nothing of a service all of whose time was left out', () => {
    const [baseline] = baselinesOf(logsOf(4), START + 4 * HOUR, [
      { ...OUTAGE, startMs: START, endMs: START + 4 * HOUR },
    ]);
    expect(baseline).toEqual({
      service: 'api',
      sinceMs: START,
      leftOut: [expect.anything()],
      leftOutShare: 1,
    });
  });

  it('know since when there is a service, and when there will be enough of it', () => {
    const fresh = { fromMs: START + 3 * HOUR, name: 'new' };
    const logs = [...logsOf(4), ...logsOf(1, (log) => log, fresh.name, fresh.fromMs).filter((_, i) => i % 5 === 0)];
    const [, baseline] = baselinesOf(logs, START + 4 * HOUR);
    // 24 logs in an hour; 6 blocks of 20 take 5 hours.
    expect(baseline.sinceMs).toBe(fresh.fromMs);
    expect(baseline.readyMs).toBe(fresh.fromMs + 5 * HOUR);
  });

  it('take no levels, and no response times, for something that is still to come', () => {
    const logs = logsOf(4, (log) => ({ ...log, level: UNKNOWN, responseTime: NaN }));
    const [baseline] = baselinesOf(logs, START + 4 * HOUR);
    expect(baseline).toEqual({ service: 'api', sinceMs: START, logsPerMinute: 2, leftOut: [], leftOutShare: 0 });
  });

  it('are flat before there are three other days, and by the hour from then on', () => {
    // Half the logs at night, up to 6 in the morning.
    const byNight = (hours: number) =>
      logsOf(hours).filter(({ timeMs }, i) => (timeMs % DAY) / HOUR >= 6 || i % 2 === 0);
    const at = (hours: number): Baseline => baselinesOf(byNight(hours), START + hours * HOUR)[0];
    expect(at(3 * 24).thisHour).toBeUndefined();
    expect(at(4 * 24).thisHour).toEqual({ by: 'day', logsPerMinute: 2, errorRate: 0.1 });
    expect(at(4 * 24 + 3).thisHour).toMatchObject({ by: 'day', logsPerMinute: 1 });
  });
});

describe('a service that is plainly ill while it is learned', () => {
  it('is an incident', () => {
    const fromMs = START + 4 * HOUR;
    const fails = (log: Log, i: number): Log => ({ ...log, service: 'new', level: i % 5 === 0 ? INFO : ERROR });
    const logs = [...logsOf(5), ...logsOf(1, undefined, 'new', fromMs).slice(0, 60).map(fails)];
    const table = tableOf(logs.toSorted((a, b) => a.timeMs - b.timeMs));
    const span = { fromMs: START, toMs: fromMs + 30 * MINUTE };
    const judged = judgeLogs({ table, span, notices: [] }, DEFAULT_ANALYSIS_OPTIONS);
    expect(judged.baselines.find(({ service }) => service === 'new')?.readyMs).toBeGreaterThan(span.toMs);
    expect(judged.incidents).toContainEqual(
      expect.objectContaining({ type: 'High Error Rate', severity: 'CRITICAL', services: ['new'], ongoing: true })
    );
  });
});
