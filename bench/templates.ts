/**
 * Grouping accuracy of the mined templates on labelled logs, one configuration for all: a line is right if and only if
 * the lines that share its predicted template are exactly those that share its true one (Zhu et al., ICSE-SEIP 2019).
 *
 *   npm run bench:templates -- DIR [--json]
 *
 * DIR holds NAME.csv or NAME.csv.gz with the columns content and event_id.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { mean } from 'simple-statistics';
import { mineTemplates } from '../src/analysis/messages/templates/mineTemplates';
import { textColumn } from '../src/logs/textColumn';

/** Drain with parameters of its own for each set, as its authors measured it (logpai/logparser). */
const DRAIN: Readonly<Record<string, number>> = {
  HDFS: 0.9975,
  Hadoop: 0.9475,
  Spark: 0.92,
  Zookeeper: 0.9665,
  BGL: 0.9625,
  HPC: 0.887,
  Thunderbird: 0.955,
  Windows: 0.997,
  Linux: 0.69,
  Android: 0.911,
  HealthApp: 0.78,
  Apache: 1,
  Proxifier: 0.5265,
  OpenSSH: 0.7875,
  OpenStack: 0.7325,
  Mac: 0.7865,
};
/** The set is mined again and again for so long, for its speed. */
const TIMED_MS = 300;

interface Result {
  set: string;
  lines: number;
  accuracy: number;
  drain: number | null;
  templates: number;
  trueTemplates: number;
  linesPerSecond: number;
}

const { values: options, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write('Usage: npm run bench:templates -- DIR [--json]\n');
  process.exit(1);
}

const files = readdirSync(folder).filter((file) => /\.csv(\.gz)?$/.test(file));
if (files.length === 0) {
  process.stderr.write(`No .csv or .csv.gz in ${folder}.\n`);
  process.exit(1);
}
const results = files.sort().map(measure);
const means = {
  accuracy: mean(results.map(({ accuracy }) => accuracy)),
  drain: meanOfKnown(results.map(({ drain }) => drain)),
  linesPerSecond: mean(results.map(({ linesPerSecond }) => linesPerSecond)),
};

if (options.json) {
  print(JSON.stringify({ sets: results, mean: means }, null, 2));
} else {
  row('set', 'accuracy', 'Drain', 'templates', 'true', 'lines/s');
  for (const { set, accuracy, drain, templates, trueTemplates, linesPerSecond } of results) {
    row(set, share(accuracy), share(drain), String(templates), String(trueTemplates), thousands(linesPerSecond));
  }
  row('mean', share(means.accuracy), share(means.drain), '', '', thousands(means.linesPerSecond));
}

function measure(file: string): Result {
  const bytes = readFileSync(path.join(folder, file));
  const { content, events } = read(file, (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  const { templateOf, shapes } = mineTemplates(textColumn(content), () => undefined);
  const set = path.basename(file).replace(/\.csv(\.gz)?$/, '');
  return {
    set,
    lines: content.length,
    accuracy: groupingAccuracy(templateOf, events),
    drain: DRAIN[set] ?? null,
    templates: shapes.length,
    trueTemplates: new Set(events).size,
    linesPerSecond: speed(content),
  };
}

function groupingAccuracy(predicted: Int32Array, actual: readonly string[]): number {
  const predictedSizes = new Map<number, number>();
  const actualSizes = new Map<string, number>();
  const bothSizes = new Map<string, number>();
  const count = <K>(sizes: Map<K, number>, key: K) => sizes.set(key, (sizes.get(key) ?? 0) + 1);
  actual.forEach((event, line) => {
    count(predictedSizes, predicted[line]);
    count(actualSizes, event);
    count(bothSizes, `${predicted[line]} ${event}`);
  });
  const right = actual.filter((event, line) => {
    const both = bothSizes.get(`${predicted[line]} ${event}`);
    return both === predictedSizes.get(predicted[line]) && both === actualSizes.get(event);
  });
  return right.length / actual.length;
}

function speed(content: string[]): number {
  const began = performance.now();
  let runs = 0;
  do {
    mineTemplates(textColumn(content), () => undefined);
    runs++;
  } while (performance.now() - began < TIMED_MS);
  return (runs * content.length * 1000) / (performance.now() - began);
}

function read(file: string, text: string): { content: string[]; events: string[] } {
  const [header, ...rows] = cellsOf(text);
  const [content, event] = ['content', 'event_id'].map((name) => {
    const index = header.indexOf(name);
    if (index < 0) {
      throw new Error(`${file} has no column ${name}; it has ${header.join(', ')}.`);
    }
    return index;
  });
  return { content: rows.map((cells) => cells[content]), events: rows.map((cells) => cells[event]) };
}

/** CSV (RFC 4180): a cell is in quotes, with its own quotes twice, or goes to the next comma. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/gy)) {
    rows[rows.length - 1].push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end.endsWith('\n')) {
      rows.push([]);
    }
  }
  return rows.filter((cells) => cells.length > 1);
}

function meanOfKnown(values: Array<number | null>): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? mean(known) : null;
}

function row(set: string, ...cells: string[]): void {
  print(set.padEnd(14) + cells.map((cell) => cell.padStart(12)).join(''));
}

function share(value: number | null): string {
  return value === null ? '' : value.toFixed(4);
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
