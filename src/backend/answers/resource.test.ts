import { fakeLoki } from '../../sources/loki/testing/fakeLoki';
import { type CallResourceRequest } from '../proto/messages';
import { createTools } from '../testing/tools';
import { callResource } from './resource';

const tools = createTools();

async function get(url: string, jsonData: object = {}, store = ''): Promise<{ code: number; body: unknown }> {
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
  const { code, body } = await callResource(request, tools, new AbortController().signal);
  return { code, body: JSON.parse(Buffer.from(body ?? []).toString()) };
}

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
