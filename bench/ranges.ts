/**
 * Whether ranges that end at the same time say the same. Of generated weeks each fault that comes at once, looked at
 * some minutes after it began, in ranges of half an hour to a week: seen in how many of each, and in how many faults
 * all ranges agree.
 *
 *   npm run bench:ranges -- [--seeds 1..5] [--minutes 20] [--json]
 */
import { parseArgs } from 'node:util';
import { type Analysis, type Incident } from '../src/analysis/model/analysis';
import { concatTables, sliceByTime } from '../src/logs/select';
import { type LogTable } from '../src/logs/logTable';
import { parseSettings, resolveAnalysisOptions } from '../src/query/validation';
import { type Episode } from '../src/sources/generated/truth';
import { type LogSource } from '../src/sources/source';
import { analyzeSource } from '../src/pipeline/analyzeSource';
import { DAY, HOUR, MINUTE } from '../src/time/units';
import { percent } from '../src/format/format';
import { byKind, share } from './generated/byKind';
import { isOf } from './generated/incidents';
import { print, printTable } from './generated/print';
import { seedsOf } from './generated/seeds';
import { weekOf } from './generated/weeks';

const USAGE = 'npm run bench:ranges -- [--seeds 1..5] [--minutes 20] [--json]';

const RANGES = { '30 minutes': 30 * MINUTE, '1 hour': HOUR, '6 hours': 6 * HOUR, '24 hours': DAY, '7 days': 7 * DAY };
type Range = keyof typeof RANGES;
const NAMES = Object.keys(RANGES) as Range[];

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1..5' },
    minutes: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});

const settings = parseSettings({ jsonData: {}, secureJsonData: {}, url: '', basicAuth: false, basicAuthUser: '' });

/** What a range says of a fault. */
interface Look {
  readonly incident?: Incident;
  readonly healthNow: number;
  readonly servicesNow: string;
}

interface Case {
  readonly type: Episode['type'];
  readonly looks: Readonly<Record<Range, Look>>;
}

const cases: Case[] = [];
for (const seed of seedsOf(options.seeds, USAGE)) {
  // The days before are what the first faults of the week are compared with.
  const week = weekOf(seed, { daysBefore: 7 });
  for (const episode of week.episodes.filter(isSudden)) {
    const toMs = episode.startMs + Number(options.minutes) * MINUTE;
    if (episode.startMs >= week.range.fromMs && toMs <= week.range.toMs && toMs < episode.endMs) {
      cases.push({ type: episode.type, looks: await looksAt(week.all, episode, toMs) });
    }
  }
  process.stderr.write(`up to seed ${seed}: ${soFar(cases)}\n`);
}

const summary = {
  faults: cases.length,
  seen: NAMES.map((range) => ({
    range,
    faults: cases.length,
    seen: share(cases, (one) => seen(one, range)),
    'as the longest': share(cases, ({ looks }) => isAlike(looks[range], looks['7 days'])),
  })),
  agreement: {
    seen: share(cases, (one) => new Set(NAMES.map((range) => seen(one, range))).size === 1),
    id: agree(({ incident }) => incident?.id),
    severity: agree(({ incident }) => incident?.severity),
    'first cause': agree(({ incident }) => incident?.cause?.service),
    'health now': agree(({ healthNow }) => healthNow),
    'health of services now': agree(({ servicesNow }) => servicesNow),
    'all of these': share(cases, areAlike),
  },
  kinds: byKind(cases).map(([kind, own]) => ({
    kind,
    faults: own.length,
    ...Object.fromEntries(NAMES.map((range) => [range, share(own, (one) => seen(one, range))])),
  })),
};

if (options.json) {
  print(JSON.stringify(summary, null, 2));
} else {
  print(`${cases.length} sudden faults, ${options.minutes} minutes in, seeds ${options.seeds}\n`);
  printTable('Seen', summary.seen);
  printTable('The same in all ranges', [summary.agreement]);
  printTable('Seen, by kind', summary.kinds);
}

/** A run that is stopped has shown this, too. */
function soFar(some: readonly Case[]): string {
  const seenIn = (range: Range) => percent(share(some, (one) => seen(one, range)));
  return (
    `${some.length} faults, seen in 30 minutes ${seenIn('30 minutes')}, in 7 days ${seenIn('7 days')}; ` +
    `the same in all ranges ${percent(share(some, areAlike))}`
  );
}

function seen({ looks }: Case, range: Range): boolean {
  return looks[range].incident !== undefined;
}

function areAlike({ looks }: Case): boolean {
  return NAMES.every((range) => isAlike(looks[range], looks['7 days']));
}

/** What builds up is another question: it may not show yet. */
function isSudden({ gradual }: Episode): boolean {
  return !gradual;
}

async function looksAt(all: LogTable, episode: Episode, toMs: number): Promise<Case['looks']> {
  // Joined anew, so that no text of a later line is left in the dictionaries.
  const none = sliceByTime(all, Infinity, Infinity);
  const logs = concatTables([sliceByTime(all, -Infinity, toMs), none]);
  const looks: Partial<Record<Range, Look>> = {};
  for (const range of NAMES) {
    looks[range] = lookOf(await analysisOf(logs, toMs - RANGES[range], toMs), episode);
  }
  return looks as Case['looks'];
}

function analysisOf(logs: LogTable, fromMs: number, toMs: number): Promise<Analysis> {
  const source: LogSource = {
    read: async (request) => {
      const table = concatTables([
        sliceByTime(logs, request.fromMs, request.toMs),
        sliceByTime(logs, Infinity, Infinity),
      ]);
      return { table, notices: [] };
    },
    check: async () => ({ message: 'Held in memory.' }),
  };
  const request = { settings, expr: '', fromMs, toMs, options: resolveAnalysisOptions(settings, { analysis: {} }) };
  return analyzeSource(request, { source, signal: new AbortController().signal, checkpoint: () => undefined });
}

/** The first incident of the fault that goes on or began with it. */
function lookOf(analysis: Analysis, episode: Episode): Look {
  const own = analysis.incidents.filter((incident) => isOf(incident, episode) && incident.endMs > episode.startMs);
  const worst = own.sort((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1)).at(0);
  return {
    ...(worst && { incident: worst }),
    healthNow: analysis.healthNow.score ?? NaN,
    servicesNow: episode.services
      .map((name) => analysis.services.find(({ service }) => service === name)?.healthNow.score?.toFixed(6))
      .join(' '),
  };
}

function isAlike(a: Look, b: Look): boolean {
  const said = ({ incident, healthNow }: Look) =>
    JSON.stringify([incident?.id, incident?.severity, incident?.cause?.service, healthNow]);
  return said(a) === said(b);
}

function agree(of: (look: Look) => unknown): number {
  return share(cases, ({ looks }) => new Set(NAMES.map((range) => of(looks[range]))).size === 1);
}
