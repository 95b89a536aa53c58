import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Rows of numbers by column, and which rows are anomalies. */
export interface LabelledSet {
  readonly name: string;
  readonly columns: Float32Array[];
  readonly labels: Uint8Array;
}

/** The area under the ROC curve that scikit-learn's IsolationForest reaches on a set, over seeds 0 to 4. */
export interface PeerAuroc {
  readonly auroc_mean: number;
  readonly auroc_min: number;
  readonly auroc_max: number;
}

/** The names of the sets in a folder laid out as ADBench's: NAME.csv.gz, header, last column `label`, 1 an anomaly. */
export function setNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.csv.gz'))
    .map((file) => file.slice(0, -'.csv.gz'.length))
    .sort();
}

/** scikit-learn's figures, where the folder has them. */
export function peerAurocs(folder: string): Readonly<Record<string, PeerAuroc | undefined>> {
  const file = path.join(folder, 'sklearn_auroc.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

export function readSet(folder: string, name: string): LabelledSet {
  const text = gunzipSync(readFileSync(path.join(folder, `${name}.csv.gz`))).toString();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const features = lines[0].split(',').length - 1;
  const length = lines.length - 1;
  const columns = Array.from({ length: features }, () => new Float32Array(length));
  const labels = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const values = lines[row + 1].split(',');
    for (let f = 0; f < features; f++) {
      columns[f][row] = Number(values[f]);
    }
    labels[row] = Number(values[features]);
  }
  return { name, columns, labels };
}

/** The probability that an anomaly scores lower than another row, ties counting half: the area under the ROC curve. */
export function auroc(scores: Float64Array, labels: Uint8Array): number {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b]);
  let rankSum = 0;
  let anomalies = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && scores[order[end]] === scores[order[start]]) {
      end++;
    }
    for (let i = start; i < end; i++) {
      if (labels[order[i]] === 1) {
        rankSum += (start + end + 1) / 2;
        anomalies++;
      }
    }
    start = end;
  }
  return 1 - (rankSum - (anomalies * (anomalies + 1)) / 2) / (anomalies * (order.length - anomalies));
}
