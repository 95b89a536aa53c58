/**
 * How soon the health check is answered while hostile lines and queries are worked on, asked of the compiled back end:
 * the slowest of one every 20 ms, how each ends, and the most memory that all processes take together. The lines come
 * from a Loki of our own, in a process of its own; with DIR, those of its files too. The bar is 100 ms.
 *
 *   npm run bench:hostile -- [DIR] [--executable FILE] [--seconds 5] [--memory 400] [--json]
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { HOSTILE_LINES, HOSTILE_RANGE } from '../src/backend/testing/hostileLines';
import { HOSTILE_QUERIES } from '../src/backend/testing/hostileQueries';
import { executable, Plugin, type QueryOptions } from '../src/backend/testing/pluginProcess';
import { print, printTable } from './generated/print';
import { takenBy } from './processTree';
import { HealthMeter } from './soak/healthMeter';
import { StoreProcess } from './soak/storeProcess';
import { MINUTE, DAY } from '../src/time/units';

/** How often memory is looked at. */
const LOOK_EVERY_MS = 100;
const HEALTH = { refId: 'A', queryType: 'healthScore' };

const { values: options, positionals } = parseArgs({
  options: {
    executable: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    memory: { type: 'string', default: '400' },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const rows: Array<Record<string, string | number>> = [];
const built = options.executable ?? executable();
const folder = mkdtempSync(path.join(tmpdir(), 'seismolog-hostile-'));
const plugin = await Plugin.start(
  { GF_PLUGIN_ANALYSIS_SECONDS: options.seconds, GF_PLUGIN_WORKER_MEMORY_MB: options.memory },
  built
);
try {
  await measure('nothing', () => plugin.query([HEALTH]));
  for (const [name, query] of Object.entries(HOSTILE_QUERIES)) {
    await measure(name, () => plugin.query([{ ...HEALTH, ...query }]));
  }
  await measure('10 million logs', () => plugin.query([HEALTH], manyLogs(10_000_000)));
  await measure('100 ranges at once', () =>
    Promise.all(Array.from({ length: 100 }, (_, i) => plugin.query([HEALTH], manyLogs(20_000, i * MINUTE))))
  );
  await measure('100 queries in one request', () =>
    plugin.query(Array.from({ length: 100 }, (_, i) => ({ refId: `A${i}`, queryType: 'levelsOverTime' })))
  );
  await measure('a path of slashes', () => plugin.resource('/'.repeat(100_000)));
  await measure('a range beyond all time', () => plugin.resource('fields?from=1e300&to=1.1e300'));
  for (const [name, file] of files()) {
    await ofLines(name, file);
  }
} finally {
  await plugin.stop();
  rmSync(folder, { recursive: true });
}
await ofManyRanges();

if (options.json) {
  print(JSON.stringify(rows, null, 2));
} else {
  printTable('While a hostile input is worked on', rows);
}

function files(): Array<[string, string]> {
  const own = Object.entries(HOSTILE_LINES).map(([name, lines], i): [string, string] => {
    const file = path.join(folder, String(i));
    writeFileSync(file, lines().join('\n'));
    return [name, file];
  });
  const [dir] = positionals;
  return [...own, ...(dir ? readdirSync(dir).map((name): [string, string] => [name, path.join(dir, name)]) : [])];
}

async function ofLines(name: string, file: string): Promise<void> {
  const store = await StoreProcess.start({ file, from: HOSTILE_RANGE.fromMs });
  try {
    const jsonData = { source: 'loki', defaultExpr: '{a="b"}', fields: { message: 'msg' } };
    const settings = { jsonData, url: store.url, ...HOSTILE_RANGE };
    await measure(name, () => plugin.query([HEALTH], settings));
    await measure(`${name}: fields`, () =>
      plugin.resource(`fields?from=${HOSTILE_RANGE.fromMs}&to=${HOSTILE_RANGE.toMs}`, settings)
    );
  } finally {
    await store.kill();
  }
}

/** Of a day that begins so much later. */
function manyLogs(logsPerDay: number, laterMs = 0): QueryOptions {
  const range = { fromMs: 20 * DAY + laterMs, toMs: 21 * DAY + laterMs };
  return { jsonData: { lineLimit: 10_000_000, generated: { logsPerDay } }, ...range };
}

/** With the limits that are the default: what all processes take is to stay within 512 MB. */
async function ofManyRanges(): Promise<void> {
  const own = await Plugin.start({}, built);
  const ranges = Array.from({ length: 50 }, (_, i) => manyLogs(400_000, i * MINUTE));
  try {
    await measure(
      '50 ranges of 400,000 logs',
      () => Promise.all(ranges.map((range) => own.query([HEALTH], range))),
      own
    );
  } finally {
    await own.stop();
  }
}

async function measure(input: string, work: () => Promise<unknown>, asked = plugin): Promise<void> {
  const meter = new HealthMeter(asked);
  let mostMb = 0;
  const look = (): number => (mostMb = Math.max(mostMb, Math.round(takenBy(asked.pid()).memoryMb)));
  const looking = setInterval(look, LOOK_EVERY_MS);
  const began = performance.now();
  const outcome = await work().then(outcomeOf, String);
  const seconds = (performance.now() - began) / 1000;
  clearInterval(looking);
  const { slowestMs, over100Ms, checks } = await meter.stop();
  const health = { 'health, slowest ms': slowestMs, 'over 100': over100Ms, of: checks };
  rows.push({ input, ended: outcome, seconds, ...health, 'most MB': mostMb });
}

/** The statuses of all answers. */
function outcomeOf(answer: unknown): string {
  const statuses = [...JSON.stringify(answer).matchAll(/"(?:status|code)":(\d+)/g)].map(([, status]) => status);
  return [...new Set(statuses)].join(' ');
}
