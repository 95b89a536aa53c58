import { type ServerResponse } from 'node:http';
import { StoreError } from '../../errors';
import { arrayOf, objectOf } from '../../logs/json';
import { HOUR, MINUTE } from '../../time/units';
import { connectionTo, sendJson } from '../http/testing/loopbackServer';
import { type LogSource, type ReadRequest } from '../source';
import { elasticsearchSource } from './elasticsearchSource';
import { FROM, logDocument, steadyDocuments } from './testing/fakeDocuments';
import { fakeElasticsearch, type FakeElasticsearch } from './testing/fakeElasticsearch';
import { type FakeOptions, type FakeRequest } from './testing/fakeModel';

const never = new AbortController().signal;
const FIELDS = { '@timestamp': 'date', 'service.name': 'keyword', 'log.level': 'keyword' };
const REQUEST: ReadRequest = { fromMs: FROM, toMs: FROM + HOUR, expr: '', lineLimit: 200_000 };

let store: FakeElasticsearch;

afterEach(async () => {
  await store.close();
});

async function serve(
  intercept: (request: FakeRequest, response: ServerResponse) => boolean,
  options: FakeOptions = {}
) {
  store = await fakeElasticsearch({
    documents: steadyDocuments(360, 1000),
    fields: FIELDS,
    maxResultWindow: 100,
    intercept,
    ...options,
  });
  return elasticsearchSource(connectionTo(store.url), { index: 'logs-*' }, {});
}

async function read(source: LogSource): Promise<unknown> {
  return source.read(REQUEST, { signal: never }).catch((reason: unknown) => reason);
}

async function readWindows(source: LogSource): Promise<unknown> {
  const grid = { startMs: FROM - (FROM % MINUTE), windowMs: MINUTE, windowCount: 62 };
  return source
    .readWindows?.({ ...REQUEST, lineLimit: 100, gridOf: () => grid }, { signal: never })
    .catch((reason: unknown) => reason);
}

/** Changes the body of each search on its way. */
function changing(change: (body: Record<string, unknown>) => void): (request: FakeRequest) => boolean {
  return ({ path, json }) => {
    if (path === '/_search') {
      change(json as Record<string, unknown>);
    }
    return false;
  };
}

describe.each(['Elasticsearch', 'OpenSearch'] as const)('%s behind a proxy that', (product) => {
  it.each<[string, (body: Record<string, unknown>) => void]>([
    ['ignores search_after', (body) => delete body.search_after],
    ['sorts the other way', (body) => delete body.sort],
  ])('%s: reading ends soon, with an error that says so', async (_, change) => {
    const forward = changing(change);
    const source = await serve(
      (request, response) => {
        forward(request);
        const isUnsorted = request.path === '/_search' && request.json.size !== 0 && request.json.sort === undefined;
        if (isUnsorted) {
          const hits = [1, 2, 3].map((i) => ({ _index: 'logs-a', _id: String(i), _source: {}, sort: [FROM + i, i] }));
          sendJson(response, { hits: { hits } });
        }
        return isUnsorted;
      },
      { product }
    );
    const error = await read(source);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain('drops "search_after" or "sort" from requests');
    expect(store.asked.length).toBeLessThan(20);
    expect(store.open.size).toBe(0);
  });
});

it('says that more lines came than the store counts', async () => {
  const source = await serve((request, response) => {
    const isCount = request.path === '/_search' && request.json.size === 0;
    if (isCount) {
      sendJson(response, { hits: { total: { value: 150 }, hits: [] } });
    }
    return isCount;
  });
  const error = await read(source);
  expect(error).toBeInstanceOf(StoreError);
  expect(String(error)).toContain('The store counts 150 lines but gave more, 200 so far');
});

it.each([
  [{}],
  [{ total: { value: '360' } }],
  [{ total: null }],
  [{ total: { value: -1 } }],
  [{ total: { value: 1.5 } }],
])('takes %j for no count', async (hits) => {
  const source = await serve((request, response) => {
    const isCount = request.path === '/_search' && request.json.size === 0;
    if (isCount) {
      sendJson(response, { hits: { ...hits, hits: [] } });
    }
    return isCount;
  });
  expect(await read(source)).toBeInstanceOf(StoreError);
});

it('takes no name for that of a point in time but a text', async () => {
  const source = await serve(({ path }, response) => {
    const isOpening = path.endsWith('/_pit');
    if (isOpening) {
      sendJson(response, { id: null });
    }
    return isOpening;
  });
  expect(String(await read(source))).toContain('The store opened no point in time');
});

describe('aggregations', () => {
  it('that repeat a page end soon, with an error that says so', async () => {
    const source = await serve(
      changing((body) => {
        const composite = objectOf(objectOf(objectOf(body.aggs).cells).composite) as Record<string, unknown>;
        delete composite.after;
      }),
      { maxBuckets: 2 }
    );
    const error = await readWindows(source);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain('gave the same page of an aggregation twice');
    expect(store.asked.length).toBeLessThan(60);
  });

  const bucket = { key: { window: FROM - HOUR }, doc_count: 5 };
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'answered an aggregation with something else'],
    ['no list', { buckets: {} }, 'answered an aggregation with something else'],
    ['buckets without keys', { buckets: [{ doc_count: 5 }] }, 'answered an aggregation with something else'],
    ['no numbers', { buckets: [{ ...bucket, doc_count: 'many' }] }, 'other than whole numbers'],
  ])('of %s are an error', async (_, cells, says) => {
    const source = await serve((request, response) => {
      const isAggregation = request.json.aggs !== undefined;
      if (isAggregation) {
        sendJson(response, { hits: { hits: [] }, aggregations: cells === undefined ? undefined : { cells } });
      }
      return isAggregation;
    });
    const error = await readWindows(source);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain(says);
  });

  it('of windows that were not asked for are an error', async () => {
    const source = await serve((request, response) => {
      const isByWindow = JSON.stringify(request.json.aggs ?? {}).includes('date_histogram');
      if (isByWindow) {
        sendJson(response, { hits: { hits: [] }, aggregations: { cells: { buckets: [bucket] } } });
      }
      return isByWindow;
    });
    expect(String(await readWindows(source))).toContain('a window that was not asked for');
  });
});

it('says that a page holds more than was asked for', async () => {
  const source = await serve(
    changing((body) => {
      body.size = body.size === 0 ? 0 : 10_000;
    }),
    { documents: steadyDocuments(5100, 500), maxResultWindow: 10_000 }
  );
  expect(String(await read(source))).toContain('gave 5100 documents, and at most 5000 were asked for');
});

it('says that a document lies outside the range', async () => {
  const source = await serve(
    changing((body) => {
      const [range] = arrayOf(objectOf(objectOf(body.query).bool).filter).map(objectOf);
      Object.assign(objectOf(objectOf(range.range)['@timestamp']), { gte: 0 });
    }),
    { documents: [...steadyDocuments(50, 500), logDocument(-1, 'before')] }
  );
  expect(String(await read(source))).toMatch(/gave a document of .*, and those from .* were asked for/);
});
