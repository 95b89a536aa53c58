/**
 * A store, or a proxy before it, that answers something other than what it was asked is found out by the executable:
 * the query ends with an error or a notice that says so, after few requests, and health is answered meanwhile.
 * `npm test` builds it first.
 */
import { tableFromIPC } from 'apache-arrow';
import { type RequestListener } from 'node:http';
import { loopbackServer } from '../sources/http/testing/loopbackServer';
import { HOUR } from '../time/units';
import { lyingProxy } from './testing/lyingProxy';
import { LYING_STORES } from './testing/lyingStores';
import { type Plugin, type QueryOptions, startPlugin, TO_MS } from './testing/pluginProcess';

// On a busy machine all of it takes many times as long.
jest.setTimeout(600_000);

const MAX_REQUESTS = 200;

/** What is too slow is asked for in parts, a few times. */
const MAX_OF_NOTHING = 60;
const SECRETS = { serviceAccountToken: 'glsa_kept_1', httpHeaderValue1: 'kept-2', basicAuthPassword: 'kept-3' };

let plugin: Plugin;

beforeAll(async () => {
  plugin = await startPlugin();
});
afterAll(() => plugin.stop());

/** How a query ends, during which health is answered: its error, or its notices. */
async function said(options: QueryOptions): Promise<{ status: unknown; text: string }> {
  const range = { fromMs: TO_MS - HOUR, toMs: TO_MS };
  const answer = plugin.query([{ refId: 'A', queryType: 'serviceHealth' }], { ...options, ...range });
  await plugin.call('grpc.health.v1.Health/Check', { service: 'plugin' });
  const { status, error, frames = [] } = (await answer).A;
  const notices = frames.map((frame) => tableFromIPC(frame).schema.metadata.get('meta') ?? '');
  return { status, text: error || notices.join('\n') };
}

afterEach(async () => {
  const small = { uid: 'next', jsonData: { learningDays: 1, generated: { logsPerDay: 100 } } };
  expect((await plugin.query([{ refId: 'A', queryType: 'healthScore' }], small)).A).toMatchObject({ status: 200 });
  expect(plugin.stderr().match(/"@level":"error".{0,500}/g)).toBeNull();
  expect(plugin.stderr()).not.toMatch(/kept[-_]\d/);
});

describe.each(Object.entries(LYING_STORES))('before a store that tells the truth, a lying proxy (%s)', (_, lying) => {
  let store: Awaited<ReturnType<typeof lying.start>>;
  beforeAll(async () => {
    store = await lying.start();
  });
  afterAll(() => store.close());

  it.each(lying.lies)('that %s (%s) is found out', async (_what, mode, lie, says) => {
    const proxy = await lyingProxy(store.url, lie);
    try {
      const jsonData = { ...lying.jsonData, mode, learningDays: 1 };
      const { status, text } = await said({ jsonData, url: proxy.url, secrets: SECRETS });
      expect(text).toMatch(says);
      expect([200, 400, 502]).toContain(status);
      expect(proxy.requests.length).toBeLessThan(MAX_REQUESTS);
    } finally {
      await proxy.close();
    }
  });

  it('is needed for that: without one nothing is found out', async () => {
    const proxy = await lyingProxy(store.url, {});
    try {
      const { status, text } = await said({ jsonData: { ...lying.jsonData, learningDays: 1 }, url: proxy.url });
      expect(status).toBe(200);
      expect(text).not.toMatch(/range of time|without a time|left out/);
    } finally {
      await proxy.close();
    }
  });
});

const SOURCES: Array<[string, QueryOptions['jsonData'] & object]> = [
  ['a Loki', { source: 'loki', defaultExpr: '{a="b"}' }],
  ['an Elasticsearch', { source: 'elasticsearch' }],
  ['a VictoriaLogs', { source: 'victorialogs' }],
  ['a Grafana', { source: 'grafana', grafana: { datasourceUid: 'x', query: {} } }],
];

describe.each(SOURCES)('in place of %s', (_, own) => {
  const options = { basicAuth: 'ann', secrets: SECRETS };
  const jsonData = { ...own, learningDays: 1, timeout: 1, httpHeaderName1: 'X-Kept' };

  async function saidBy(listener: RequestListener): Promise<string> {
    const server = await loopbackServer(listener);
    try {
      const { status, text } = await said({ ...options, jsonData, url: server.url });
      expect(status).not.toBe(200);
      expect(server.requests.length).toBeLessThan(MAX_OF_NOTHING);
      return text;
    } finally {
      await server.close();
    }
  }

  it('a page of a login is said to be one', async () => {
    const page = '<!DOCTYPE html><html><body>Please log in</body></html>';
    const text = await saidBy((_request, response) => void response.writeHead(200).end(page));
    expect(text).toMatch(/an HTML page instead of/);
    expect(text).not.toContain('Please log in');
  });

  it.each([301, 302, 303, 307, 308])('a redirect (%d) to another host is not followed', async (status) => {
    const other = await loopbackServer((_request, response) => void response.end('{}'));
    try {
      const text = await saidBy((request, response) => {
        response.writeHead(status, { Location: `${other.url}${request.url ?? ''}` }).end();
      });
      expect(text).toContain(`redirects (${status}) to ${other.url}, which is not followed`);
      expect(other.requests).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('what comes byte by byte for ever is not waited for', async () => {
    const drips = new Set<NodeJS.Timeout>();
    const text = await saidBy((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      drips.add(setInterval(() => response.write(' '), 20));
    });
    drips.forEach((drip) => clearInterval(drip));
    expect(text).toContain('did not answer within 1 s');
  });
});
