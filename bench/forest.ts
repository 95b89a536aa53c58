/**
 * `npm run bench:forest -- DIR [--leave-out SET,SET] [--json]`: the Isolation Forest beside scikit-learn's, in accuracy on labelled sets (a
 * folder laid out as described in adbench.ts) and in seconds on the generated logs' features, where python3 has
 * scikit-learn, and isotree. --leave-out: the sets that it was tuned on, by default none; the mean of the others is given
 * apart.
 */
import { Command } from 'commander';
import { figuresOf } from '../src/analysis/features/logFigures';
import { extractFeatures, PLAIN_FEATURES } from '../src/analysis/features/features';
import { type Columns } from '../src/analysis/forest/forest';
import { fitForest } from '../src/analysis/forest/isolationForest';
import { scoreSamples } from '../src/analysis/forest/scoreSamples';
import { DEFAULT_GENERATED_OPTIONS } from '../src/query/settings';
import { generate } from '../src/sources/generated/generate';
import { auroc, peerAurocs, readSet, setNames } from './adbench';
import { timePeers } from './forestPeers';
import { isUnused } from './loghub/leaveOut';
import { DAY } from '../src/time/units';

const TO = Date.UTC(2026, 0, 12);
const SEEDS = [0, 1, 2, 3, 4];
const RUNS = 7;
const FOREST = { nEstimators: 100, maxSamples: 'auto' } as const;

function scored(columns: Columns, seed: number): Float64Array {
  return scoreSamples(fitForest(columns, { ...FOREST, seed }), columns);
}

function accuracy(folder: string) {
  const peers = peerAurocs(folder);
  return setNames(folder).map((name) => {
    const { columns, labels } = readSet(folder, name);
    const aurocs = SEEDS.map((seed) => auroc(scored(columns, seed), labels));
    const mean = aurocs.reduce((sum, value) => sum + value, 0) / aurocs.length;
    const deviation = Math.sqrt(aurocs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (aurocs.length - 1));
    const peer = peers[name];
    // Four standard errors of the difference of two means of five, the peer's spread estimated from its range.
    const peerDeviation = peer ? (peer.auroc_max - peer.auroc_min) / 2.33 : NaN;
    const noise = 4 * Math.sqrt((deviation ** 2 + peerDeviation ** 2) / SEEDS.length);
    return {
      name,
      rows: labels.length,
      features: columns.length,
      auroc: mean,
      deviation,
      peer: peer?.auroc_mean,
      noise,
    };
  });
}

function speed() {
  const { table } = generate({ ...DEFAULT_GENERATED_OPTIONS }, { fromMs: TO - 7 * DAY, toMs: TO });
  const plain = new Set<string>(PLAIN_FEATURES);
  const columns = extractFeatures(figuresOf(table))
    .columns.filter(({ name }) => plain.has(name))
    .map(({ values }) => values);
  const seconds = Array.from({ length: RUNS }, (_, seed) => {
    const began = performance.now();
    scored(columns, seed);
    return (performance.now() - began) / 1000;
  });
  const sorted = [...seconds].sort((a, b) => a - b);
  const [first, median, best] = [seconds[0], sorted[RUNS >> 1], sorted[0]];
  return { rows: table.length, features: columns.length, first, median, best, peers: timePeers(columns) };
}

function print(
  sets: ReturnType<typeof accuracy>,
  timing: ReturnType<typeof speed>,
  unused: (set: string) => boolean
): string {
  const four = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(4)).padStart(9);
  const lines = [`${'set'.padEnd(14)}     rows  columns    AUROC  sklearn     diff    noise`];
  for (const { name, rows, features, auroc: own, peer, noise } of sets) {
    const diff = peer === undefined ? undefined : own - peer;
    const verdict = diff !== undefined && diff < -noise ? '  LOWER' : '';
    const counts = `${String(rows).padStart(8)}${String(features).padStart(9)}`;
    lines.push(`${name.padEnd(14)} ${counts}${four(own)}${four(peer)}${four(diff)}${four(peer && noise)}${verdict}`);
  }
  const shared = sets.filter(({ peer }) => peer !== undefined);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  for (const [name, of] of Object.entries({ mean: shared, 'not used': shared.filter((set) => unused(set.name)) })) {
    const [own, peer] = [mean(of.map((set) => set.auroc)), mean(of.map((set) => set.peer ?? NaN))];
    const noise = Math.hypot(...of.map((set) => set.noise)) / of.length;
    lines.push(`${name.padEnd(14)} ${''.padStart(17)}${four(own)}${four(peer)}${four(own - peer)}${four(noise)}`);
  }
  lines.push('');
  const { rows, features, first, median, best, peers } = timing;
  const ms = (seconds: number) => `${(seconds * 1000).toFixed(0)} ms`;
  lines.push(`fit and score ${rows} x ${features}, seconds on one thread of JavaScript and WebAssembly`);
  lines.push(`  here          first ${ms(first)}, median ${ms(median)}, best ${ms(best)}`);
  for (const { name, version, fit, score } of peers) {
    const total = fit + score;
    lines.push(`  ${name.padEnd(13)} ${version}: best ${ms(total)} (fit ${ms(fit)}, score ${ms(score)})`);
    lines.push(
      `  ratio         best ${(total / best).toFixed(1)}, median ${(total / median).toFixed(1)}, first ${(total / first).toFixed(1)}`
    );
  }
  if (peers.length === 0) {
    lines.push('  others        not found: python3 with sklearn or isotree is needed for a ratio');
  }
  return lines.join('\n');
}

const program = new Command('bench:forest')
  .argument('<folder>', 'labelled sets, NAME.csv.gz with a last column `label`; sklearn_auroc.json where there is one')
  .option('--leave-out <sets>', 'sets that the forest was tuned on', '')
  .option('--json', 'print JSON')
  .parse();
const [folder] = program.args;
const sets = accuracy(folder);
const timing = speed();
process.stdout.write(
  program.opts().json
    ? `${JSON.stringify({ sets, speed: timing }, null, 2)}\n`
    : `${print(sets, timing, isUnused(program.opts().leaveOut))}\n`
);
