import fc from 'fast-check';
import { type Analysis } from '../../analysis/model/analysis';
import { type Mode, type SeismologSettings } from '../../query/settings';
import { parseSettings, resolveAnalysisOptions } from '../../query/validation';
import { generate } from '../../sources/generated/generate';
import { analyzeAlone } from '../analyzeSource';
import { MINUTE, DAY } from '../../time/units';

/** A border of windows. */
export const START = Date.parse('2026-11-18T10:00:00Z');
export const ONE_DAY = { fromMs: START, toMs: START + DAY };

/** What any log may say, and when in the ten minutes from START it may have come. */
export const ANY_LOG = {
  status: fc.constantFrom(0, 200, 404, 500, 503),
  took: fc.constantFrom(-1, 0, 0.5, 12, 120, 3000),
  minute: fc.integer({ min: 0, max: 9 }),
  ms: fc.constantFrom(0, 1, 20_000, 59_999),
  ns: fc.constantFrom(0, 1, 999_999),
};

/**
 * The logs of ONE_DAY with an outage, of which no service is just over or just under the bar for slowness: there the
 * modes may differ, as docs/sources.md says.
 */
export const outageLogs = () => generate({ seed: 22, logsPerDay: 3000 }, ONE_DAY).table;

export interface Asked {
  fromMs: number;
  toMs: number;
  expr?: string;
  settings?: SeismologSettings;
}

/** The analysis of a store's logs in a mode: of ten minutes from START, unless it is asked for others. */
export function analyzeIn(url: string, mode: Mode, asked: Partial<Asked>): Promise<Analysis> {
  const { expr = '', settings, fromMs = START, toMs = START + 10 * MINUTE } = asked;
  const resolved = parseSettings({
    jsonData: { mode, ...settings },
    secureJsonData: {},
    url,
    basicAuth: false,
    basicAuthUser: '',
  });
  const options = resolveAnalysisOptions(resolved, { analysis: {} });
  const context = { signal: new AbortController().signal, checkpoint: () => undefined };
  return analyzeAlone({ settings: resolved, expr, fromMs, toMs, options }, context);
}

/** What has to be the same to the last log. */
function countsOf({ windows, totals, services }: Analysis) {
  const { responseSum, responseP95, ...counted } = windows;
  const plain = ({ byLevel, errors, successRate }: Analysis['totals']) => ({ byLevel, errors, successRate });
  return { counted, totals: plain(totals), services: services.map((own) => [own.service, plain(own)]) };
}

export function expectSameCounts(windows: Analysis, entries: Analysis): void {
  expect(countsOf(windows)).toEqual(countsOf(entries));
}

/** The same counts, and the same response times but for the last bits of their sums. */
export function expectSame(counted: Analysis, entries: Analysis): void {
  expectSameCounts(counted, entries);
  for (const column of ['responseSum', 'responseP95'] as const) {
    counted.windows[column].forEach((value, cell) => {
      const wanted = entries.windows[column][cell];
      expect([column, cell, value]).toEqual([column, cell, Number.isNaN(wanted) ? NaN : expect.closeTo(wanted, 6)]);
    });
  }
}

/** The same kinds of error as often; the kinds of all messages sum to the logs, but for rounding. */
export function expectSameKinds(windows: Analysis, entries: Analysis): void {
  const kinds = ({ patterns }: Analysis) => patterns.errors.map(({ id, count }) => [id, count]);
  expect(kinds(windows)).toEqual(kinds(entries));
  const sum = windows.patterns.templates.reduce((all, { count }) => all + count, 0);
  expect(Math.abs(sum - entries.totals.logs)).toBeLessThan(windows.patterns.templates.length);
}

/** As many response times, the same P95 of each service, the other figures within 5%. */
export function expectCloseResponseTimes(windows: Analysis, entries: Analysis): void {
  windows.services.forEach(({ service, responseTime }, i) => {
    const wanted = entries.services[i].responseTime;
    expect([service, responseTime?.p95]).toEqual([service, expect.closeTo(wanted?.p95 ?? NaN, 6)]);
    for (const name of ['p50', 'p99', 'max'] as const) {
      expect(Math.abs((responseTime?.[name] ?? NaN) / (wanted?.[name] ?? NaN) - 1)).toBeLessThan(0.05);
    }
  });
  const counted = windows.responseTimes?.counts.reduce((sum, count) => sum + count, 0);
  expect(counted).toBe(entries.totals.responseTime?.count);
}

/** The incidents that both modes have to find alike. */
export function comparableIncidents({ incidents }: Analysis) {
  return incidents
    .filter(({ type }) => type !== 'Unusual Log Pattern')
    .map(({ id, type, severity, services, startMs, endMs, cause }) => [
      id,
      type,
      severity,
      services,
      startMs,
      endMs,
      cause,
    ]);
}
