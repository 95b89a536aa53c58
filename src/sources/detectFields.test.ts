import { DEFAULT_GENERATED_OPTIONS } from '../query/settings';
import { type DetectedField } from '../query/detectedField';
import { detectFields } from './detectFields';
import { elasticsearchSource } from './elasticsearch/elasticsearchSource';
import { fakeElasticsearch } from './elasticsearch/testing/fakeElasticsearch';
import { generatedSource } from './generated/generatedSource';
import { connectionTo, sendJson } from './http/testing/loopbackServer';
import { lokiSource } from './loki/lokiSource';
import { fakeLoki, type FakeLokiOptions } from './loki/testing/fakeLoki';
import { type LogSource } from './source';
import { MINUTE, HOUR } from '../time/units';

const fromMs = Date.UTC(2026, 10, 22, 9);
const hour = { fromMs, toMs: fromMs + HOUR, expr: '' };
const detect = (source: LogSource): Promise<DetectedField[]> =>
  detectFields(source, hour, { signal: new AbortController().signal });

it('of generated logs finds what is in their lines', async () => {
  const fields = await detect(generatedSource(DEFAULT_GENERATED_OPTIONS));
  expect(fields.map(({ name, role, type }) => [name, role, type])).toEqual([
    ['level', 'level', 'string'],
    ['service', 'service', 'string'],
    ['msg', 'message', 'string'],
    ['duration', 'responseTime', 'duration'],
    ['status', 'statusCode', 'number'],
    ['trace_id', 'traceId', 'string'],
  ]);
});

describe('of a Loki', () => {
  const line = (minute: number, text: string) => ({
    labels: { service_name: 'api' },
    time: BigInt(fromMs + minute * MINUTE) * 1_000_000n,
    line: text,
    fields: { structuredMetadata: { pod: `api-${minute}` } },
  });
  const lines = [line(1, 'req=1'), ...Array.from({ length: 300 }, () => line(59, '{"a":{"b":1}}'))];

  async function fieldsOf(options: FakeLokiOptions): Promise<DetectedField[]> {
    const loki = await fakeLoki({ lines, ...options });
    try {
      return await detect(lokiSource(connectionTo(loki.url), { mapping: {} }));
    } finally {
      await loki.close();
    }
  }

  it('looks at lines of all of the range, their labels and metadata, where an old one says nothing of its own', async () => {
    expect(await fieldsOf({})).toEqual([
      { name: 'service_name', values: ['api'], cardinality: 1, type: 'string', role: 'service' },
      { name: 'pod', values: ['api-1', 'api-59'], cardinality: 2, type: 'string', role: 'service' },
      { name: 'a.b', values: ['1'], cardinality: 1, type: 'number', role: undefined },
      { name: 'req', values: ['1'], cardinality: 1, type: 'number', role: undefined },
    ]);
  });

  it('adds what Loki 3 detects, by the names that lines have', async () => {
    const fields = await fieldsOf({
      intercept(request, response) {
        const asked = request.url?.startsWith('/loki/api/v1/detected_fields') ?? false;
        if (asked) {
          sendJson(response, {
            fields: [
              { label: 'a_b', type: 'int', cardinality: 44, parsers: ['json'], jsonPath: ['a', 'b'] },
              { label: 'service_name_extracted', type: 'string', cardinality: 7, parsers: ['logfmt'] },
              { label: 'took', type: 'duration', cardinality: 9, parsers: ['logfmt'] },
            ],
          });
        }
        return asked;
      },
    });
    expect(fields).toEqual(
      expect.arrayContaining([
        { name: 'a.b', values: ['1'], cardinality: 44, type: 'number', role: undefined },
        { name: 'took', values: [], cardinality: 9, type: 'duration', role: 'responseTime' },
      ])
    );
    expect(fields.map(({ name }) => name)).not.toContain('a_b');
  });

  it('says what is wrong with the connection', async () => {
    const refuse: FakeLokiOptions['intercept'] = (_, response) => {
      response.writeHead(401).end('no org id');
      return true;
    };
    await expect(fieldsOf({ intercept: refuse })).rejects.toThrow('set the tenant ID');
  });
});

it("of an Elasticsearch gives the mapping's fields with examples from documents, each once", async () => {
  const store = await fakeElasticsearch({
    documents: [{ timeMs: fromMs + 1, source: { '@timestamp': 'x', service: { name: 'api' }, message: 'hi' } }],
    fields: {
      '@timestamp': 'date',
      _id: '_id',
      service: 'object',
      'service.name': 'text',
      'service.name.keyword': 'keyword',
      'event.duration': 'long',
    },
  });
  try {
    expect(await detect(elasticsearchSource(connectionTo(store.url), { index: 'logs-*' }, {}))).toEqual([
      { name: '@timestamp', values: ['x'], cardinality: 1, type: 'string', role: 'time' },
      { name: 'service.name', values: ['api'], cardinality: 1, type: 'string', role: 'service' },
      { name: 'message', values: ['hi'], cardinality: 1, type: 'string', role: 'message' },
      { name: 'event.duration', values: [], cardinality: undefined, type: 'number', role: 'responseTime' },
    ]);
    expect(store.open.size).toBe(0);
  } finally {
    await store.close();
  }
});
