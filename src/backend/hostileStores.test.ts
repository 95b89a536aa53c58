/**
 * A store whose answers are too much is refused in words by the executable, by what its answers are and not as a worker
 * is ended that took too much memory. `npm test` builds it first.
 */
import { type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { loopbackServer } from '../sources/http/testing/loopbackServer';
import { type Plugin, type QueryOptions, startPlugin, TO_MS } from './testing/pluginProcess';
import { HOUR } from '../time/units';

// On a busy machine all of it takes many times as long.
jest.setTimeout(600_000);

const SOURCES: Array<[string, QueryOptions['jsonData']]> = [
  ['a Loki', { source: 'loki', defaultExpr: '{a="b"}' }],
  ['an Elasticsearch', { source: 'elasticsearch' }],
  ['a VictoriaLogs', { source: 'victorialogs' }],
  ['a Grafana', { source: 'grafana', grafana: { datasourceUid: 'x', query: {} } }],
];

/** Two gigabytes in two megabytes. */
const PACKED = gzipSync(Buffer.alloc(10e6, ' '));
const MUCH = Buffer.concat(Array.from({ length: 200 }, () => PACKED));

function packed(_: unknown, response: Parameters<RequestListener>[1]): void {
  response.writeHead(200, { 'Content-Encoding': 'gzip' });
  response.end(MUCH);
}

const PIECE = Buffer.alloc(2 ** 16, ' ');

function endless(_: unknown, response: Parameters<RequestListener>[1]): void {
  const send = (): void => {
    while (!response.destroyed && response.write(PIECE)) {
      // Until it can take no more.
    }
  };
  response.on('drain', send);
  send();
}

function sending(text: string): RequestListener {
  return (_, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end(text);
}

const MB_64 = /sent an answer of more than 64 MB/;

let plugin: Plugin;

beforeAll(async () => {
  plugin = await startPlugin();
});
afterAll(() => plugin.stop());

describe.each(SOURCES)('%s', (_, jsonData) => {
  it.each([
    ['packs much into little', packed, MB_64],
    ['never ends its answers', endless, MB_64],
    ['nests lists without end', sending('['.repeat(5e6)), /sent JSON that is nested deeper than 1000 levels/],
    [
      'gives small objects that take much',
      sending('{"999":0}\n'.repeat(500_000)),
      /sent JSON that would take more than 256 MB of memory/,
    ],
  ])('that %s is refused in words', async (_what, listener, says) => {
    const server = await loopbackServer(listener);
    try {
      const options = { jsonData, url: server.url, secrets: { serviceAccountToken: 'glsa_1' } };
      const { code, body } = await plugin.resource(`fields?from=${TO_MS - HOUR}&to=${TO_MS}`, options);
      expect(code).toBe(502);
      expect(body).toMatchObject({ message: expect.stringMatching(says) });
    } finally {
      await server.close();
    }
  });
});
