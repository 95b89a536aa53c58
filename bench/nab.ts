/**
 * How well the detector behind the adaptive thresholds finds labelled anomalies, by the rules of the Numenta Anomaly
 * Benchmark, beside the plain thresholds that it is to beat and a random cut forest, all measured in the same way; and
 * by VUS-PR, which TSB-AD ranks detectors by, of the series with anomalies.
 *
 *   npm run bench:nab -- DIR [--leave-out FOLDER,FOLDER] [--json]
 *
 * DIR is laid out as NAB's data: folders of CSV files (timestamp,value), and windows.json with each file's anomalies.
 * --leave-out: the folders that the detector was tuned on; the score of the others is given apart.
 */
import { parseArgs } from 'node:util';
import { mean } from 'simple-statistics';
import { AdaptiveDetector } from '../src/analysis/expected/adaptiveDetector';
import { ALERT_LIKELIHOOD, Novelty } from '../src/analysis/expected/novelty';
import { rollingSigma } from '../src/analysis/expected/rollingSigma';
import { isUnused } from './loghub/leaveOut';
import { type LabelledSeries, readCorpus } from './nab/corpus';
import { PUBLISHED, randomCutForest } from './nab/randomCutForest';
import { type CorpusScore, scoreAt, scoreCorpus } from './nab/score';
import { vusPr } from './nab/vus';
import { windowedGaussian } from './nab/windowedGaussian';

/** The folders of NAB that were at hand when the detector was written. */
const TUNED_ON = 'artificialNoAnomaly,realKnownCause,realTraffic,realTweets';

interface Detector {
  detect: (series: LabelledSeries) => Float64Array;
  /** What is shown at each value, where `detect` gives no more than when alarms may begin. */
  level?: (series: LabelledSeries) => Float64Array;
  /** Scores at or above are alarms. Left out: the one that is best for all files, as NAB has it. */
  threshold?: number;
}

const DETECTORS: Record<string, Detector> = {
  'Seismolog adaptive': { detect: adaptive, level: shown },
  [`Seismolog, alert above ${ALERT_LIKELIHOOD}`]: { detect: adaptive, threshold: -Math.log10(1 - ALERT_LIKELIHOOD) },
  'Rolling mean and sigma': { detect: ({ values }) => sigmasAbove(values) },
  'Windowed Gaussian': { detect: ({ values }) => windowedGaussian(values) },
  'Random cut forest': { detect: ({ values }) => randomCutForest(values, PUBLISHED) },
  'Random cut forest, shingle of 8': { detect: ({ values }) => randomCutForest(values, { ...PUBLISHED, shingle: 8 }) },
};

interface Row {
  detector: string;
  total: CorpusScore;
  /** The mean of the series with anomalies; left out where scores are those of the detector above. */
  vusPr?: number;
  /** Each folder's score at the threshold of the whole. */
  folders: Record<string, CorpusScore>;
  /** Of the folders that the detector was not tuned on, at the same threshold; left out: there are none. */
  unused?: CorpusScore;
  seconds: number;
}

const { values: options, positionals } = parseArgs({
  options: { 'leave-out': { type: 'string', default: TUNED_ON }, json: { type: 'boolean', default: false } },
  allowPositionals: true,
});

main(positionals[0]);

function main(folder: string | undefined): void {
  if (!folder) {
    fail('Name a folder laid out as NAB: npm run bench:nab -- DIR [--leave-out FOLDER,FOLDER] [--json]');
    return;
  }
  try {
    const corpus = readCorpus(folder);
    const rows = Object.entries(DETECTORS).map(([name, detector]) => measure(name, detector, corpus));
    process.stdout.write(options.json ? `${JSON.stringify({ detectors: rows }, null, 2)}\n` : tableOf(rows));
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function measure(detector: string, { detect, level = detect, threshold }: Detector, corpus: LabelledSeries[]): Row {
  const began = performance.now();
  const scored = corpus.map((series) => ({ ...series, scores: detect(series) }));
  const seconds = (performance.now() - began) / 1000;
  const total = threshold === undefined ? scoreCorpus(scored) : scoreAt(scored, threshold);
  const names = [...new Set(corpus.map((series) => series.folder))];
  const scoreOf = (holds: (folder: string) => boolean) =>
    scoreAt(
      scored.filter(({ folder }) => holds(folder)),
      total.threshold
    );
  const folders = Object.fromEntries(names.map((name) => [name, scoreOf((folder) => folder === name)]));
  const isUnknown = isUnused(options['leave-out']);
  const unused = names.some(isUnknown) ? scoreOf(isUnknown) : undefined;
  const volumes = corpus
    .filter(({ anomalies }) => anomalies.length > 0)
    .map((series) => vusPr(level(series), series.anomalies));
  return {
    detector,
    total,
    ...(threshold === undefined && { vusPr: mean(volumes) }),
    folders,
    ...(unused && { unused }),
    seconds,
  };
}

/**
 * What an alert rule sees of the view expectedBand: its likelihood where it rises, which is where a rule may fire. As a
 * surprise, -log10 of what is left of 1, since likelihoods near 1 can't be distinguished.
 */
function adaptive(series: LabelledSeries): Float64Array {
  let before = 0;
  return shown(series).map((now) => {
    const rises = now > before;
    before = now;
    return rises ? now : 0;
  });
}

/** The likelihood that the view shows at each value, as a surprise. */
function shown({ timeMs, values }: LabelledSeries): Float64Array {
  const detector = new AdaptiveDetector();
  const novelty = new Novelty();
  return values.map((value, i) => {
    const { surprise, lower, upper } = detector.next(timeMs[i], value);
    return novelty.next(surprise, value < lower || value > upper);
  });
}

/** How many standard deviations a value lies above the rolling mean. */
function sigmasAbove(values: Float64Array): Float64Array {
  const { mean, upper } = rollingSigma(values, undefined, 1);
  return values.map((value, i) => (upper[i] > mean[i] ? (value - mean[i]) / (upper[i] - mean[i]) : 0));
}

function tableOf(rows: readonly Row[]): string {
  const names = Object.keys(rows[0].folders);
  const head = ['', 'total', 'VUS-PR', 'found', 'false alarms', ...names, 'not used', 'seconds'];
  const lines = rows.map(({ detector, total, vusPr: volume, folders, unused, seconds }) => [
    detector,
    total.score.toFixed(1),
    volume?.toFixed(3) ?? '',
    `${total.found} of ${total.anomalies}`,
    String(total.falseAlarms),
    ...names.map((name) => folders[name].score.toFixed(1)),
    unused?.score.toFixed(1) ?? '',
    seconds.toFixed(1),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column].length)));
  const text = [head, ...lines].map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ')
  );
  return `${text.join('\n')}\n\nNAB's standard profile: 0 as one that never alarms, 100 perfect; one threshold for all files, the best unless one is named.\n`;
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}
