import { type SampledLogs } from '../../query/sampledLogs';
import { type TriedPatterns } from '../../query/triedPatterns';
import { renderMarkdown } from '../../report/markdown/renderMarkdown';
import { fakeLoki } from '../../sources/loki/testing/fakeLoki';
import { normalAnalysis } from '../../views/testing/analyses';
import { type CallResourceRequest } from '../proto/messages';
import { createTools, judgedOf } from '../testing/tools';
import { DAY, WEEK } from '../../time/units';
import { wholeOrPart } from '../../pipeline/analyzeSource';
import { callResource } from './resource';

const tools = createTools();

async function get(url: string, jsonData: object = {}, store = ''): Promise<{ code: number; body: unknown }> {
  const { code, text } = await ask(url, jsonData, store);
  return { code, body: JSON.parse(text) };
}

async function ask(url: string, jsonData: object = {}, store = '', others = tools) {
  const settings = {
    name: 'Logs',
    uid: 'logs',
    url: store,
    basicAuthEnabled: false,
    basicAuthUser: '',
    jsonData: Buffer.from(JSON.stringify(jsonData)),
    decryptedSecureJsonData: { bearerToken: 'hunter2' },
    lastUpdatedMS: 1,
  };
  const request: CallResourceRequest = {
    pluginContext: { orgId: 1, dataSourceInstanceSettings: settings },
    path: url.split('?')[0],
    method: 'GET',
    url,
  };
  const { code, body, headers } = await callResource(request, others, new AbortController().signal);
  return { code, text: Buffer.from(body ?? []).toString(), type: headers['content-type']?.values };
}

describe('filters', () => {
  it('are on what the analysis gives alone, where the source has no query language', async () => {
    expect(await get('filters')).toEqual({ code: 200, body: ['service', 'anomaly'] });
  });

  it('are on the fields of a store, too, but for times and messages; with their values', async () => {
    const time = BigInt(Date.now() - 5000) * 1_000_000n;
    const line = '{"env":"prod","message":"paid","service":"pay","at":"2026-01-05T08:00:00Z"}';
    const loki = await fakeLoki({ lines: [{ labels: { app: 'shop' }, time, line }] });
    try {
      const { body } = await get('filters', { source: 'loki' }, loki.url);
      expect(body).toEqual(expect.arrayContaining(['service', 'anomaly', 'template', 'app', 'env']));
      expect(body).not.toContain('message');
      expect(new Set(body as string[]).size).toBe((body as string[]).length);
      expect((await get('filters?key=env', { source: 'loki' }, loki.url)).body).toEqual(['prod']);
      expect((await get('filters?key=nope', { source: 'loki' }, loki.url)).body).toEqual([]);
    } finally {
      await loki.close();
    }
  });

  it('have all values of a label that Loki knows, not those of a sample alone', async () => {
    const time = BigInt(Date.now() - 5000) * 1_000_000n;
    const apps = Array.from({ length: 12 }, (_, i) => `app-${String(i).padStart(2, '0')}`);
    const loki = await fakeLoki({ lines: apps.map((app) => ({ labels: { app }, time, line: 'sold' })) });
    try {
      expect((await get('filters?key=app', { source: 'loki' }, loki.url)).body).toEqual(apps);
    } finally {
      await loki.close();
    }
  });

  it('have the values of the range for services and templates', async () => {
    const others = createTools(async () => normalAnalysis());
    const values = async (key: string) =>
      JSON.parse((await ask(`filters?key=${key}&from=1&to=2`, {}, '', others)).text);
    expect(await values('service')).toEqual(normalAnalysis().services.map(({ service }) => service));
    expect(await values('template')).toEqual(normalAnalysis().patterns.templates.map(({ template }) => template));
    expect(await values('anomaly')).toContain('database connection');
  });
});

describe('lines', () => {
  const ask = async (params: string, jsonData = {}, store = '') => {
    const { code, body } = await get(`lines?${params}`, jsonData, store);
    const { schema, data } = body as { schema: { fields: Array<{ name: string }> }; data: { values: unknown[][] } };
    const of = (name: string) => data.values[schema.fields.findIndex((field) => field.name === name)];
    return { code, body: of('body'), labels: of('labels') as Array<Record<string, string>> };
  };

  it('are those of a store next to a line, newest first, of the same services', async () => {
    const ns = (second: number) => BigInt(Date.now() - 600_000 + second * 1000) * 1_000_000n;
    const [first, second, third] = [ns(0), ns(1), ns(2)];
    const lineOf = (app: string, time: bigint, line: string) => ({ labels: { service_name: app }, time, line });
    const held = [
      lineOf('pay', first, 'asked'),
      lineOf('mail', second, 'sent'),
      lineOf('pay', second, 'failed'),
      lineOf('pay', third, 'gave up'),
    ];
    const loki = await fakeLoki({ lines: held });
    try {
      const query = encodeURIComponent(JSON.stringify({ services: ['pay'], queryType: 'anomalies', limit: 1 }));
      const settings = { source: 'loki' };
      const before = await ask(`query=${query}&before=${second}`, settings, loki.url);
      const after = await ask(`query=${query}&after=${second}`, settings, loki.url);
      expect(before).toMatchObject({ code: 200, body: ['failed', 'asked'] });
      expect(after.body).toEqual(['gave up', 'failed']);
      expect(after.labels).toEqual([{ service: 'pay' }, { service: 'pay' }]);
      const [fromMs, toMs] = [first, third].map((time) => Number(time / 1_000_000n));
      const range = await ask(`from=${fromMs}&to=${toMs}&limit=2`, settings, loki.url);
      expect(range.body).toEqual(['failed', 'sent']);
    } finally {
      await loki.close();
    }
  });

  it.each([
    ['from=1', 'lines needs from and to'],
    ['before=yesterday', 'before must be a time in nanoseconds'],
    ['from=1&to=2&limit=0', 'limit must be a whole number from 1 to 1000'],
    ['from=1&to=2&query=[', 'lines: query must be a JSON object'],
    ['from=1&to=2&query=[1]', 'lines: query must be a JSON object'],
    ['from=1&to=2&query={"expr":5}', 'must be a text of at most'],
  ])('are refused for %s', async (params, message) => {
    expect(await get(`lines?${params}`)).toEqual({ code: 400, body: { message: expect.stringContaining(message) } });
  });
});

describe('matches', () => {
  it('are what the named patterns of query and settings find in the newest lines', async () => {
    const now = BigInt(Date.now() - 60_000) * 1_000_000n;
    const texts = ['disk full on /a', 'paid', 'DISK FULL on /b', 'refused', 'paid'];
    const held = texts.map((line, i) => ({ labels: { app: 'a' }, time: now + BigInt(i), line }));
    const loki = await fakeLoki({ lines: held });
    try {
      const pattern = (name: string, text: string) => ({ name, pattern: text });
      const settings = { source: 'loki', analysis: { patterns: [pattern('Refused', '^refused$')] } };
      const range = `from=${Date.now() - DAY}&to=${Date.now()}`;
      const tried = async (...patterns: object[]) => {
        const query = encodeURIComponent(JSON.stringify({ analysis: { patterns } }));
        return get(`matches?${range}&query=${query}`, settings, loki.url);
      };
      const { body } = await tried(pattern('Disk', '(?i)disk full'), pattern('Never', 'x'));
      expect(body).toMatchObject({ lines: 5 });
      expect((body as TriedPatterns).patterns).toEqual(
        expect.arrayContaining([
          { name: 'Disk', matches: 2, messages: ['DISK FULL on /b', 'disk full on /a'] },
          { name: 'Never', matches: 0, messages: [] },
        ])
      );
      expect((await get(`matches?${range}`, settings, loki.url)).body).toMatchObject({
        patterns: [{ name: 'Refused', matches: 1, messages: ['refused'] }],
      });
      expect(await tried(pattern('Odd', '('))).toEqual({
        code: 400,
        body: { message: expect.stringContaining('The named pattern "Odd" must be a regular expression') },
      });
    } finally {
      await loki.close();
    }
  });
});

describe('sample', () => {
  it('gives logs as they are read, and how many say what', async () => {
    const { code, body } = await get('sample');
    expect(code).toBe(200);
    expect(body).toMatchObject({ sampled: 200, found: { level: 200, service: 200 } });
    const { logs } = body as SampledLogs;
    expect(logs).toHaveLength(20);
    expect(logs[0]).toMatchObject({
      time: expect.stringMatching(/^\d{4}-/),
      level: expect.any(String),
      service: expect.any(String),
      message: expect.any(String),
    });
    expect(Date.parse(logs[0].time)).toBeGreaterThanOrEqual(Date.parse(logs[19].time));
  });

  it('reads by a mapping that is not saved yet', async () => {
    const nowMs = Date.now();
    const line = { labels: { app: 'shop' }, time: BigInt(nowMs - 5000) * 1_000_000n, line: '{"took_s":2,"who":"pay"}' };
    const loki = await fakeLoki({ lines: [line] });
    try {
      const settings = { source: 'loki', fields: { service: 'app' } };
      const sampleBy = async (fields: object) =>
        (await get(`sample?fields=${encodeURIComponent(JSON.stringify(fields))}`, settings, loki.url)).body;
      expect(await sampleBy({ service: 'who', responseTime: 'took_s' })).toMatchObject({
        sampled: 1,
        found: { level: 0, service: 1, statusCode: 0, responseTime: 1, traceId: 0 },
        logs: [{ service: 'pay', responseTimeMs: 2000 }],
      });
      expect(await sampleBy({})).toMatchObject({ logs: [{ service: 'shop' }] });
    } finally {
      await loki.close();
    }
  });

  it('reads no more than the last minute where that has enough', async () => {
    const nowMs = Date.now();
    const lines = Array.from({ length: 300 }, (_, i) => ({
      labels: { app: 'shop' },
      time: BigInt(nowMs - i * 1000 * 10) * 1_000_000n,
      line: 'sold',
    }));
    const busy = lines.map((line, i) => ({ ...line, time: BigInt(nowMs - 5000 - i) * 1_000_000n }));
    const spanOf = async (kept: typeof lines) => {
      const loki = await fakeLoki({ lines: kept });
      try {
        expect(await get('sample', { source: 'loki' }, loki.url)).toMatchObject({ body: { sampled: 200 } });
        const starts = loki.queries('/loki/api/v1/query_range').map((params) => Number(params.get('start')) / 1e6);
        return nowMs - Math.min(...starts);
      } finally {
        await loki.close();
      }
    };
    expect(await spanOf(busy)).toBeLessThanOrEqual(60_000);
    expect(await spanOf(lines)).toBeGreaterThan(60_000);
  });

  it('is empty where nothing was logged for a week', async () => {
    const loki = await fakeLoki();
    try {
      expect(await get('sample', { source: 'loki' }, loki.url)).toMatchObject({
        code: 200,
        body: { logs: [], sampled: 0, notices: [] },
      });
    } finally {
      await loki.close();
    }
  });

  it.each([
    ['sample?fields=x', {}, 400, /must be a JSON object/],
    ['sample?fields=%7B%22levels%22%3A%22a%22%7D', {}, 400, /There is no "levels"\. Did you mean "level"\?/],
    ['sample?fields=%7B%22pattern%22%3A%22(%22%7D', {}, 400, /pattern/i],
    ['sample', { source: 'loki' }, 400, /address of the log store is missing/],
  ])('answers %s of %j with an error', async (url, settings, code, message) => {
    expect(await get(url, settings)).toEqual({ code, body: { message: expect.stringMatching(message) } });
  });

  it('says which store does not answer', async () => {
    const { code, body } = await get('sample', { source: 'loki' }, 'http://127.0.0.1:9');
    expect([code, body]).toEqual([502, { message: expect.stringContaining('127.0.0.1:9') }]);
  });
});

describe('cost', () => {
  it('is what the range and the learning period before it have, as the store knows', async () => {
    const loki = await fakeLoki({ lines: [{ labels: { app: 'shop' }, time: 1n, line: 'sold' }] });
    try {
      const settings = { source: 'loki', defaultExpr: '{app="shop"} |= "x"', learningDays: 2, mode: 'entries' };
      expect(await get(`cost?from=${WEEK}&to=${WEEK + 1000}`, settings, loki.url)).toEqual({
        code: 200,
        body: { days: 2, lineLimit: 200_000, mode: 'entries', lines: 1, bytes: 4, requests: 1 },
      });
      const [params] = loki.queries('/loki/api/v1/index/stats');
      expect(params.get('query')).toBe('{app="shop"}');
      expect(params.get('start')).toBe(`${WEEK + 1000 - 2 * DAY}000000`);
    } finally {
      await loki.close();
    }
  });

  it('is null where no store is asked', async () => {
    expect(await get('cost?from=0&to=1000')).toEqual({ code: 200, body: null });
  });
});

describe('fields', () => {
  it('are those of the last hour', async () => {
    const { code, body } = await get('fields');
    expect(code).toBe(200);
    expect(body).toContainEqual(expect.objectContaining({ name: 'duration', type: 'duration', role: 'responseTime' }));
  });

  it('are those of the range and the query that are asked for, otherwise of the default query', async () => {
    const loki = await fakeLoki();
    const settings = { source: 'loki', defaultExpr: '{app="x"}' };
    try {
      expect(await get('fields?from=1000&to=5000&expr=%7Bapp%3D%22y%22%7D', settings, loki.url)).toEqual({
        code: 200,
        body: [],
      });
      await get('fields', settings, loki.url);
      const asked = loki.queries('/loki/api/v1/detected_fields');
      expect(asked.map((params) => params.get('query'))).toEqual(['{app="y"}', '{app="x"}']);
      expect([asked[0].get('start'), asked[0].get('end')]).toEqual(['1000000000', '5000000000']);
    } finally {
      await loki.close();
    }
  });

  it.each([
    ['fields?from=5&to=5', {}, 400, /fields needs from and to, in milliseconds/],
    ['fields?from=5', {}, 400, /fields needs from and to/],
    ['fields?from=1e300&to=1.1e300', {}, 400, /outside the dates that can be shown/],
    ['fields?from=0&to=1e14', {}, 400, /longer than 400 days/],
    ['fields', { source: 'loki' }, 400, /address of the log store is missing/],
    ['field', {}, 404, /There is no GET field\. There are: .*GET fields/],
  ])('answer %s of %j with an error', async (url, settings, code, message) => {
    expect(await get(url, settings)).toEqual({ code, body: { message: expect.stringMatching(message) } });
  });

  it('answer a path of nothing but slashes', async () => {
    expect(await get(`/${'/'.repeat(1_000_000)}x`)).toMatchObject({ code: 404 });
  });

  it('say which store does not answer, and no secret', async () => {
    const { code, body } = await get('fields', { source: 'loki' }, 'http://127.0.0.1:9');
    expect([code, body]).toEqual([502, { message: expect.stringContaining('127.0.0.1:9') }]);
    expect(JSON.stringify(body) + tools.logged.join('')).not.toContain('hunter2');
  });
});

describe('investigate', () => {
  const analysis = normalAnalysis();
  const asked: unknown[] = [];
  const analysing = createTools(async ({ expr, fromMs, toMs }) => {
    asked.push({ expr, fromMs, toMs });
    return analysis;
  });
  const investigate = (params: string) => ask(`investigate?${params}`, {}, '', analysing);

  it('gives the report of the range as Markdown', async () => {
    expect(await investigate(`from=0&to=${WEEK}&expr=%7Ba%3D%22b%22%7D`)).toEqual({
      code: 200,
      text: renderMarkdown(wholeOrPart(judgedOf(analysis), analysis.range)),
      type: ['text/markdown; charset=utf-8'],
    });
    expect(asked.at(-1)).toEqual({ expr: '{a="b"}', fromMs: 0, toMs: WEEK });
  });

  it('gives all that is known of one incident', async () => {
    const { code, text } = await investigate('from=1000&to=5000&incident=i1');
    expect(code).toBe(200);
    expect(text).toContain('\n## CRITICAL: Cascading Failure, database and api-gateway\n');
    expect(text).toContain('\n- How it spread:\n  - api-gateway, 2 minutes in: 15% errors; it depends on database');
  });

  it.each([
    ['from=1000&to=5000&incident=i7', /^There is no incident "i7" in this range\. The newest are: i2, i1\.$/],
    [`from=1000&to=5000&incident=${'%00'.repeat(10_000)}`, /^There is no incident "(\\u0000){40}" in this range\./],
    ['incident=i1', /^investigate needs from and to/],
    ['from=0&to=1e14', /longer than 400 days/],
  ])('answers %.40s with an error', async (params, message) => {
    const { code, text, type } = await investigate(params);
    expect([code, JSON.parse(text), type]).toEqual([
      400,
      { message: expect.stringMatching(message) },
      ['application/json'],
    ]);
  });
});
