/**
 * Detection against the generator's truth over a grid of lengths and volumes, default options:
 *
 *   npm run bench:detection -- [--seeds 1..20] [--days 1,3,7] [--volumes 0.2,1,3] [--contamination auto] [--each]
 *   [--json]
 *
 * A volume of 1 is 14,400 logs a day. "Worst" is the worst single seed with at least 100 anomalous logs.
 */
import { parseArgs } from 'node:util';
import { ANOMALY_TYPES } from '../src/analysis/model/analysis';
import { DEFAULT_GENERATED_OPTIONS } from '../src/query/settings';
import { added, type DetectionVerdict, judgeDetection, measuresOf } from './generated/detection';
import { print, printTable } from './generated/print';
import { seedsOf } from './generated/seeds';
import { stretchOf } from './generated/weeks';

const USAGE =
  'npm run bench:detection -- [--seeds 1..20] [--days 1,3,7] [--volumes 0.2,1,3] [--contamination auto] [--each] [--json]';

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1..20' },
    days: { type: 'string', default: '1,3,7' },
    volumes: { type: 'string', default: '0.2,1,3' },
    contamination: { type: 'string', default: 'auto' },
    each: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

/** Of fewer anomalous logs one is more than a hundredth. */
const MIN_ANOMALOUS = 100;

const contamination = options.contamination === 'auto' ? 'auto' : Number(options.contamination);
const seeds = seedsOf(options.seeds, USAGE);
const numbers = (text: string) => text.split(',').map(Number);

interface Judged extends DetectionVerdict {
  readonly seed: number;
}

const grid = numbers(options.days).flatMap((days) =>
  numbers(options.volumes).map((volume) => {
    const judged = seeds.map((seed): Judged => {
      const stretch = stretchOf(seed, days, Math.round(volume * DEFAULT_GENERATED_OPTIONS.logsPerDay));
      return { seed, ...judgeDetection(stretch, contamination) };
    });
    process.stderr.write(`${days} days, volume ${volume}: done\n`);
    return { days, volume, judged };
  })
);

const rows = grid.map(({ days, volume, judged }) => {
  const total = measuresOf(judged.map(({ confusion }) => confusion).reduce(added));
  const each = judged.map(({ confusion }) => ({ ...measuresOf(confusion), anomalous: anomalousIn(confusion) }));
  const enough = each.filter(({ anomalous }) => anomalous >= MIN_ANOMALOUS);
  const silences = (of: 'right' | 'wrong' | 'outages') =>
    judged.reduce((sum, verdict) => sum + verdict.silences[of], 0);
  return {
    days,
    volume,
    accuracy: total.accuracy,
    FP: total['false positive rate'],
    FN: total['false negative rate'],
    'worst accuracy': worst(each.map(({ accuracy }) => -accuracy)) * -1,
    'worst FP': worst(each.map((m) => m['false positive rate'])),
    'worst FN': worst(enough.map((m) => m['false negative rate'])),
    'FN over 1%': `${enough.filter((m) => m['false negative rate'] > 0.01).length} of ${enough.length}`,
    'outages silent': `${silences('right')} of ${silences('outages')}`,
    'other silences': silences('wrong'),
  };
});

const verdicts = grid.flatMap(({ judged }) => judged);
const byType = ANOMALY_TYPES.map((type) => {
  const own = verdicts.flatMap(({ missed }) => missed.filter((entry) => entry.type === type));
  const logs = own.reduce((sum, entry) => sum + entry.logs, 0);
  const said = verdicts.flatMap(({ types }) => types.filter((verdict) => verdict.type === type));
  const share = (of: string) => said.filter((verdict) => verdict.said === of).length / said.length;
  return {
    type,
    logs,
    missed: own.reduce((sum, entry) => sum + entry.missed, 0) / logs,
    named: share(type),
    ...Object.fromEntries(ANOMALY_TYPES.map((other) => [shortened(other), share(other)])),
  };
});

if (options.json) {
  print(JSON.stringify({ grid: rows, types: byType }, null, 2));
} else {
  print(`Seeds ${options.seeds}, contamination ${options.contamination}\n`);
  printTable('Anomalous logs', rows);
  printTable('By type: the share missed, the share whose type is named, and what was said of those found', byType);
  if (options.each) {
    for (const { days, volume, judged } of grid) {
      printTable(
        `${days} days, volume ${volume}`,
        judged.map(({ seed, confusion, missed }) => ({
          seed,
          anomalous: anomalousIn(confusion),
          FP: measuresOf(confusion)['false positive rate'],
          FN: measuresOf(confusion)['false negative rate'],
          missed: missed
            .filter((entry) => entry.missed > 0)
            .map((entry) => `${entry.type} ${entry.missed}/${entry.logs}`)
            .join(', '),
        }))
      );
    }
  }
}

function anomalousIn({ truePositives, falseNegatives }: DetectionVerdict['confusion']): number {
  return truePositives + falseNegatives;
}

/** The first letters of its words. */
function shortened(type: string): string {
  return type
    .split(' ')
    .map((word) => word.slice(0, 4))
    .join(' ');
}

function worst(values: readonly number[]): number {
  return values.filter((value) => !Number.isNaN(value)).reduce((most, value) => Math.max(most, value), -Infinity);
}
