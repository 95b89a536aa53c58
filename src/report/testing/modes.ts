import { type Analysis } from '../../analysis/analysis';
import { type Mode, type SeismologSettings } from '../../query/settings';
import { parseSettings, resolveAnalysisOptions } from '../../query/validation';
import { analyseSource } from '../analyseSource';

export interface Asked {
  fromMs: number;
  toMs: number;
  expr?: string;
  settings?: SeismologSettings;
}

/** The analysis of a store's logs in a mode. */
export function analyseIn(url: string, mode: Mode, { expr = '', settings, ...range }: Asked): Promise<Analysis> {
  const resolved = parseSettings({
    jsonData: { mode, ...settings },
    secureJsonData: {},
    url,
    basicAuth: false,
    basicAuthUser: '',
  });
  const options = resolveAnalysisOptions(resolved, { analysis: {} });
  const context = { signal: new AbortController().signal, checkpoint: () => undefined };
  return analyseSource({ settings: resolved, expr, ...range, options }, context);
}

/** What has to be the same to the last log. */
export function countsOf({ windows, totals, services }: Analysis) {
  const { responseSum, responseP95, ...counted } = windows;
  const plain = ({ byLevel, errors, successRate }: Analysis['totals']) => ({ byLevel, errors, successRate });
  return { counted, totals: plain(totals), services: services.map((own) => [own.service, plain(own)]) };
}

export function expectSameCounts(windows: Analysis, entries: Analysis): void {
  expect(countsOf(windows)).toEqual(countsOf(entries));
}

/** The same counts, and the same response times but for the last bits of their sums. */
export function expectSame(windows: Analysis, entries: Analysis): void {
  expectSameCounts(windows, entries);
  for (const column of ['responseSum', 'responseP95'] as const) {
    windows.windows[column].forEach((value, cell) => {
      const wanted = entries.windows[column][cell];
      expect([column, cell, value]).toEqual([column, cell, Number.isNaN(wanted) ? NaN : expect.closeTo(wanted, 6)]);
    });
  }
}

/** The incidents that both modes have to tell alike. */
export function toldIncidents({ incidents }: Analysis) {
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
