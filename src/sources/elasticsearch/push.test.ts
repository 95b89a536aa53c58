import { CancelledError } from '../../errors';
import { emptyRecord } from '../../logs/lineParser';
import { type LogTable } from '../../logs/logTable';
import { LogTableBuilder } from '../../logs/logTableBuilder';
import { connectionTo, sendJson } from '../http/testing/loopbackServer';
import { elasticsearchSource } from './elasticsearchSource';
import { pushToElasticsearch } from './push';
import { FROM, rowsOf } from './testing/fakeDocuments';
import { fakeElasticsearch, type FakeElasticsearch } from './testing/fakeElasticsearch';
import { type FakeOptions, sendError } from './testing/fakeModel';

const never = new AbortController().signal;

let store: FakeElasticsearch;

async function serve(options: FakeOptions = {}): Promise<void> {
  store = await fakeElasticsearch(options);
}

afterEach(async () => {
  await store.close();
});

function tableOf(count: number, message = 'row'): LogTable {
  const builder = new LogTableBuilder();
  for (let i = 0; i < count; i++) {
    const text = `${message} ${i}`;
    const numbers = { responseTime: i % 4 ? i / 8 : NaN, statusCode: i % 3 ? 200 : 0 };
    const names = { service: ['api', 'db'][i % 2], traceId: i % 5 ? `t${i}` : '', message: text, line: text };
    builder.append({ ...emptyRecord(), timeMs: FROM + i, timeNs: i % 5, level: i % 5, ...numbers, ...names });
  }
  return builder.finish();
}

const push = (table: LogTable, signal = never, onProgress?: (pushed: number) => void) =>
  pushToElasticsearch(connectionTo(store.url), table, { index: 'logs-a', signal, onProgress });
const bulks = () => store.asked.filter(({ path }) => path === '/logs-a/_bulk');

it('writes logs that are read back exactly', async () => {
  await serve();
  const pushed = tableOf(300);
  const { lines, bytes } = await push(pushed);
  const source = elasticsearchSource(connectionTo(store.url), { index: 'logs-a' }, {});
  const request = { fromMs: FROM, toMs: FROM + 1000, expr: '', lineLimit: 1000 };
  const { table } = await source.read(request, { signal: never });

  expect(lines).toBe(300);
  expect(bytes).toBe(store.documents.reduce((sum, document) => sum + JSON.stringify(document.source).length, 0));
  expect(rowsOf(table)).toEqual(rowsOf(pushed));
  expect(table.level).toEqual(pushed.level);
  expect(table.responseTime).toEqual(pushed.responseTime);
  expect(table.statusCode).toEqual(pushed.statusCode);
});

it('makes an index that keeps nanoseconds, and goes on where one is there', async () => {
  await serve({
    intercept(request, response) {
      if (request.method === 'PUT') {
        sendError(response, 400, 'resource_already_exists_exception', 'index [logs-a] already exists');
      }
      return request.method === 'PUT';
    },
  });
  await push(tableOf(3));
  expect(store.asked[0]).toMatchObject({
    method: 'PUT',
    path: '/logs-a',
    json: { mappings: { properties: { '@timestamp': { type: 'date_nanos' } } } },
  });
  expect(bulks()[0].headers['content-type']).toBe('application/x-ndjson');
  expect(store.documents).toHaveLength(3);
});

it('leaves logs that are pushed twice there once', async () => {
  await serve();
  await push(tableOf(20));
  await push(tableOf(20));
  expect(store.documents).toHaveLength(20);
});

it('writes in requests of about four megabytes and reports its progress', async () => {
  await serve();
  const progress: number[] = [];
  await push(tableOf(25, 'x'.repeat(500_000)), never, (lines) => progress.push(lines));
  expect(progress).toEqual([8, 16, 24, 25]);
});

it('sends nothing for a table without logs', async () => {
  await serve();
  await expect(push(tableOf(0))).resolves.toEqual({ lines: 0, bytes: 0 });
  expect(store.asked).toHaveLength(0);
});

it('sends those again that found a full queue, and only those', async () => {
  let turn = 0;
  await serve({
    intercept(request, response) {
      const isFirst = request.path.endsWith('/_bulk') && turn++ === 0;
      if (isFirst) {
        const error = { type: 'es_rejected_execution_exception', reason: 'queue is full' };
        const items = Array.from({ length: 10 }, (_, i) => ({
          create: i < 7 ? { status: 201 } : { status: 429, error },
        }));
        sendJson(response, { errors: true, items });
      }
      return isFirst;
    },
  });
  await push(tableOf(10));
  expect(store.documents.map(({ source }) => source.message)).toEqual(['row 7', 'row 8', 'row 9']);
});

it('says how many logs were refused and why', async () => {
  await serve({
    intercept(request, response) {
      const isBulk = request.path.endsWith('/_bulk');
      if (isBulk) {
        const caused_by = { type: 'illegal_argument_exception', reason: 'For input string' };
        const error = {
          type: 'document_parsing_exception',
          reason: 'failed to parse field [event.duration]',
          caused_by,
        };
        sendJson(response, { errors: true, items: [{ create: { status: 201 } }, { create: { status: 400, error } }] });
      }
      return isBulk;
    },
  });
  await expect(push(tableOf(2))).rejects.toThrow(
    'Elasticsearch refused 1 of 2 logs; the first with 400, saying: "document_parsing_exception: failed to parse field [event.duration] (illegal_argument_exception: For input string)"'
  );
});

it('stops when it is cancelled', async () => {
  await serve();
  const controller = new AbortController();
  const work = push(tableOf(25, 'x'.repeat(500_000)), controller.signal, () => controller.abort());
  await expect(work).rejects.toBeInstanceOf(CancelledError);
  expect(bulks()).toHaveLength(1);
});
