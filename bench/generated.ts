/**
 * Detection, incidents, forecasts and expected bands against the generator's truth, a week for each seed, default
 * options:
 *
 *   npm run bench:generated -- [--seeds 1..20] [--vocabulary own|other] [--every MINUTES] [--volume 1] [--days 1]
 *   [--json]
 *
 * --vocabulary other: faults in words that the detectors were not written for, lines of another form, without levels.
 * --volume is by how much the logs are more than usual, --days what a forecast is derived from.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_ANALYSIS_OPTIONS } from '../src/query/options';
import { addedBands, judgeBands } from './generated/bands';
import { added, judgeDetection, measuresOf } from './generated/detection';
import { byKind, share } from './generated/byKind';
import { foresightOf, printForecasts, summariseForecasts } from './generated/forecastTables';
import { incidentsOf, isOf, judgeEpisode } from './generated/incidents';
import { printTable, print } from './generated/print';
import { seedsOf } from './generated/seeds';
import { weekOf } from './generated/weeks';
import { median } from './generated/median';
import { vocabularyOf, weekInOtherWords } from './vocabulary/otherVocabulary';
import { whole } from '../src/format/format';

const USAGE =
  'npm run bench:generated -- [--seeds 1..20] [--vocabulary own|other] [--every MINUTES] [--volume 1] [--days 1] [--json]';

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1..20' },
    vocabulary: { type: 'string', default: 'own' },
    every: { type: 'string', default: '20' },
    volume: { type: 'string', default: '1' },
    days: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const volume = Number(options.volume);

/** The classic share of a fixed contamination, and the default. */
const CONTAMINATIONS = [...new Set([0.05, DEFAULT_ANALYSIS_OPTIONS.forest.contamination, 'auto' as const])];

const vocabulary = vocabularyOf(options.vocabulary);

const results: Array<Awaited<ReturnType<typeof judge>>> = [];
for (const seed of seedsOf(options.seeds, USAGE)) {
  results.push(await judge(seed));
}

async function judge(seed: number) {
  const began = performance.now();
  const generated = weekOf(seed, { volume, daysBefore: Number(options.days) });
  const week = vocabulary === 'other' ? await weekInOtherWords(generated) : generated;
  const incidents = incidentsOf(week);
  const detection = CONTAMINATIONS.map((contamination) => judgeDetection(week, contamination));
  const forecasts = foresightOf(week, Number(options.every));
  const seconds = (performance.now() - began) / 1000;
  process.stderr.write(`seed ${seed}: ${seconds.toFixed(1)} s\n`);
  return {
    detection,
    episodes: week.episodes.map((episode) => judgeEpisode(episode, incidents, week.range)),
    incidents: incidents.map((incident) => ({
      type: incident.type,
      right: week.episodes.some((episode) => isOf(incident, episode)),
    })),
    ...forecasts,
    bands: judgeBands(seed, volume),
  };
}

const detection = CONTAMINATIONS.map((contamination, i) => ({
  contamination,
  ...measuresOf(results.map((result) => result.detection[i].confusion).reduce(added)),
}));
const episodes = results.flatMap((result) => result.episodes);
const incidents = results.flatMap((result) => result.incidents);
const bands = results
  .map((result) => result.bands)
  .reduce((sum, own) => sum.map((band, i) => addedBands(band, own[i])));

const summary = {
  weeks: results.length,
  detection,
  episodes: byKind(episodes).map(([kind, own]) => ({
    kind,
    episodes: own.length,
    recall: share(own, ({ found }) => found),
    'cause first': share(own, ({ rank }) => rank === 1),
    'cause in 3': share(own, ({ rank }) => rank >= 1 && rank <= 3),
    'median delay, min': median(own.map(({ delay }) => delay)),
  })),
  incidents: byKind(incidents).map(([kind, own]) => ({
    kind,
    incidents: own.length,
    precision: share(own, ({ right }) => right),
  })),
  ...summariseForecasts(results),
  bands: bands.map((band) => ({
    band: `${band.metric}, ${band.range}`,
    quiet: band.quiet,
    above: band.quietAbove / band.quiet,
    below: band.quietBelow / band.quiet,
    'above 3 sigma': band.quietAboveSigma / band.quiet,
    'in incidents': band.incident,
    'of them above': band.incidentAbove / band.incident,
    'of them above 3 sigma': band.incidentAboveSigma / band.incident,
    'median upper edge': median(band.edges),
  })),
};

if (options.json) {
  print(JSON.stringify(summary, null, 2));
} else {
  print(`${summary.weeks} weeks of ${whole(volume * 100_800)} logs, seeds ${options.seeds}\n`);
  printTable('Anomalous logs', summary.detection);
  printTable('Episodes', summary.episodes);
  printTable('Incidents', summary.incidents);
  printForecasts(summary);
  printTable('Expected bands after a week of history: steps of one service outside of them', summary.bands);
}
