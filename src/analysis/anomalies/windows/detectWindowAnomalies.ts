import { LEVELS, UNKNOWN } from '../../../logs/level';
import { type LogTable } from '../../../logs/logTable';
import { type ForestOptions } from '../../../query/options';
import { type Anomaly, type AnomalySummary, MAX_ANOMALIES } from '../../model/analysis';
import { fitForest } from '../../forest/isolationForest';
import { scoreSamples } from '../../forest/scoreSamples';
import { findSilences } from '../../windows/silences';
import { hash } from '../../statistics/hash';
import { type WindowCounts } from '../../windows/windowCounts';
import { type WindowTable } from '../../../logs/windowTable';
import { anomalyType, plainType } from '../anomalyType';
import { NOISE } from '../dbscan';
import { logAt } from '../detectAnomalies';
import { findEpisodes } from '../episodes';
import { countSilences, silenceAnomalies } from '../silenceAnomalies';
import { exampleRows } from './exampleLines';
import { WINDOW_FEATURES, windowFeatures, type WindowMatrix } from './windowFeatures';
import { KIND_OF, windowReasons } from './windowReasons';

/** As many as a tree is grown from by default. */
const MIN_WINDOWS = 256;

/** Standard deviations that are evidence by themselves: one window in a million has them by chance. */
const EVIDENCE = 5;

/**
 * Finds the windows that are unlike the others of their service, where logs were counted by the store: an Isolation
 * Forest over the windows. All logs of such a window count as anomalous; the most anomalous windows are taken as long
 * as they hold no larger share of the logs than the contamination. Each is shown with a line from the sample, where
 * there is one of that window.
 *
 * @param quiet the services' silences, where they are found already
 */
export function detectWindowAnomalies(
  windows: WindowTable,
  counts: WindowCounts,
  sample: LogTable,
  options: ForestOptions,
  checkpoint: () => void,
  quiet = findSilences(windows, counts)
): AnomalySummary {
  const matrix = windowFeatures(windows, counts);
  const perWindow = new Uint32Array(counts.logs.length);
  const nothing = { count: 0, rate: 0, threshold: -1, perWindow, items: [], episodes: [] };
  if (matrix.cells.length < MIN_WINDOWS) {
    return { status: 'learning', ...nothing };
  }
  checkpoint();
  const columns = WINDOW_FEATURES.map((name) => matrix.columns[name]).filter((column) =>
    column.some((value) => value !== column[0])
  );
  if (columns.length === 0) {
    return { status: 'scored', ...nothing };
  }
  const scores = scoreSamples(fitForest(columns, options), columns, checkpoint);
  const logsOf = (row: number) => counts.logs[matrix.cells[row]];
  const total = matrix.cells.reduce((sum, _, row) => sum + logsOf(row), 0);
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b] || a - b);
  const wanted = options.contamination === 'auto' ? logsWithEvidence(matrix, logsOf) : options.contamination * total;
  let count = 0;
  let taken = 0;
  while (taken < order.length && count + logsOf(order[taken]) <= wanted) {
    count += logsOf(order[taken]);
    taken++;
  }
  const rows = order.subarray(0, taken);
  rows.forEach((row) => (perWindow[matrix.cells[row]] = logsOf(row)));
  const silences = silenceAnomalies(quiet, windows);
  countSilences(silences, windows, perWindow);
  count += silences.length;
  const examples = exampleRows(sample, windows);
  const found = [
    ...silences,
    ...Array.from(rows, (row) => anomalyOf(row, scores[row], matrix, windows, sample, examples)),
  ];
  const { episodes, of, types } = findEpisodes(
    found.map((item, index) => ({ ...item, isSilence: index < silences.length }))
  );
  const items = found.map((item, index) => ({
    ...item,
    type: types[index],
    ...(of[index] !== NOISE && { episode: of[index] }),
  }));
  return {
    status: 'scored',
    count,
    rate: total > 0 ? count / total : 0,
    threshold: taken < order.length ? scores[order[taken]] : 0,
    perWindow,
    items: items.slice(0, MAX_ANOMALIES),
    episodes,
  };
}

function logsWithEvidence(matrix: WindowMatrix, logsOf: (row: number) => number): number {
  let sum = 0;
  let all = 0;
  for (let row = 0; row < matrix.cells.length; row++) {
    all += logsOf(row);
    sum += WINDOW_FEATURES.some((feature) => Math.abs(matrix.columns[feature][row]) >= EVIDENCE) ? logsOf(row) : 0;
  }
  return Math.min(all / 2, sum);
}

function anomalyOf(
  row: number,
  score: number,
  matrix: WindowMatrix,
  windows: WindowTable,
  sample: LogTable,
  examples: Int32Array
): Anomaly {
  const cell = matrix.cells[row];
  const service = windows.services[Math.floor(cell / windows.windowCount)];
  const startMs = windows.startMs + (cell % windows.windowCount) * windows.windowMs;
  const reasons = windowReasons(matrix, row);
  const example = examples[cell];
  const log = example < 0 ? undefined : logAt(sample, example);
  const text = reasons.map((reason) => reason.text).join('; ');
  return {
    ...(log ?? { timeMs: startMs, timeNs: 0, level: LEVELS[UNKNOWN], message: text, line: text }),
    id: hash(`window ${service} ${startMs} ${windows.windowMs}`),
    service,
    score,
    type: anomalyType({
      message: log?.message ?? '',
      plainType: () => plainType(log?.message ?? ''),
      level: log ? LEVELS.indexOf(log.level) : UNKNOWN,
      statusCode: log?.statusCode ?? 0,
      reasons: reasons.map(({ feature }) => KIND_OF[feature]),
      errorRate: matrix.valueOf('failures', row).value,
    }),
    reasons,
  };
}
