import { WARNING } from '../../../logs/level';
import fc from 'fast-check';
import { connectionTo } from '../../http/testing/loopbackServer';
import { type LogSource, type WindowRead, type WindowRequest } from '../../source';
import { elasticsearchSource } from '../elasticsearchSource';
import { type FakeDocument } from '../testing/fakeModel';
import { fakeElasticsearch, type FakeElasticsearch } from '../testing/fakeElasticsearch';
import { MINUTE } from '../../../time/units';

const START = Date.parse('2026-11-18T10:00:00Z');
const MAPPING = { '@timestamp': 'date', level: 'keyword', service: 'keyword', status: 'short', took_ms: 'long' };
const never = { signal: new AbortController().signal };

let store: FakeElasticsearch;
let source: LogSource;

async function serve(documents: FakeDocument[]): Promise<void> {
  store = await fakeElasticsearch({ documents, fields: MAPPING });
  source = elasticsearchSource(connectionTo(store.url), { index: 'logs-*' }, {});
}

afterEach(async () => {
  await store.close();
});

interface Range {
  fromMs: number;
  toMs: number;
}

function request({ fromMs, toMs }: Range): WindowRequest {
  const startMs = START + Math.floor(fromMs / MINUTE) * MINUTE;
  const windowCount = Math.ceil((START + toMs - startMs) / MINUTE);
  const range = { fromMs: START + fromMs, toMs: START + toMs };
  const gridOf = () => ({ startMs, windowMs: MINUTE, windowCount });
  return { ...range, expr: '', lineLimit: 1000, lateMs: 2 * MINUTE, gridOf };
}

async function readWindows(range: Range): Promise<WindowRead> {
  const read = await source.readWindows?.(request(range), never);
  if (!read) {
    throw new Error('Elasticsearch counts.');
  }
  return read;
}

const documentAt = (ms: number, level: string, took: number, status: number): FakeDocument => ({
  id: `${ms} ${level} ${took} ${status}`,
  timeMs: START + ms,
  source: {
    '@timestamp': new Date(START + ms).toISOString(),
    ...{ level, status, took_ms: took, service: took > 50 ? 'slow' : 'quick', message: 'x' },
  },
});

const anyDocument = fc
  .tuple(
    fc.integer({ min: 0, max: 29 }),
    fc.constantFrom(0, 1, 30_000, 59_999),
    fc.constantFrom('info', 'warn', 'error'),
    fc.constantFrom(0, 12, 120, 3000),
    fc.constantFrom(200, 404, 500)
  )
  .map(([minute, ms, level, took, status]) => documentAt(minute * MINUTE + ms, level, took, status));

/** What has to be the same to the last log. */
function comparable({ windows, responseTimes, sample: { table, hasAllComplaints } }: WindowRead) {
  const durations =
    responseTimes &&
    windows.services.map((_, service) =>
      Array.from(responseTimes.values, (value, i) => [
        value,
        responseTimes.counts[service * responseTimes.values.length + i],
      ]).filter(([, count]) => count > 0)
    );
  const complaints = Array.from(table.timeMs).filter(
    (_, row) => table.level[row] >= WARNING || table.statusCode[row] >= 400
  );
  return { windows, durations, complaints, hasAllComplaints };
}

it('gives the same for a range that slid forward as for one read anew, however it slid', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(anyDocument, { minLength: 1, maxLength: 60, selector: ({ id }) => id }),
      fc.array(fc.constantFrom(0, 20_000, MINUTE, 90_000, 3 * MINUTE), { minLength: 1, maxLength: 3 }),
      async (documents, slides) => {
        await serve(documents);
        try {
          let range = { fromMs: 0, toMs: 20 * MINUTE };
          let read = await readWindows(range);
          for (const slide of slides) {
            range = { fromMs: range.fromMs + slide, toMs: range.toMs + slide };
            read = (await read.readOn?.(request(range), never)) ?? (await readWindows(range));
          }
          expect(comparable(read)).toEqual(comparable(await readWindows(range)));
          expect(store.open.size).toBe(0);
        } finally {
          await store.close();
        }
      }
    ),
    { numRuns: 10 }
  );
}, 60_000);

describe('of steady logs', () => {
  const steady = Array.from({ length: 1300 }, (_, i) => documentAt(i * 1000, 'info', i % 90, 200));

  it('asks for no more than what is new, and what the range left behind', async () => {
    await serve(steady);
    const first = await readWindows({ fromMs: 0, toMs: 20 * MINUTE });
    const before = store.asked.length;
    await first.readOn?.(request({ fromMs: 1000, toMs: 20 * MINUTE + 1000 }), never);

    const spans = store.asked.slice(before).flatMap(({ json }) => {
      const [, from, to] = /"gte":(\d+),"lt":(\d+),"format"/.exec(JSON.stringify(json.query ?? {})) ?? [];
      return from === undefined ? [] : [[Number(from) - START, Number(to) - START]];
    });
    expect(spans.length).toBeGreaterThan(5);
    expect(spans.filter(([from, to]) => from < 17 * MINUTE && to > MINUTE)).toEqual([]);
  });

  it('has all read anew once lines have level and service elsewhere', async () => {
    const other = (i: number) => ({
      ...documentAt(i * 1000, 'info', 1, 200),
      source: { severity: 'error', app: 'new', message: 'y' },
    });
    await serve([...steady.slice(0, 1200), ...Array.from({ length: 60 }, (_, i) => other(1200 + i))]);
    const first = await readWindows({ fromMs: 0, toMs: 20 * MINUTE });
    expect(await first.readOn?.(request({ fromMs: MINUTE, toMs: 21 * MINUTE }), never)).toBeUndefined();
  });

  it('sees lines that came late', async () => {
    await serve(steady);
    const first = await readWindows({ fromMs: 0, toMs: 20 * MINUTE });
    store.documents.push(documentAt(19 * MINUTE, 'error', 1, 500));
    const range = { fromMs: MINUTE, toMs: 21 * MINUTE };

    const next = await first.readOn?.(request(range), never);

    expect(next && comparable(next)).toEqual(comparable(await readWindows(range)));
    expect(next?.windows.failures.reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});
