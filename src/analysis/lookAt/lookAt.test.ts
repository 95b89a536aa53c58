import fc from 'fast-check';
import { ERROR, INFO } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { sliceByTime } from '../../logs/select';
import { tableOf } from '../../logs/testing/tableOf';
import { type Notice } from '../../logs/notice';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { generate } from '../../sources/generated/generate';
import { DAY, HOUR, MINUTE } from '../../time/units';
import { analyze } from '../analyze';
import { judgeLogs } from '../judgeLogs';
import { type Analysis } from '../model/analysis';
import { countWindows } from '../windows/countLogs';
import { summarise } from '../windows/totals';
import { lookAt } from './lookAt';

const START = Date.UTC(2026, 0, 5);
const SPAN = { fromMs: START, toMs: START + 3 * DAY };
const CLOCK = { now: () => 0 };

const { table: LOGS } = generate({ seed: 11, logsPerDay: 4000 }, SPAN);
const judged = judgeLogs({ table: LOGS, span: SPAN, notices: [] }, DEFAULT_ANALYSIS_OPTIONS, CLOCK);
const last = (ms: number) => lookAt(judged, { fromMs: SPAN.toMs - ms, toMs: SPAN.toMs });

/** Any length up to the whole span. */
const LENGTH = fc.integer({ min: 1, max: 3 * DAY });

describe('ranges that end at the same time', () => {
  it('say the same of what they have in common', () => {
    fc.assert(
      fc.property(LENGTH, LENGTH, (a, b) => {
        const [shorter, longer] = [last(Math.min(a, b)), last(Math.max(a, b))];
        const { fromMs } = shorter.range;
        expect(shorter.incidents).toEqual(longer.incidents.filter(({ endMs }) => endMs > fromMs));
        expect(shorter.anomalies.items.map(withoutEpisode)).toEqual(
          longer.anomalies.items.filter(({ timeMs }) => timeMs >= fromMs).map(withoutEpisode)
        );
        expect(shorter.healthNow).toEqual(longer.healthNow);
        expect(nowOf(shorter)).toEqual(nowOf(longer).filter(([service]) => isIn(shorter, service)));
        expect(shorter.forecasts).toEqual(longer.forecasts);
        for (const { id, firstMs, lastMs } of shorter.patterns.templates) {
          expect([id, firstMs, lastMs]).toEqual([id, ...seenIn(longer, id)]);
        }
      }),
      { numRuns: 40 }
    );
    expect(last(3 * DAY).incidents.length).toBeGreaterThan(3);
  });

  it('have the health of the span where they were asked for from before it: nothing is known of that time', () => {
    const { health, services } = lookAt(judged, { fromMs: SPAN.fromMs - 30 * DAY, toMs: SPAN.toMs });
    const whole = last(3 * DAY);
    expect(health).toEqual(whole.health);
    expect(services.map((service) => service.health)).toEqual(whole.services.map((service) => service.health));
  });

  it('count what was logged in each', () => {
    fc.assert(
      fc.property(LENGTH, (length) => {
        const { range, totals, services, windows, anomalies, patterns } = last(length);
        const table = sliceByTime(LOGS, range.fromMs, range.toMs);
        const alone = countWindows(table, range);
        expect(totals).toEqual(summarise(table).totals);
        expect(services.map(({ service }) => service)).toEqual(windows.services);
        expect([windows.startMs, windows.windowMs, windows.windowCount]).toEqual([
          alone.startMs,
          alone.windowMs,
          alone.windowCount,
        ]);
        expect(sum(windows.byLevel[INFO])).toBe(sum(alone.byLevel[INFO]));
        expect(sum(anomalies.perWindow)).toBe(anomalies.count);
        expect(sum(patterns.templates.map(({ count }) => count))).toBe(table.length);
        expect(sum(patterns.errors.map(({ count }) => count))).toBe(totals.errors);
      }),
      { numRuns: 40 }
    );
  });

  it('are the analysis by itself where that is the whole span', () => {
    expect(last(3 * DAY)).toEqual(analyze({ table: LOGS, range: SPAN, notices: [] }, DEFAULT_ANALYSIS_OPTIONS, CLOCK));
  });
});

describe('a short range after a day of other logs', () => {
  const log = (minute: number, service: string, message: string, level = INFO): Partial<LogRecord> => ({
    timeMs: START + minute * MINUTE,
    service,
    message,
    level,
  });
  const day = 24 * 60;
  const logs = Array.from({ length: day }, (_, minute) => [
    log(minute, 'api', `request ${minute} done`),
    log(minute, 'api', `request ${minute} sent`),
    ...(minute < day - 25 ? [log(minute, 'mail', `letter ${minute} sent`), log(minute, 'mail', 'queue empty')] : []),
    ...(minute < 0.8 * day ? [log(minute, 'api', 'heartbeat of the old node')] : []),
    ...(minute >= day - 10 && minute < day - 8 ? [log(minute, 'api', 'disk sda1 is read-only', ERROR)] : []),
  ]).flat();
  const range = { fromMs: START + (day - 20) * MINUTE, toMs: START + DAY };
  const analysisOf = (notices: Notice[] = [], knownFromMs?: number) =>
    lookAt(
      {
        ...judgeLogs({ table: tableOf(logs), span: { ...range, fromMs: START }, notices }, DEFAULT_ANALYSIS_OPTIONS),
        ...(knownFromMs !== undefined && { knownFromMs }),
      },
      range
    );
  const templateOf = ({ patterns }: Analysis, words: string) =>
    patterns.templates.find(({ template }) => template.includes(words));

  it('has a service that fell silent before it began, with the incident, without logs and not well', () => {
    const { services, incidents } = analysisOf();
    expect(incidents).toMatchObject([{ services: ['mail'], ongoing: true, startMs: START + (day - 25) * MINUTE }]);
    expect(services.map(({ service, logs: count }) => [service, count])).toEqual([
      ['api', 42],
      ['mail', 0],
    ]);
    expect(services[1].healthNow.score).toBeLessThanOrEqual(DEFAULT_ANALYSIS_OPTIONS.health.highCap);
  });

  it('knows what is new from the day, and since when the rest is known', () => {
    const analysis = analysisOf();
    expect(templateOf(analysis, 'read-only')).toMatchObject({ count: 2, isNew: true });
    expect(templateOf(analysis, 'done')).toMatchObject({ count: 20, isNew: false, firstMs: START });
  });

  it('has what has vanished, though nothing of it is in the range', () => {
    expect(templateOf(analysisOf(), 'old node')).toMatchObject({ count: 0, isVanished: true, services: ['api'] });
  });

  it('says of lines that were left out before it that less was learned, and of those within what the source says', () => {
    const said: Notice = { severity: 'warning', text: 'Lines were left out.', untilMs: START + HOUR };
    const { severity, text } = said;
    expect(analysisOf([said], START + HOUR).notices).toEqual([
      { severity: 'info', text: expect.stringMatching(/^What is usual was learned from 2026-01-05 01:00:00 UTC on/) },
    ]);
    const later = range.fromMs + MINUTE;
    const cut = analysisOf([{ ...said, untilMs: later }], later);
    expect(cut.notices).toEqual([{ severity, text }]);
    expect(cut.range.fromMs).toBe(later);
  });
});

const sum = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((total, n) => total + n, 0);
const withoutEpisode = ({ episode, ...rest }: Analysis['anomalies']['items'][number]) => rest;
const nowOf = ({ services }: Analysis) => services.map(({ service, healthNow }) => [service, healthNow] as const);
const isIn = ({ services }: Analysis, name: string) => services.some(({ service }) => service === name);
const seenIn = ({ patterns }: Analysis, id: string) => {
  const found = patterns.templates.find((template) => template.id === id);
  return [found?.firstMs, found?.lastMs];
};
