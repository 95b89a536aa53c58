import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A series with the spans that people labelled as anomalous. */
export interface LabelledSeries {
  /** Its file, relative to the corpus: "realTraffic/speed_6005.csv". */
  readonly name: string;
  readonly folder: string;
  /** Milliseconds since the epoch; the times have no zone and are read as UTC. */
  readonly timeMs: Float64Array;
  readonly values: Float64Array;
  readonly anomalies: readonly Span[];
}

/** Indices of the first and the last value, both within. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a corpus laid out as NAB's: folders of CSV files (`timestamp,value`) and, beside them, windows.json, which
 * gives each file's anomalies as pairs of times.
 *
 * @throws Error that names the file where one is missing or doesn't hold what it should
 */
export function readCorpus(folder: string): LabelledSeries[] {
  const labels = path.join(folder, 'windows.json');
  if (!existsSync(labels)) {
    throw new Error(`${labels} is missing. Name a folder laid out as NAB's: folders of CSV files and windows.json.`);
  }
  const windows = JSON.parse(readFileSync(labels, 'utf8')) as Record<string, Array<[string, string]> | undefined>;
  const files = readdirSync(folder)
    .filter((name) => statSync(path.join(folder, name)).isDirectory())
    .flatMap((name) => readdirSync(path.join(folder, name)).map((file) => `${name}/${file}`))
    .filter((name) => name.endsWith('.csv'))
    .sort();
  if (files.length === 0) {
    throw new Error(`${folder} holds no folders with CSV files.`);
  }
  return files.map((name) => {
    const spans = windows[name];
    if (!spans) {
      throw new Error(`${labels} says nothing of ${name}: give its anomaly windows, [] for none.`);
    }
    return readSeries(name, readFileSync(path.join(folder, name), 'utf8'), spans);
  });
}

function readSeries(name: string, text: string, windows: ReadonlyArray<[string, string]>): LabelledSeries {
  const rows = text.trim().split(/\r?\n/).slice(1);
  const timeMs = new Float64Array(rows.length);
  const values = new Float64Array(rows.length);
  rows.forEach((row, index) => {
    const comma = row.indexOf(',');
    timeMs[index] = timeOf(row.slice(0, comma));
    values[index] = Number(row.slice(comma + 1));
    if (Number.isNaN(timeMs[index]) || Number.isNaN(values[index])) {
      throw new Error(`${name}, line ${index + 2}: "${row}" is not a time and a number.`);
    }
  });
  const anomalies = windows.map(([from, to]) => ({
    first: timeMs.indexOf(timeOf(from)),
    last: timeMs.lastIndexOf(timeOf(to)),
  }));
  const lost = anomalies.findIndex(({ first, last }) => first < 0 || last < first);
  if (lost >= 0) {
    throw new Error(`${name} has no values at the ends of its window ${windows[lost].join(' to ')}.`);
  }
  return { name, folder: name.slice(0, name.indexOf('/')), timeMs, values, anomalies };
}

function timeOf(text: string): number {
  return Date.parse(`${text.trim().replace(' ', 'T')}Z`);
}
