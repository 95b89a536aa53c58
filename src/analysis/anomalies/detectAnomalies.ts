import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type ForestOptions } from '../../query/options';
import { type Anomaly, type AnomalySummary, MAX_ANOMALIES } from '../analysis';
import { extractFeatures, type FeatureMatrix, isEvidence } from '../features/features';
import { fitForest, scoreSamples } from '../forest/isolationForest';
import { anomalyThreshold } from '../forest/threshold';
import { hash } from '../statistics/hash';
import { type WindowTable } from '../windows';
import { anomalyType } from './anomalyType';
import { NOISE } from './dbscan';
import { findEpisodes } from './episodes';
import { createExplainer } from './explain';

/** The logs that a tree is grown from by default: with fewer there is no telling what is usual. */
const LEAST_LOGS = 256;

/**
 * Finds the logs that are unlike the others of their service: an Isolation Forest over the features of each log, with the
 * reasons, the type and the episode of each anomaly.
 *
 * @param windows whose cells anomalies are counted in; logs outside them are not counted there
 * @param checkpoint called now and then; may throw to end the work
 */
export function detectAnomalies(
  table: LogTable,
  windows: WindowTable,
  options: ForestOptions,
  checkpoint: () => void
): AnomalySummary {
  if (table.length < LEAST_LOGS) {
    return noAnomalies('learning', windows);
  }
  const matrix = extractFeatures(table);
  checkpoint();
  if (matrix.columns.length === 0) {
    return noAnomalies('scored', windows);
  }
  const columns = matrix.columns.map(({ values }) => values);
  const forest = fitForest(columns, options, subspaces(matrix));
  const scores = scoreSamples(forest, columns, checkpoint);
  const contamination = options.contamination === 'auto' ? shareWithEvidence(matrix) : options.contamination;
  const threshold = contamination > 0 ? anomalyThreshold(scores, contamination) : -1;
  const rows = rowsBelow(scores, threshold);
  checkpoint();

  const explain = createExplainer(table, matrix, forest);
  const errorRate = matrix.columns.find(({ name }) => name === 'error_rate_5m')?.values;
  const lastListed = rows.length > MAX_ANOMALIES ? listedBelow(scores, rows) : threshold;
  const explained = Array.from(rows, (row, index) => {
    if (index % 1024 === 0) {
      checkpoint();
    }
    const { reasons, names } = explain(row);
    const type = anomalyType({
      message: table.message.values[table.message.codes[row]],
      level: table.level[row],
      statusCode: table.statusCode[row],
      reasons: names,
      errorRate: errorRate ? errorRate[row] : 0,
    });
    return { row, reasons: scores[row] <= lastListed ? reasons() : [], type };
  });
  const { episodes, of } = findEpisodes(
    {
      timeMs: Float64Array.from(rows, (row) => table.timeMs[row]),
      service: Uint32Array.from(rows, (row) => table.service.codes[row]),
      type: explained.map(({ type }) => type),
    },
    table.service.values
  );
  const items = explained
    .map((anomaly, index) => ({ ...anomaly, episode: of[index] }))
    .sort((a, b) => scores[a.row] - scores[b.row] || a.row - b.row)
    .slice(0, MAX_ANOMALIES)
    .map(({ row, reasons, type, episode }): Anomaly => {
      const log = logAt(table, row);
      return { ...log, score: scores[row], type, reasons, ...(episode !== NOISE && { episode }) };
    });
  return {
    status: 'scored',
    count: rows.length,
    rate: rows.length / table.length,
    threshold,
    perWindow: countPerWindow(table, rows, windows),
    items,
    episodes,
  };
}

/** The score of the last anomaly that is listed: of the others only the type is asked. */
function listedBelow(scores: Float64Array, rows: Uint32Array): number {
  const lowest = new Float64Array(rows.length).map((_, index) => scores[rows[index]]).sort();
  return lowest[MAX_ANOMALIES - 1];
}

/**
 * Three trees in four see the evidence alone: among so many plain features, most of which tell the time or the service, it would
 * rarely be asked for. The fourth sees all, and ranks those without evidence.
 */
function subspaces({ columns }: FeatureMatrix): number[][] {
  const all = Array.from(columns.keys());
  const evidence = all.filter((column) => isEvidence(columns[column].name));
  return evidence.length > 0 ? [evidence, evidence, evidence, all] : [all];
}

/** What contamination 'auto' takes for the share of anomalies: the logs with evidence of any kind, at most half of all. */
function shareWithEvidence({ columns, length }: FeatureMatrix): number {
  const evidence = columns.filter(({ name }) => isEvidence(name));
  let count = 0;
  for (let row = 0; row < length; row++) {
    if (evidence.some(({ values }) => values[row] > 0)) {
      count++;
    }
  }
  return Math.min(0.5, count / length);
}

function noAnomalies(status: AnomalySummary['status'], windows: WindowTable): AnomalySummary {
  const perWindow = new Uint32Array(windows.services.length * windows.windows);
  return { status, count: 0, rate: 0, threshold: -1, perWindow, items: [], episodes: [] };
}

function rowsBelow(scores: Float64Array, threshold: number): Uint32Array {
  const rows = new Uint32Array(scores.length);
  let count = 0;
  for (let row = 0; row < scores.length; row++) {
    if (scores[row] < threshold) {
      rows[count++] = row;
    }
  }
  return rows.slice(0, count);
}

function countPerWindow({ timeMs, service }: LogTable, rows: Uint32Array, windows: WindowTable): Uint32Array {
  const { startMs, windowMs } = windows;
  const counts = new Uint32Array(windows.services.length * windows.windows);
  const place = new Map(windows.services.map((name, index) => [name, index]));
  const placeOfCode = service.values.map((name) => place.get(name) ?? -1);
  for (const row of rows) {
    const window = Math.floor((timeMs[row] - startMs) / windowMs);
    const index = placeOfCode[service.codes[row]];
    if (index >= 0 && window >= 0 && window < windows.windows) {
      counts[index * windows.windows + window]++;
    }
  }
  return counts;
}

/** A log as anomalies show it. */
export function logAt(table: LogTable, row: number): Omit<Anomaly, 'score' | 'type' | 'reasons' | 'episode'> {
  const timeMs = table.timeMs[row];
  const timeNs = table.timeNs[row];
  const service = table.service.values[table.service.codes[row]];
  const line = table.line.at(row);
  const responseTime = table.responseTime[row];
  const statusCode = table.statusCode[row];
  const traceId = table.traceId.values[table.traceId.codes[row]];
  return {
    id: hash(`${timeMs} ${timeNs} ${service} ${line}`),
    timeMs,
    timeNs,
    service,
    level: LEVELS[table.level[row]],
    message: table.message.values[table.message.codes[row]],
    line,
    ...(!Number.isNaN(responseTime) && { responseTime }),
    ...(statusCode > 0 && { statusCode }),
    ...(traceId !== '' && { traceId }),
  };
}
