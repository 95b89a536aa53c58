import { connectionTo } from '../http/testing/loopbackServer';
import { type SourceCheck } from '../source';
import { elasticsearchSource } from './elasticsearchSource';
import { fakeElasticsearch, type FakeElasticsearch } from './testing/fakeElasticsearch';
import { type FakeOptions } from './testing/fakeModel';

let store: FakeElasticsearch;

afterEach(async () => {
  await store.close();
});

async function check(options: FakeOptions): Promise<SourceCheck> {
  store = await fakeElasticsearch(options);
  const source = elasticsearchSource(connectionTo(store.url), { index: 'logs-*' }, {});
  return source.check({ signal: new AbortController().signal });
}

const recently = Date.now() - 60_000;
const document = (index: string, service: string) => ({
  index,
  timeMs: recently,
  source: {
    '@timestamp': new Date(recently).toISOString(),
    log: { level: 'info' },
    'service.name': service,
    message: 'hi',
    event: { duration: 5 },
  },
});

it('says which store, how many indices, services and lines, and which fields are recognised', async () => {
  const documents = [document('logs-a', 'x'), document('logs-a', 'y'), document('logs-b', 'y')];
  const fields = {
    '@timestamp': 'date',
    'log.level': 'keyword',
    'service.name': 'keyword',
    message: 'text',
    'event.duration': 'long',
  };
  const { message, details } = await check({ documents, fields });
  expect(message).toBe(
    'Connected to Elasticsearch 8.15.0: 2 indices, 2 services, 3 lines in the last hour. ' +
      'Recognised in 3 of them: level (log.level: keyword), service (service.name: keyword), message (message: text), ' +
      'response time (event.duration: long); not found: status code, trace id.'
  );
  expect(details).toMatchObject({ indices: 2, services: 2, linesLastHour: 3, timeField: '@timestamp' });
  expect(store.open.size).toBe(0);
});

it('asks whether logs are written where there are none', async () => {
  const old = { ...document('logs-a', 'x'), timeMs: 5 };
  const { message } = await check({ documents: [old], product: 'OpenSearch', version: '2.17.0' });
  expect(message).toBe(
    'Connected to OpenSearch 2.17.0: 1 index, 0 lines in the last hour. Are logs written to these indices, and recently?'
  );
});

it('counts services in the keyword beside a full text', async () => {
  const fields = { '@timestamp': 'date', 'service.name': 'text', 'service.name.keyword': 'keyword' };
  await check({ documents: [document('logs-a', 'x')], fields });
  expect(store.asked.find(({ json }) => json.aggs)?.json.aggs).toEqual({
    services: { cardinality: { field: 'service.name.keyword' } },
  });
});

it('says what cannot be counted where there are more lines than are read', async () => {
  const fields = { '@timestamp': 'date', 'log.level': 'text', 'service.name': 'keyword', 'event.duration': 'keyword' };
  const { message } = await check({ documents: [document('logs-a', 'x')], fields });
  expect(message).toMatch(
    /Not counted where there are more lines than the line limit.*: level \(log\.level\), response time \(event\.duration\)\.$/
  );
});
