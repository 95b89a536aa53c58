import { MINUTE } from '../../time/units';
import { elasticsearchSource } from '../elasticsearch/elasticsearchSource';
import { steadyDocuments } from '../elasticsearch/testing/fakeDocuments';
import { fakeElasticsearch } from '../elasticsearch/testing/fakeElasticsearch';
import { grafanaSource } from '../grafana/grafanaSource';
import { fakeGrafana } from '../grafana/testing/fakeGrafana';
import { connectionTo } from '../http/testing/loopbackServer';
import { lokiSource } from '../loki/lokiSource';
import { FROM, steady } from '../loki/testing/fakeLines';
import { fakeLoki } from '../loki/testing/fakeLoki';
import { type LogSource } from '../source';
import { steady as steadyLogs } from '../victorialogs/testing/fakeLogs';
import { fakeVictoriaLogs } from '../victorialogs/testing/fakeVictoriaLogs';
import { victoriaLogsSource } from '../victorialogs/victoriaLogsSource';

const REQUEST = { fromMs: FROM, toMs: FROM + 5 * MINUTE, expr: '', lineLimit: 100 };
const GRID = { startMs: FROM - (FROM % MINUTE), windowMs: MINUTE, windowCount: 6 };
const context = { signal: new AbortController().signal };

/** Small stores of each kind, and a source that reads them. */
export const STORES: Record<string, () => Promise<{ source: LogSource; close: () => Promise<void> }>> = {
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
  async VictoriaLogs() {
    const logs = steadyLogs(150, 1000).map((own, i) => ({ ...own, fields: { ...own.fields, took: `${i}` } }));
    const store = await fakeVictoriaLogs({ logs });
    return { source: victoriaLogsSource(connectionTo(store.url), {}), close: store.close };
  },
  async Grafana() {
    const lines = Array.from({ length: 150 }, (_, i) => ({ timeMs: FROM + i * 1000, text: `took=${i}ms` }));
    const store = await fakeGrafana({ lines, limit: 40 });
    const options = { datasourceUid: 'logs', query: {}, queryKeys: 'expr' };
    return { source: grafanaSource(connectionTo(store.url), options, {}), close: store.close };
  },
};

export const QUESTIONS = ['read', 'count', 'readWindows', 'detectFields', 'check'] as const;

/** All that a source is asked, each by its name. */
export function questions(source: LogSource): Record<(typeof QUESTIONS)[number], () => Promise<unknown> | undefined> {
  return {
    read: () => source.read(REQUEST, context),
    count: () => source.count?.(REQUEST, context),
    readWindows: () => source.readWindows?.({ ...REQUEST, gridOf: () => GRID }, context),
    detectFields: () => source.detectFields?.(REQUEST, context),
    check: () => source.check(context),
  };
}
