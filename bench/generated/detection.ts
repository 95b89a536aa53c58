import { countWindows } from '../../src/analysis/countWindows';
import { detectAnomalies } from '../../src/analysis/anomalies/detectAnomalies';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../src/query/options';
import { type Week } from './weeks';

/** Logs by what they were said to be and what they are. */
export interface Confusion {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
}

/** Whether each anomalous log is found, and no other. */
export function judgeDetection({ logs, range, anomalous }: Week, contamination: number | 'auto'): Confusion {
  const windows = countWindows(logs, range);
  const options = { ...DEFAULT_ANALYSIS_OPTIONS.forest, contamination };
  const { items, count } = detectAnomalies(logs, windows, options, () => undefined);
  if (items.length < count) {
    throw new Error(`${count} anomalies are more than are kept one by one: they cannot be judged.`);
  }
  const keyOf = (timeMs: number, timeNs: number, service: string) => `${timeMs} ${timeNs} ${service}`;
  const found = new Set(items.map(({ timeMs, timeNs, service }) => keyOf(timeMs, timeNs, service)));
  const result = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
  for (let row = 0; row < logs.length; row++) {
    const service = logs.service.values[logs.service.codes[row]];
    const flagged = found.has(keyOf(logs.timeMs[row], logs.timeNs[row], service));
    if (anomalous[row] === 1) {
      result[flagged ? 'truePositives' : 'falseNegatives']++;
    } else {
      result[flagged ? 'falsePositives' : 'trueNegatives']++;
    }
  }
  return result;
}

/** The measures of a confusion, each 0 to 1. */
export function measuresOf({
  truePositives: tp,
  falsePositives: fp,
  falseNegatives: fn,
  trueNegatives: tn,
}: Confusion) {
  return {
    accuracy: (tp + tn) / (tp + fp + fn + tn),
    'false positive rate': fp / (fp + tn),
    'false negative rate': fn / (fn + tp),
    precision: tp / (tp + fp),
    recall: tp / (tp + fn),
  };
}
