import fc from 'fast-check';
import { CancelledError } from '../../errors';
import { WARNING } from '../../logs/level';
import { type ElasticsearchOptions, type FieldMapping } from '../../query/settings';
import { connectionTo } from '../http/testing/loopbackServer';
import { type ReadRequest, type ReadResult } from '../source';
import { elasticsearchSource } from './elasticsearchSource';
import { FROM, identities, logDocument, rowsOf, steadyDocuments } from './testing/fakeDocuments';
import { fakeElasticsearch, type FakeElasticsearch } from './testing/fakeElasticsearch';
import { type FakeOptions } from './testing/fakeModel';

const never = new AbortController().signal;

let store: FakeElasticsearch;

async function serve(options: FakeOptions = {}): Promise<void> {
  store = await fakeElasticsearch(options);
}

afterEach(async () => {
  await store.close();
});

interface Setup {
  signal?: AbortSignal;
  options?: Partial<ElasticsearchOptions>;
  mapping?: FieldMapping;
}

function read(
  request: Partial<ReadRequest> = {},
  { signal = never, options, mapping = {} }: Setup = {}
): Promise<ReadResult> {
  const source = elasticsearchSource(connectionTo(store.url), { index: 'logs-*', ...options }, mapping);
  return source.read({ fromMs: FROM, toMs: FROM + 60_000, expr: '', lineLimit: 100_000, ...request }, { signal });
}

const searches = () => store.asked.filter(({ path }) => path === '/_search').map(({ json }) => json);

describe.each(['Elasticsearch', 'OpenSearch'] as const)('reading from %s', (product) => {
  it('gives each document exactly once, whatever their times, shards and the size of pages', async () => {
    const documents = fc.array(fc.record({ ms: fc.nat(40), ns: fc.constantFrom(0, 1, 999_999), shard: fc.nat(3) }), {
      maxLength: 120,
    });
    await fc.assert(
      fc.asyncProperty(documents, fc.integer({ min: 5, max: 40 }), async (drawn, maxResultWindow) => {
        const all = drawn.map(({ ms, ns, shard }, i) => logDocument(ms, `line ${i}`, { ns, shard }));
        await serve({ product, documents: all, maxResultWindow });
        try {
          const request = { fromMs: FROM + 3, toMs: FROM + 35, expr: '', lineLimit: 1000 };
          const wanted = all.filter(({ timeMs }) => timeMs >= request.fromMs && timeMs < request.toMs);
          if (all.length > 0) {
            const { table, notices } = await read(request);
            expect(rowsOf(table).sort()).toEqual(identities(wanted));
            expect(Array.from(table.timeMs)).toEqual(Array.from(table.timeMs).sort((a, b) => a - b));
            expect(notices).toEqual([]);
            expect(store.open.size).toBe(0);
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns: 60 }
    );
  });

  it('reads the newest up to the limit, from any number of spans, and says of how many', async () => {
    const documents = steadyDocuments(12_000, 4);
    await serve({ product, documents });
    const { table, notices } = await read({ lineLimit: 1234 });
    expect(rowsOf(table).sort()).toEqual(identities(documents.slice(-1234)));
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: `1,234 of 12,000 lines were read: the newest, from ${new Date(table.timeMs[0]).toISOString()} on. For all of them raise the line limit, or narrow the query or the time range.`,
        untilMs: table.timeMs[0],
      },
    ]);
  });

  it('reads several spans of one snapshot and closes it', async () => {
    const documents = steadyDocuments(12_000, 4);
    await serve({ product, documents });
    const { table } = await read();
    expect(rowsOf(table).sort()).toEqual(identities(documents));
    const spans = new Set(searches().map(({ query }) => JSON.stringify(query)));
    expect(spans.size).toBe(3); // the count, and two spans
    expect(new Set(searches().map(({ pit }) => JSON.stringify(pit)))).toEqual(
      new Set(['{"id":"pit-5m-1","keep_alive":"5m"}'])
    );
    expect(store.open.size).toBe(0);
  });
});

it('weighs all documents by the newest, in one request', async () => {
  await serve({ documents: steadyDocuments(300, 2) });
  const source = elasticsearchSource(connectionTo(store.url), { index: 'logs-*' }, {});
  const request = { fromMs: FROM, toMs: FROM + 60_000, expr: '' };
  const { lines, bytes = 0 } = (await source.estimate?.(request, { signal: never })) ?? { lines: NaN };
  expect(lines).toBe(300);
  const [{ source: newest }] = steadyDocuments(300, 2).slice(-1);
  expect(bytes / lines).toBeCloseTo(JSON.stringify(newest).length, 0);
});

describe('the limit', () => {
  it.each([99, 100, 101])('of %d says the truth about 100 lines', async (lineLimit) => {
    await serve({ documents: steadyDocuments(100, 2), maxResultWindow: 10 });
    const { table, notices } = await read({ lineLimit });
    expect(table.length).toBe(Math.min(100, lineLimit));
    expect(notices).toHaveLength(lineLimit < 100 ? 1 : 0);
  });
});

describe('a document', () => {
  it('is read by the names of the Elastic Common Schema, to the nanosecond', async () => {
    const source = {
      '@timestamp': new Date(FROM).toISOString().replace('Z', '123456Z'),
      log: { level: 'warning' },
      service: { name: 'pay' },
      message: 'slow',
      event: { duration: 1_500_000 },
      http: { response: { status_code: 503 } },
      trace: { id: 'abc' },
    };
    await serve({ documents: [{ timeMs: FROM, source }] });
    const { table } = await read();
    expect(rowsOf(table)).toEqual([`${FROM}.123456 pay slow`]);
    expect([table.level[0], table.responseTime[0], table.statusCode[0]]).toEqual([WARNING, 1.5, 503]);
    expect(table.traceId.values.at(table.traceId.codes[0])).toBe('abc');
  });

  it('is read by the mapping of the settings, with dots in paths', async () => {
    const source = { '@timestamp': 'x', app: { owner: 'team' }, cost: 2, text: { body: 'hi' } };
    await serve({ documents: [{ timeMs: FROM, source }] });
    const mapping = {
      service: 'app.owner',
      responseTime: 'cost',
      responseTimeUnit: 's',
      message: 'text.body',
    } as const;
    const { table } = await read({}, { mapping });
    expect(rowsOf(table)).toEqual([`${FROM}.0 team hi`]);
    expect(table.responseTime[0]).toBe(2000);
  });
});

describe('the time field', () => {
  it('is timestamp where there is no @timestamp', async () => {
    await serve({ documents: [logDocument(1, 'a')], fields: { timestamp: 'date_nanos' } });
    await read();
    expect(searches().at(-1)?.sort).toEqual([
      { timestamp: { order: 'desc', numeric_type: 'date', unmapped_type: 'date' } },
      { _shard_doc: { order: 'desc' } },
    ]);
  });

  it('that is no date is said, with those that are', async () => {
    await serve({ documents: [logDocument(1, 'a')], fields: { when: 'keyword', seen: 'date' } });
    await expect(read({}, { options: { timeField: 'when' } })).rejects.toThrow(
      'The time field when is of the type keyword in logs-*, and a date is needed. Set one of these in the data source settings: seen.'
    );
  });

  it('that no index has is said', async () => {
    await serve({ documents: [logDocument(1, 'a')], fields: { text: 'keyword' } });
    await expect(read()).rejects.toThrow('The time field @timestamp or timestamp is not there in logs-*');
  });
});

describe('what is asked', () => {
  it('takes the start in and leaves the end out, by the Lucene query', async () => {
    await serve({ documents: [logDocument(-1, 'before'), logDocument(0, 'first'), logDocument(60_000, 'after')] });
    const { table } = await read({ expr: 'service.name:api' });
    expect(rowsOf(table)).toEqual([`${FROM}.0 api first`]);
    expect(searches()[0].query).toEqual({
      bool: {
        filter: [
          { range: { '@timestamp': { gte: FROM, lt: FROM + 60_000, format: 'epoch_millis' } } },
          { query_string: { query: 'service.name:api', analyze_wildcard: true } },
        ],
      },
    });
  });

  it('is the pattern of the settings, and no page where nothing matches', async () => {
    await serve({ documents: [logDocument(1, 'a')] });
    const { table, notices } = await read({ expr: 'service.name:none' }, { options: { index: 'logs-a,other-*' } });
    expect([table.length, notices]).toEqual([0, []]);
    expect(store.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /',
      'GET /logs-a,other-*/_field_caps',
      'POST /logs-a,other-*/_pit',
      'POST /_search',
      'DELETE /_pit',
    ]);
  });
});

describe('cancelling', () => {
  it.each(['/_search', '/logs-*/_pit'])('at %s ends the reading and closes the snapshot', async (path) => {
    const controller = new AbortController();
    await serve({
      documents: steadyDocuments(100, 1),
      intercept: (request) => {
        if (request.path === path) {
          controller.abort();
        }
        return false;
      },
    });
    await expect(read({}, { signal: controller.signal })).rejects.toBeInstanceOf(CancelledError);
    await new Promise<void>((resolve) => {
      const look = (): void => void (store.asked.at(-1)?.method === 'DELETE' ? resolve() : setTimeout(look, 1));
      look();
    });
    expect(store.open.size).toBe(0);
  });
});
