import fc from 'fast-check';
import { type Analysis } from '../analysis/model/analysis';
import { documentOf } from '../sources/elasticsearch/document';
import { fakeElasticsearch } from '../sources/elasticsearch/testing/fakeElasticsearch';
import { type FakeDocument } from '../sources/elasticsearch/testing/fakeModel';
import { analyse, documentAt, MAPPING, texts } from './testing/elasticsearch';
import {
  ANY_LOG,
  expectCloseResponseTimes,
  expectSame,
  expectSameCounts,
  expectSameKinds,
  ONE_DAY,
  outageLogs,
  START,
  comparableIncidents,
} from './testing/modes';
import { MINUTE } from '../time/units';

/**
 * Documents of several makes: what gives level, status and response time, and how it is nested, differs between them.
 */
const anyDocument = fc
  .record({
    make: fc.constantFrom('ecs', 'dots', 'bare', 'other'),
    level: fc.constantFrom('debug', 'INFO', 'warn', 'error', 'critical', 'nonsense'),
    ...ANY_LOG,
  })
  .map(({ make, level, status, took, minute, ms, ns }): FakeDocument => {
    const at = minute * MINUTE + ms;
    const duration = Math.round(took * 1e6);
    switch (make) {
      case 'ecs':
        return documentAt(
          at,
          {
            log: { level },
            service: { name: 'ecs' },
            message: 'x',
            ...(took >= 0 && { event: { duration } }),
            ...(status > 0 && { http: { response: { status_code: status } } }),
          },
          ns
        );
      case 'dots':
        return documentAt(
          at,
          { 'log.level': level, 'service.name': `dots-${status}`, message: 'y', 'http.response.status_code': status },
          ns
        );
      case 'bare':
        return documentAt(at, { message: 'nothing to say' }, ns);
      default: {
        const fields = { severity: level, app: 'other', message: 'z', ...(took >= 0 && { latency_ms: took }) };
        return documentAt(at, fields, ns);
      }
    }
  });

const MIXED = { ...MAPPING, severity: 'text', 'severity.keyword': 'keyword', app: 'keyword', latency_ms: 'double' };

describe.each(['Elasticsearch', 'OpenSearch'] as const)('the mode "windows" of %s', (product) => {
  it('counts exactly what the mode "entries" counts, whatever the documents and where the range cuts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyDocument, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(0, 1, 20_001),
        fc.constantFrom(0, 1, 40_000),
        fc.constantFrom(6, 65_536),
        async (drawn, late, early, maxBuckets) => {
          const documents = [...new Map(drawn.map((document) => [document.id, document])).values()];
          const server = await fakeElasticsearch({ documents, fields: MIXED, product, version: '8.15.0', maxBuckets });
          try {
            const range = { fromMs: START + late, toMs: START + 10 * MINUTE - early };
            const entries = await analyse(server.url, 'entries', range);
            expectSame(await analyse(server.url, 'windows', range), entries);
            expect(server.open.size).toBe(0);
          } finally {
            await server.close();
          }
        }
      ),
      { numRuns: 8 }
    );
  }, 60_000);
});

describe('on generated logs with an outage', () => {
  let entries: Analysis;
  let windows: Analysis;
  let digest: Analysis;

  beforeAll(async () => {
    const table = outageLogs();
    const documents = Array.from({ length: table.length }, (_, row): FakeDocument => ({
      id: String(row),
      shard: row % 3,
      timeMs: table.timeMs[row],
      source: JSON.parse(documentOf(table, row)),
    }));
    const server = await fakeElasticsearch({ documents, fields: MAPPING });
    const old = await fakeElasticsearch({ documents, fields: MAPPING, version: '7.17.0', isDigest: true });
    try {
      entries = await analyse(server.url, 'entries', ONE_DAY);
      windows = await analyse(server.url, 'windows', ONE_DAY);
      digest = await analyse(old.url, 'windows', ONE_DAY);
    } finally {
      await server.close();
      await old.close();
    }
  }, 60_000);

  it('counts what the lines count, and finds the same incidents with the same ids, severity and first errors', () => {
    expectSame(windows, entries);
    expect(comparableIncidents(windows)).toEqual(comparableIncidents(entries));
    expect(comparableIncidents(windows)).not.toEqual([]);
  });

  it('finds the same incidents where percentiles are those of a digest', () => {
    expectSameCounts(digest, entries);
    expect(comparableIncidents(digest)).toEqual(comparableIncidents(entries));
  });

  it('counts the kinds of error exactly, and estimates the others so that they sum to the logs', () => {
    expectSameKinds(windows, entries);
  });

  it('gives the response times: P95 of a service exactly, the others to a hundredth or so', () => {
    expectCloseResponseTimes(windows, entries);
  });

  it('says what was counted, read, estimated, and what this mode cannot know', () => {
    expect(windows.notices).toHaveLength(1);
    expect(texts(windows)[0]).toMatch(
      /^info Windows mode: Elasticsearch counted [\d,]+ lines in \d+ queries; [\d,]+ lines were read as a sample\. All lines that complain .*P95 of a window is exact up to 2,000 response times.*broken steps between lines, missing lines, and slow traces\.$/
    );
    expect(texts(digest)[0]).toContain('P95 of each window is estimated (t-digest)');
  });
});

describe('a response time without a unit', () => {
  it('is in the unit that the values of each service show, in both modes', async () => {
    const documents = ['cart', 'pay'].flatMap((service, s) =>
      Array.from({ length: 40 }, (_, i) =>
        documentAt(i * 10_000 + s, {
          ...{ 'service.name': service, 'log.level': 'info', message: 'done' },
          took: (service === 'cart' ? 1e6 : 1) * (20 + i),
        })
      )
    );
    const store = await fakeElasticsearch({ documents, fields: { ...MAPPING, took: 'long' } });
    try {
      const [entries, windows] = await Promise.all([analyse(store.url, 'entries'), analyse(store.url, 'windows')]);
      expect(entries.services.map(({ service, responseTime }) => [service, responseTime?.max])).toEqual([
        ['cart', 59],
        ['pay', 59],
      ]);
      expectSame(windows, entries);
      expectCloseResponseTimes(windows, entries);
      for (const analysis of [entries, windows]) {
        expect(texts(analysis).join(' ')).toContain('"took" of cart are taken for nanoseconds');
      }
    } finally {
      await store.close();
    }
  });
});
