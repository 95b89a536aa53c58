import { fakeElasticsearch, type FakeElasticsearch } from '../sources/elasticsearch/testing/fakeElasticsearch';
import { type FakeOptions, type FakeRequest, sendError } from '../sources/elasticsearch/testing/fakeModel';
import { sendJson } from '../sources/http/testing/loopbackServer';
import { analyse, documentAt, MAPPING, texts } from './testing/elasticsearch';
import { expectSame, START } from './testing/modes';
import { MINUTE } from '../time/units';

let store: FakeElasticsearch | undefined;

afterEach(async () => {
  await store?.close();
  store = undefined;
});

async function serve(options: FakeOptions): Promise<string> {
  store = await fakeElasticsearch({ fields: MAPPING, ...options });
  return store.url;
}

const steady = (count: number, source: (i: number) => Record<string, unknown>) =>
  Array.from({ length: count }, (_, i) => documentAt(Math.floor((i * 10 * MINUTE) / count), source(i)));

const shop = steady(300, (i) => ({
  service: { name: `service-${i % 12}` },
  log: { level: i % 7 === 0 ? 'error' : 'info' },
  http: { response: { status_code: i % 5 === 0 ? 503 : 200 } },
  event: { duration: (i + 1) * 1e6 },
  message: `did ${i % 3}`,
}));

const aggregations = () => store?.asked.filter(({ json }) => json.aggs !== undefined) ?? [];

it.each([
  ['Elasticsearch', 30, true, 400],
  ['Elasticsearch', 30, false, 400],
  ['Elasticsearch', 90, false, 503],
  ['OpenSearch', 30, true, 503],
] as const)(
  'keeps within search.max_buckets of %s, %d, whether it may ask for it (%s) or not',
  async (product, maxBuckets, servesSettings, tooManyStatus) => {
    const documents = shop.slice(0, 60);
    const url = await serve({ documents, product, maxBuckets, servesSettings, tooManyStatus });
    expectSame(await analyse(url, 'windows'), await analyse(url, 'entries'));
  }
);

it('says which limit is too low where even one bucket is too many', async () => {
  const url = await serve({ documents: shop, maxBuckets: 0, servesSettings: false });
  await expect(analyse(url, 'windows')).rejects.toThrow(/search\.max_buckets.*Raise that setting/);
});

const isLong = ({ json }: FakeRequest) => {
  const text = JSON.stringify(json.query);
  const [, from, to] = /"gte":(\d+),"lt":(\d+)/.exec(text) ?? [];
  return json.aggs !== undefined && Number(to) - Number(from) > 3 * MINUTE;
};

it.each([
  ['a partial answer', 200, { timed_out: true, _shards: { total: 2, failed: 0 }, hits: { hits: [] } }],
  ['an error', 400, { error: { type: 'query_phase_execution_exception', reason: 'Time exceeded' }, status: 400 }],
  ['a proxy', 400, { error: 'upstream request timed out' }],
  ['a breaker', 400, { error: { type: 'circuit_breaking_exception', reason: '[request] Data too large' } }],
])('asks for shorter times where %s says that it took too much', async (_, status, answer) => {
  const url = await serve({
    documents: shop,
    intercept(request, response) {
      if (isLong(request)) {
        sendJson(response, answer, status);
      }
      return isLong(request);
    },
  });
  expectSame(await analyse(url, 'windows'), await analyse(url, 'entries'));
  expect(aggregations().some(isLong)).toBe(true);
});

it('shows nothing of counts that lack a shard, and leaves no snapshot open', async () => {
  const failure = { shard: 1, reason: { type: 'node_disconnected_exception', reason: 'node left' } };
  const partial = { total: 2, successful: 1, failed: 1, failures: [failure] };
  const url = await serve({
    documents: shop,
    intercept(request, response) {
      const isIt = request.json.aggs !== undefined;
      if (isIt) {
        sendJson(response, { timed_out: false, _shards: partial, hits: { hits: [] }, aggregations: {} });
      }
      return isIt;
    },
  });
  await expect(analyse(url, 'windows')).rejects.toThrow(/1 of 2 shards failed.*node left/);
  expect(store?.open.size).toBe(0);
});

it('asks again after a 429', async () => {
  let refused = 0;
  const url = await serve({
    documents: shop,
    intercept(request, response) {
      const isIt = request.json.aggs !== undefined && refused < 2;
      if (isIt) {
        refused++;
        response.setHeader('Retry-After', '0');
        sendError(response, 429, 'es_rejected_execution_exception', 'rejected execution of search');
      }
      return isIt;
    },
  });
  expectSame(await analyse(url, 'windows'), await analyse(url, 'entries'));
  expect(refused).toBe(2);
});

describe('a level that is full text', () => {
  const fields = { ...MAPPING, 'log.level': 'text' };
  const error = /The level is in the field log\.level, which is mapped as text without a keyword.*Map it as a keyword/;

  it('is an error that says what to do', async () => {
    await expect(analyse(await serve({ documents: shop, fields }), 'windows')).rejects.toThrow(error);
  });

  it('has the lines read in the mode "auto", and says why', async () => {
    const url = await serve({ documents: shop, fields });
    const analysis = await analyse(url, 'auto', { settings: { lineLimit: 100 } });
    expect(analysis.totals.logs).toBe(100);
    expect(texts(analysis)[0]).toMatch(/^warning 100 of 300 lines were read/);
    expect(texts(analysis)[1]).toMatch(error);
  });

  it('is counted by its keyword', async () => {
    const url = await serve({ documents: shop, fields: { ...fields, 'log.level.keyword': 'keyword' } });
    expectSame(await analyse(url, 'windows'), await analyse(url, 'entries'));
  });
});

it('gives no response times where these are text, and says so', async () => {
  const documents = steady(60, (i) => ({
    service: { name: 'a' },
    log: { level: 'info' },
    took: `${i}ms`,
    message: 'x',
  }));
  const url = await serve({ documents, fields: { ...MAPPING, took: 'keyword' } });
  const windows = await analyse(url, 'windows');
  expect(windows.totals.logs).toBe(60);
  expect(windows.totals.responseTime).toBeUndefined();
  expect(texts(windows).join('\n')).toMatch(
    /warning The response time is in the field took, which is mapped as keyword: it can't be counted\. Map it as a number/
  );
});

it.each([
  ['', /what was made a field when the logs were written/],
  ['^(?P<level>\\w+)', /The pattern for text lines of the settings is not applied by counting/],
])('says so where only the text gives the level, with the pattern "%s"', async (pattern, said) => {
  const documents = steady(60, (i) => ({ service: { name: 'a' }, message: i % 2 ? 'ERROR it broke' : 'INFO fine' }));
  const url = await serve({ documents });
  const windows = await analyse(url, 'windows', { settings: { ...(pattern && { fields: { pattern } }) } });
  const [, misread] = texts(windows);
  expect(misread).toMatch(/^warning \d+ of \d+ sampled lines are counted with another service, level/);
  expect(misread).toMatch(said);
});

it('says so where a line has several services, and each was counted', async () => {
  const documents = steady(20, (i) => ({
    'service.name': i === 3 ? ['a', 'b'] : 'a',
    'log.level': 'info',
    message: 'x',
  }));
  const windows = await analyse(await serve({ documents }), 'windows');
  expect(texts(windows).join('\n')).toContain('sum to 1 more than there are lines');
});

it('samples complaints too where there are more than the limit, and counts exactly all the same', async () => {
  const documents = steady(600, (i) => ({
    service: { name: 'a' },
    log: { level: i % 3 === 0 ? 'error' : 'info' },
    message: i % 6 === 0 ? 'disk full' : 'refused',
  }));
  const url = await serve({ documents });
  const windows = await analyse(url, 'windows', { settings: { lineLimit: 120 } });
  expectSame(windows, await analyse(url, 'entries'));
  expect(texts(windows)[0]).toContain('Errors and warnings were sampled too');
  const [first, second] = windows.patterns.errors;
  expect(first.count + second.count).toBe(200);
  expect(Math.abs(first.count - 100)).toBeLessThan(40);
});

it('gives an empty analysis for a range without logs', async () => {
  const url = await serve({ documents: shop });
  const { totals, services } = await analyse(url, 'windows', { fromMs: START - MINUTE, toMs: START });
  expect([totals.logs, services.length]).toEqual([0, 0]);
});

it('counts documents that name neither service nor level', async () => {
  const url = await serve({ documents: steady(20, () => ({ message: 'x' })) });
  expectSame(await analyse(url, 'windows'), await analyse(url, 'entries'));
});

it.each([
  [300, 'read'],
  [299, 'count'],
])('in the mode "auto" with a limit of %d lines does what the exact count asks for: %s', async (lineLimit, step) => {
  const { totals, seconds } = await analyse(await serve({ documents: shop }), 'auto', { settings: { lineLimit } });
  expect(totals.logs).toBe(300);
  expect(seconds).toHaveProperty(step);
});

it('asks only for what the Lucene query selects', async () => {
  const documents = steady(60, (i) => ({ 'service.name': `s${i % 2}`, 'log.level': 'info', message: 'x' }));
  const asked = { expr: 'service.name:s1' };
  const url = await serve({ documents });
  const windows = await analyse(url, 'windows', asked);
  expect(windows.totals.logs).toBe(30);
  expectSame(windows, await analyse(url, 'entries', asked));
});
