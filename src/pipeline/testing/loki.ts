import { type Analysis } from '../../analysis/model/analysis';
import { type Mode, type SeismologSettings } from '../../query/settings';
import { type FakeLine } from '../../sources/loki/testing/fakeLine';
import { fakeLoki, type FakeLoki, type FakeLokiOptions } from '../../sources/loki/testing/fakeLoki';
import { analyzeIn, type Asked } from './modes';

/** The analysis of ten minutes from START, unless it is asked for others. */
export function analyse(url: string, mode: Mode, asked: Partial<Asked> = {}): Promise<Analysis> {
  const settings: SeismologSettings = { source: 'loki', ...asked.settings };
  return analyzeIn(url, mode, { ...asked, settings });
}

/** Serves each test of a file its own Loki, until the test ends. */
export function lokiFixture() {
  let loki: FakeLoki | undefined;
  afterEach(async () => {
    await loki?.close();
    loki = undefined;
  });
  return {
    /** @returns its URL */
    async serve(lines: FakeLine[], options: FakeLokiOptions = {}): Promise<string> {
      loki = await fakeLoki({ lines, evaluates: true, ...options });
      return loki.url;
    },
    /** What it was asked at a path. */
    queries: (path: string): URLSearchParams[] => loki?.queries(path) ?? [],
  };
}
