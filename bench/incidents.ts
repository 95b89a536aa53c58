/**
 * Incidents against the generator's truth over ranges of several lengths, default options: which episodes are seen, how
 * late, which incidents are of no episode, and how often the stated cause, its first error, and the suspects name the
 * service where it began.
 *
 *   npm run bench:incidents -- [--seeds 1..20] [--days 1,3,7] [--volume 14400] [--vocabulary own|other] [--json]
 *
 * --vocabulary other: faults in words that the detectors were not written for, lines of another form, without levels.
 */
import { parseArgs } from 'node:util';
import { type Incident } from '../src/analysis/model/analysis';
import { type Episode } from '../src/sources/generated/truth';
import { incidentsOf, isOf, judgeEpisode } from './generated/incidents';
import { printTable, print } from './generated/print';
import { stretchOf } from './generated/weeks';
import { median } from './generated/median';
import { inOtherWords, vocabularyOf } from './vocabulary/otherVocabulary';
import { MINUTE } from '../src/time/units';

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1..20' },
    days: { type: 'string', default: '1,3,7' },
    volume: { type: 'string', default: '14400' },
    vocabulary: { type: 'string', default: 'own' },
    json: { type: 'boolean', default: false },
  },
});

/** What shows for less time at the end of a range cannot be asked for. */
const VISIBLE = 5 * MINUTE;

const [first, last = first] = options.seeds.split('..').map(Number);
const seeds = Array.from({ length: last - first + 1 }, (_, i) => first + i);

const vocabulary = vocabularyOf(options.vocabulary);

const summary = [];
for (const days of options.days.split(',')) {
  const results: Array<Awaited<ReturnType<typeof judge>>> = [];
  for (const seed of seeds) {
    results.push(await judge(seed, Number(days)));
  }
  const episodes = results.flatMap((result) => result.episodes);
  const incidents = results.flatMap((result) => result.incidents);
  summary.push({
    days: Number(days),
    ranges: results.length,
    episodes: byKind(episodes).map(([kind, own]) => ({
      kind,
      episodes: own.length,
      recall: share(own, ({ found }) => found),
      'suspect first': share(own, ({ rank }) => rank === 1),
      'suspect in 3': share(own, ({ rank }) => rank >= 1 && rank <= 3),
      'cause right': share(own, ({ causeRight }) => causeRight),
      'incidents each': own.reduce((sum, { incidents: count }) => sum + count, 0) / own.length,
      'median delay, min': median(own.map(({ delay }) => delay)),
    })),
    incidents: byKind(incidents).map(([kind, own]) => ({
      kind,
      incidents: own.length,
      precision: share(own, ({ right }) => right),
      'cause right': share(
        own.filter(({ right }) => right),
        ({ causeRight }) => causeRight
      ),
    })),
    wrong: incidents.filter(({ right }) => !right).map(({ text }) => text),
    missed: episodes.filter(({ found }) => !found).map(({ text }) => text),
  });
}

if (options.json) {
  print(JSON.stringify(summary, null, 2));
} else {
  for (const { days, ranges, episodes, incidents, wrong, missed } of summary) {
    print(`${ranges} ranges of ${days} days, ${options.volume} logs a day, seeds ${options.seeds}\n`);
    printTable('Episodes', episodes);
    printTable('Incidents', incidents);
    print(`Of no episode\n${wrong.map((text) => `  ${text}\n`).join('')}`);
    print(`Missed\n${missed.map((text) => `  ${text}\n`).join('')}`);
  }
}

async function judge(seed: number, days: number) {
  const generated = stretchOf(seed, days, Number(options.volume));
  const stretch = vocabulary === 'other' ? { ...generated, logs: await inOtherWords(generated.logs) } : generated;
  const visible = stretch.episodes.filter(({ startMs, onsetMs = startMs }) => onsetMs + VISIBLE <= stretch.range.toMs);
  const incidents = incidentsOf(stretch);
  const iso = (timeMs: number) => new Date(timeMs).toISOString().slice(0, 16);
  return {
    episodes: visible.map((episode) => ({
      ...judgeEpisode(episode, incidents, stretch.range),
      text: `seed ${seed} ${iso(episode.startMs)} ${episode.type}: ${episode.services.join(', ')}`,
    })),
    incidents: incidents.map((incident) => {
      const own = stretch.episodes.filter((episode) => isOf(incident, episode));
      return {
        type: incident.type,
        right: own.length > 0,
        causeRight: own.some((episode) => namesCause(incident, episode)),
        text: `seed ${seed} ${iso(incident.startMs)} ${incident.type}: ${incident.services.join(', ')}: ${incident.evidence.join('; ')}`,
      };
    }),
  };
}

function namesCause({ cause }: Incident, { service }: Episode): boolean {
  return cause?.service === service;
}

function byKind<T extends { readonly type: string }>(items: readonly T[]): Array<[string, readonly T[]]> {
  const types = [...new Set(items.map(({ type }) => type))].sort();
  return [...types.map((type): [string, T[]] => [type, items.filter((item) => item.type === type)]), ['all', items]];
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}
