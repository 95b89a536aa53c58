import { type RequestListener } from 'node:http';
import { parseSettings } from '../query/validation';
import { fakeElasticsearch } from './elasticsearch/testing/fakeElasticsearch';
import { steadyDocuments } from './elasticsearch/testing/fakeDocuments';
import { fakeGrafana } from './grafana/testing/fakeGrafana';
import { loopbackServer, sendJson } from './http/testing/loopbackServer';
import { FROM, steady } from './loki/testing/fakeLines';
import { fakeLoki } from './loki/testing/fakeLoki';
import { createSource } from './registry';
import { type LogSource } from './source';

const PASSWORD = 'correct horse "battery" & staple';
const LOGIN = Buffer.from(`ann:${PASSWORD}`).toString('base64');
/** What a store might repeat of a login that it was sent. */
const ECHOES = [
  PASSWORD,
  `Basic ${LOGIN}`,
  encodeURIComponent(PASSWORD),
  `https://ann:${PASSWORD}@store.example`,
  `${'x'.repeat(280)} ${PASSWORD}`,
  `${'x'.repeat(290)} ${LOGIN}`,
];
/** Parts of which none may be shown. */
const PARTS = [PASSWORD.slice(0, 12), LOGIN.slice(0, 12), encodeURIComponent(PASSWORD).slice(0, 12)];

const REQUEST = { fromMs: FROM, toMs: FROM + 60_000, expr: '', lineLimit: 100 };
const context = { signal: new AbortController().signal };

function sourceOf(url: string, jsonData: object): LogSource {
  const login = { basicAuth: true, basicAuthUser: 'ann', secureJsonData: { basicAuthPassword: PASSWORD } };
  return createSource(parseSettings({ url, jsonData, ...login }));
}

/** All that is said while a source reads, counts and is checked: results, errors with their stacks and causes. */
async function saidBy(source: LogSource): Promise<string> {
  const { read, count, detectFields, check } = source;
  const works = [
    read(REQUEST, context).then(({ notices }) => notices),
    count?.(REQUEST, context),
    detectFields?.(REQUEST, context),
    check(context),
  ];
  const outcomes = await Promise.all(works.map((work) => work?.catch((error: unknown) => everythingIn(error))));
  return JSON.stringify(outcomes);
}

function everythingIn(error: unknown): unknown {
  return error instanceof Error
    ? [error.message, error.stack, Object.entries(error), everythingIn(error.cause)]
    : error;
}

/** Asks the source that a store makes, and says all that was said. */
async function withStore(
  store: Promise<{ url: string; close: () => Promise<void> }>,
  jsonData: object
): Promise<string> {
  const { url, close } = await store;
  try {
    return await saidBy(sourceOf(url, jsonData));
  } finally {
    await close();
  }
}

const answering = (listener: RequestListener) => loopbackServer(listener);

/** How stores repeat what they were sent, each with what a part of it is found by. */
const WAYS: ReadonlyArray<readonly [way: string, said: (echo: string) => Promise<string>]> = [
  [
    'warnings of Loki',
    (echo) => withStore(fakeLoki({ lines: steady(5, 1), warnings: [`warned ${echo}`] }), { source: 'loki' }),
  ],
  [
    'the version of Loki',
    (echo) =>
      withStore(
        fakeLoki({
          lines: steady(5, 1),
          intercept(request, response) {
            const isVersion = request.url?.includes('buildinfo') ?? false;
            if (isVersion) {
              sendJson(response, { version: `warned ${echo}` });
            }
            return isVersion;
          },
        }),
        { source: 'loki' }
      ),
  ],
  [
    'shard reasons of Elasticsearch',
    (echo) => {
      const failures = [{ reason: { type: 'warned', reason: echo } }];
      const answer = { hits: { hits: [] }, _shards: { total: 5, failed: 2, failures } };
      const store = fakeElasticsearch({
        documents: steadyDocuments(5, 1),
        intercept({ path }, response) {
          const isSearch = path === '/_search';
          if (isSearch) {
            sendJson(response, answer);
          }
          return isSearch;
        },
      });
      return withStore(store, { source: 'elasticsearch', elasticsearch: { index: 'logs-*' } });
    },
  ],
  [
    'errors of another Grafana',
    (echo) =>
      withStore(
        answering((_, response) => sendJson(response, { results: { A: { error: `warned ${echo}` } } })),
        { source: 'grafana', grafana: { datasourceUid: 'logs' } }
      ),
  ],
  [
    'notices of another Grafana',
    (echo) =>
      withStore(
        fakeGrafana({
          lines: [{ timeMs: FROM, text: 'a' }],
          notices: [{ severity: 'warning', text: `warned ${echo}` }],
        }),
        {
          source: 'grafana',
          grafana: { datasourceUid: 'logs' },
        }
      ),
  ],
  [
    'an error',
    (echo) =>
      withStore(
        answering((_, response) => response.writeHead(400).end(`warned ${echo}`)),
        { source: 'loki' }
      ),
  ],
  [
    'a status',
    (echo) =>
      withStore(
        answering((_, response) => response.writeHead(400, `warned ${echo.replace(/[^\x20-\x7e]/g, '')}`).end()),
        { source: 'loki' }
      ),
  ],
];

it.each(WAYS)(
  'repeats no login that comes back in %s',
  async (_, said) => {
    for (const echo of ECHOES) {
      const all = await said(echo);
      expect(all).toContain('warned');
      PARTS.forEach((part) => expect(all).not.toContain(JSON.stringify(part).slice(1, -1)));
    }
  },
  60_000
);

it('bounds what a store has to say', async () => {
  const warnings = Array.from({ length: 500 }, (_, i) => `${i} ${'x'.repeat(100_000)}`);
  const { url, close } = await fakeLoki({ lines: steady(5, 1), warnings });
  try {
    const { notices } = await sourceOf(url, { source: 'loki' }).read(REQUEST, context);
    expect(notices.length).toBeLessThan(60);
    expect(JSON.stringify(notices).length).toBeLessThan(200_000);
    expect(notices.at(-1)?.text).toBe('The store said 450 things more.');
  } finally {
    await close();
  }
});
