import fc from 'fast-check';
import { SeismologError } from '../errors';
import { MINUTE } from '../time/units';
import { elasticsearchSource } from './elasticsearch/elasticsearchSource';
import { steadyDocuments } from './elasticsearch/testing/fakeDocuments';
import { fakeElasticsearch } from './elasticsearch/testing/fakeElasticsearch';
import { grafanaSource } from './grafana/grafanaSource';
import { fakeGrafana } from './grafana/testing/fakeGrafana';
import { connectionTo } from './http/testing/loopbackServer';
import { lokiSource } from './loki/lokiSource';
import { FROM, steady } from './loki/testing/fakeLines';
import { fakeLoki } from './loki/testing/fakeLoki';
import { type LogSource } from './source';
import { anyOddity, withOddity } from './testing/oddJson';
import { recordAnswers, type RecordedAnswers } from './testing/recordedAnswers';

const RUNS = 200;
const REQUEST = { fromMs: FROM, toMs: FROM + 5 * MINUTE, expr: '', lineLimit: 100 };
const GRID = { startMs: FROM - (FROM % MINUTE), windowMs: MINUTE, windowCount: 6 };
const context = { signal: new AbortController().signal };

const STORES: Record<string, () => Promise<{ source: LogSource; close: () => Promise<void> }>> = {
  async Loki() {
    const lines = steady(150, 1000).map((line, i) => ({
      ...line,
      line: JSON.stringify({ level: 'error', status: 500 + (i % 9), took: `${i}ms` }),
    }));
    const store = await fakeLoki({ lines, evaluates: true });
    return { source: lokiSource(connectionTo(store.url), { mapping: {} }), close: store.close };
  },
  async Elasticsearch() {
    const fields = { '@timestamp': 'date', 'service.name': 'keyword', 'log.level': 'keyword', took: 'long' };
    const documents = steadyDocuments(150, 1000).map((own, i) => ({ ...own, source: { ...own.source, took: i } }));
    const store = await fakeElasticsearch({ documents, fields });
    return { source: elasticsearchSource(connectionTo(store.url), { index: 'logs-*' }, {}), close: store.close };
  },
  async Grafana() {
    const lines = Array.from({ length: 150 }, (_, i) => ({ timeMs: FROM + i * 1000, text: `took=${i}ms` }));
    const store = await fakeGrafana({ lines, limit: 40 });
    const options = { datasourceUid: 'logs', query: {}, queryKeys: 'expr' };
    return { source: grafanaSource(connectionTo(store.url), options, {}), close: store.close };
  },
};

/** All that a source is asked, each by its name. */
function questions(source: LogSource): Record<string, () => Promise<unknown> | undefined> {
  return {
    read: () => source.read(REQUEST, context),
    count: () => source.count?.(REQUEST, context),
    readWindows: () => source.readWindows?.({ ...REQUEST, gridOf: () => GRID }, context),
    detectFields: () => source.detectFields?.(REQUEST, context),
    check: () => source.check(context),
  };
}

/** The paths of the numbers that no frame may show. NaN stands for what is not known. */
function infinitiesIn(value: unknown, path = ''): string[] {
  if (typeof value === 'number') {
    return Math.abs(value) === Infinity ? [path] : [];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => infinitiesIn(child, `${path}.${key}`))
    : [];
}

describe.each(Object.entries(STORES))('an odd answer of %s', (_, start) => {
  it.each(['read', 'count', 'readWindows', 'detectFields', 'check'])(
    'to %s is read without a number beyond all, or refused as an error of the store',
    async (question) => {
      const { source, close } = await start();
      const ask = questions(source)[question];
      let answers: RecordedAnswers | undefined;
      try {
        answers = await recordAnswers(async () => ask());
        const { length, change } = answers;
        const property = fc.asyncProperty(fc.nat(1000), anyOddity, async (number, oddity) => {
          change(number % Math.max(1, length), (body) => withOddity(body, oddity));
          let outcome: unknown;
          try {
            outcome = await ask();
          } catch (error) {
            expect(error).toBeInstanceOf(SeismologError);
          }
          expect(infinitiesIn(outcome)).toEqual([]);
          expect(Object.keys(Object.prototype)).toEqual([]);
        });
        await fc.assert(property, { numRuns: RUNS, seed: 11 });
      } finally {
        answers?.restore();
        await close();
      }
    },
    60_000
  );
});
