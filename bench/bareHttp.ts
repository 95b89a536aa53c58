/**
 * What reading every line of a store costs over bare HTTP: our read into columns, then the same requests sent and their
 * answers thrown away, in turns.
 *
 *   npm run bench:http -- --url URL [--store victorialogs] [--expr 'env:="prod"'] [--days 7] [--to now] [--pairs 5] [--json]
 */
import { parseArgs } from 'node:util';
import { median } from 'simple-statistics';
import { parseSettings } from '../src/query/validation';
import { parseTimeArgument } from '../src/report/timeArgument';
import { createSource } from '../src/sources/registry';
import { createLimiter } from '../src/sources/windows/limiter';
import { print } from './generated/print';
import { DAY } from '../src/time/units';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3100' },
    store: { type: 'string', default: 'loki' },
    expr: { type: 'string', default: '' },
    days: { type: 'string', default: '7' },
    to: { type: 'string', default: 'now' },
    pairs: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});

/** As our reading of each store has it. */
const CONCURRENCY: Readonly<Record<string, number>> = { loki: 6, elasticsearch: 4, victorialogs: 3 };
const toMs = parseTimeArgument('--to', options.to, Date.now());
const fromMs = toMs - Number(options.days) * DAY;
const source = createSource(
  parseSettings({
    jsonData: { source: options.store, mode: 'entries' },
    secureJsonData: {},
    url: options.url,
    basicAuth: false,
    basicAuthUser: '',
  })
);
const request = { fromMs, toMs, expr: options.expr, lineLimit: 1_000_000 };

/** A request as it was sent. */
interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

const { fetch } = globalThis;
const sent: Sent[] = [];
globalThis.fetch = Object.assign(async (...[input, init]: Parameters<typeof fetch>) => {
  const { url, method, headers } = new Request(input, init);
  sent.push({ url, method, headers, body: typeof init?.body === 'string' ? init.body : undefined });
  return fetch(input, init);
}, fetch);

const pairs: Array<{ ours: number; bare: number; ratio: number }> = [];
// The first of each warms up.
for (let i = 0; i <= Number(options.pairs); i++) {
  sent.length = 0;
  const ours = await seconds(() => source.read(request, { signal: new AbortController().signal }));
  const requests = [...sent];
  const bare = await seconds(() => sendAgain(requests));
  if (i > 0) {
    pairs.push({ ours, bare, ratio: ours / bare });
  }
}
const result = { requests: sent.length, pairs, ratio: median(pairs.map(({ ratio }) => ratio)) };
if (options.json) {
  print(JSON.stringify(result, null, 2));
} else {
  pairs.forEach(({ ours, bare, ratio }) =>
    print(`read ${ours.toFixed(2)} s, bare HTTP ${bare.toFixed(2)} s: ${ratio.toFixed(2)}`)
  );
  print(`${result.requests} requests, median ${result.ratio.toFixed(2)}`);
}

async function sendAgain(requests: readonly Sent[]): Promise<void> {
  const isSnapshot = ({ url }: Sent): boolean => /\/(?:point_in_time|_pit)\b/.test(url);
  const opening = requests.find((one) => isSnapshot(one) && one.method === 'POST');
  const id = opening && snapshotIn(await answerTo(opening));
  const limit = createLimiter(CONCURRENCY[options.store]);
  const pages = requests.filter((one) => !isSnapshot(one)).map((one) => (id ? inSnapshot(one, id) : one));
  await Promise.all(pages.map((page) => limit(() => answerTo(page))));
  const closing = requests.find((one) => isSnapshot(one) && one.method === 'DELETE');
  if (closing && id) {
    await answerTo({ ...closing, body: JSON.stringify(/_pit$/.test(closing.url) ? { id } : { pit_id: [id] }) });
  }
}

async function answerTo({ url, ...init }: Sent): Promise<ArrayBuffer> {
  return (await fetch(url, init)).arrayBuffer();
}

/** The name of a point in time that was opened. */
function snapshotIn(answer: ArrayBuffer): string {
  const { pit_id: name, id } = JSON.parse(new TextDecoder().decode(answer)) as Record<string, string>;
  return name ?? id;
}

/** The same request to another point in time. */
function inSnapshot(page: Sent, id: string): Sent {
  const body = page.body?.startsWith('{') ? (JSON.parse(page.body) as { pit?: object }) : {};
  return body.pit ? { ...page, body: JSON.stringify({ ...body, pit: { ...body.pit, id } }) } : page;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
