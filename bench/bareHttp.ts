/**
 * What reading every line of a Loki costs over bare HTTP: our read into columns, then the same pages fetched and thrown
 * away, in turns.
 *
 *   npm run bench:http -- --loki URL [--expr '{job="shop"}'] [--days 7] [--to now] [--pairs 5] [--json]
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
    loki: { type: 'string', default: 'http://127.0.0.1:3100' },
    expr: { type: 'string', default: '' },
    days: { type: 'string', default: '7' },
    to: { type: 'string', default: 'now' },
    pairs: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});

/** As our reading has it. */
const CONCURRENCY = 6;
const toMs = parseTimeArgument('--to', options.to, Date.now());
const fromMs = toMs - Number(options.days) * DAY;
const source = createSource(
  parseSettings({
    jsonData: { source: 'loki', mode: 'entries' },
    secureJsonData: {},
    url: options.loki,
    basicAuth: false,
    basicAuthUser: '',
  })
);
const headers = { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' };
const request = { fromMs, toMs, expr: options.expr, lineLimit: 1_000_000 };

const { fetch } = globalThis;
const pages = new Set<string>();
globalThis.fetch = Object.assign((...[input, init]: Parameters<typeof fetch>) => {
  pages.add(new Request(input).url);
  return fetch(input, init);
}, fetch);

const pairs: Array<{ ours: number; bare: number; ratio: number }> = [];
// The first of each warms up.
for (let i = 0; i <= Number(options.pairs); i++) {
  pages.clear();
  const ours = await seconds(() => source.read(request, { signal: new AbortController().signal }));
  const bare = await seconds(fetchPages);
  if (i > 0) {
    pairs.push({ ours, bare, ratio: ours / bare });
  }
}
const result = { pages: pages.size, pairs, ratio: median(pairs.map(({ ratio }) => ratio)) };
if (options.json) {
  print(JSON.stringify(result, null, 2));
} else {
  pairs.forEach(({ ours, bare, ratio }) =>
    print(`read ${ours.toFixed(2)} s, bare HTTP ${bare.toFixed(2)} s: ${ratio.toFixed(2)}`)
  );
  print(`${result.pages} pages, median ${result.ratio.toFixed(2)}`);
}

async function fetchPages(): Promise<void> {
  const limit = createLimiter(CONCURRENCY);
  await Promise.all(Array.from(pages, (url) => limit(async () => (await fetch(url, { headers })).arrayBuffer())));
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
