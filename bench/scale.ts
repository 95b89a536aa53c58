/**
 * Windows mode over 7 days of ever more logs: what it costs grows with the windows and not with the logs.
 *
 *   npm run bench:scale -- [--lines 1000000,10000000,30000000] [--plan] [--json]
 *   npm run bench:scale -- --url URL [--store victorialogs] [--expr 'env:="prod"'] [--days 7] [--to now]
 *
 * Without --url a stand-in answers as a Loki with so many logs would, from counts per minute of generated logs: then
 * our requests, bytes, CPU time and memory are real, and the time that a Loki would take to count is not in it. --plan
 * shows what is asked.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { type SourceType } from '../src/query/sources';
import { parseTimeArgument } from '../src/report/timeArgument';
import { print, printTable } from './generated/print';
import { DAY } from '../src/time/units';
import { whole } from '../src/format/format';

export interface ScaleRequest {
  store: SourceType;
  url: string;
  expr: string;
  fromMs: number;
  toMs: number;
}

export interface ScaleRun {
  logs: number;
  requests: number;
  /** Received, as it came: mostly packed. */
  bytes: number;
  unpackedBytes: number;
  /** Ours: reading and analysing, and the start of the process. */
  cpuSeconds: number;
  seconds: number;
  reading: number;
  peakMemoryMb: number;
  urls: string[];
}

const BUN = process.execPath;

const { values: options } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000,10000000,30000000' },
    url: { type: 'string' },
    store: { type: 'string', default: 'loki' },
    expr: { type: 'string', default: '' },
    days: { type: 'string', default: '7' },
    to: { type: 'string' },
    plan: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const days = Number(options.days);
const toMs = parseTimeArgument('--to', options.to ?? (options.url ? 'now' : '2026-01-12'), Date.now());

const runs: ScaleRun[] = [];
if (options.url) {
  runs.push(read(options.url));
} else {
  for (const lines of options.lines.split(',').map(Number)) {
    runs.push(await readStandIn(lines));
  }
}
if (options.json) {
  print(JSON.stringify(runs, null, 2));
} else {
  printTable(`Windows mode, ${days} days`, runs.map(rowOf));
}
if (options.plan) {
  runs.forEach(printPlan);
}

async function readStandIn(lines: number): Promise<ScaleRun> {
  const standIn = spawn(BUN, ['bench/scale/standIn.ts', String(lines), String(days), String(toMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [address] = (await once(standIn.stdout, 'data')) as [Buffer];
    return read(address.toString().trim());
  } finally {
    standIn.kill();
  }
}

function read(url: string): ScaleRun {
  const { store, expr } = options;
  const request: ScaleRequest = { store: store as SourceType, url, expr, fromMs: toMs - days * DAY, toMs };
  const { status, stdout } = spawnSync(BUN, ['bench/scale/once.ts', JSON.stringify(request)], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    throw new Error(`Reading from ${url} failed.`);
  }
  return JSON.parse(stdout);
}

function rowOf({ logs, requests, bytes, unpackedBytes, cpuSeconds, seconds, reading, peakMemoryMb }: ScaleRun) {
  return {
    logs: whole(logs),
    requests,
    MB: (bytes / 1e6).toFixed(1),
    'MB unpacked': (unpackedBytes / 1e6).toFixed(1),
    'our CPU s': cpuSeconds.toFixed(2),
    's in all': seconds.toFixed(2),
    's reading': reading.toFixed(2),
    'peak MB': Math.round(peakMemoryMb).toString(),
  };
}

/** What was asked, how often: times and services left out. */
function printPlan({ logs, urls }: ScaleRun): void {
  const kinds = new Map<string, number>();
  for (const url of urls) {
    const kind = url
      .replace(/([?&](?:start|end|time)=)\d+/g, '$1...')
      .replace(/ or label_replace\(.*(?=&time)/s, ' or ...')
      .replace(/(service_name=~")[^"]*"/, '$1..."')
      .replace(/\s+/g, ' ');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  print(`Asked for ${whole(logs)} logs:`);
  kinds.forEach((times, kind) => print(`  ${String(times).padStart(4)} x ${kind}`));
  print('');
}
