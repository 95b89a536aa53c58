import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type ForestOptions } from '../../query/options';
import { type Anomaly, type AnomalySummary, MAX_ANOMALIES } from '../analysis';
import { hash } from '../statistics/hash';
import { windowCounts } from '../summary/windowCounts';
import { type WindowTable } from '../windows';
import { NOISE } from './dbscan';
import { findEpisodes } from './episodes';
import { explainLogs } from './explainLogs';
import { findUnusualLogs } from './findUnusualLogs';
import { countSilences, silenceAnomalies } from './silenceAnomalies';

/**
 * Finds the logs that are unlike the others of their service: an Isolation Forest over the features of each log, with the
 * reasons, the type and the episode of each anomaly. A service that falls silent is an anomaly, too.
 *
 * @param windows whose cells anomalies are counted in; logs outside them are not counted there
 * @param checkpoint called now and then; may throw to end the work
 * @param templateOf the template of each different message, as a number, where they are known already
 */
export function detectAnomalies(
  table: LogTable,
  windows: WindowTable,
  options: ForestOptions,
  checkpoint: () => void,
  templateOf?: Int32Array
): AnomalySummary {
  const found = findUnusualLogs(table, options, checkpoint, templateOf);
  if (!found) {
    return noAnomalies('learning', windows);
  }
  const { rows, scores, threshold } = found;
  checkpoint();
  const explained = explainLogs(table, found, checkpoint);
  const silences = silenceAnomalies(windows, windowCounts(windows));
  const { episodes, of, types } = findEpisodes([
    ...silences.map((silence) => ({ ...silence, isSilence: true })),
    ...explained.map(({ row, type }) => ({
      timeMs: table.timeMs[row],
      service: table.service.values[table.service.codes[row]],
      type,
    })),
  ]);
  const placeOf = (index: number) => ({ type: types[index], ...(of[index] !== NOISE && { episode: of[index] }) });
  const items = explained
    .map((anomaly, index) => ({ ...anomaly, place: placeOf(silences.length + index) }))
    .sort((a, b) => scores[a.row] - scores[b.row] || a.row - b.row)
    .slice(0, MAX_ANOMALIES - silences.length)
    .map(({ row, reasons, place }): Anomaly => ({ ...logAt(table, row), score: scores[row], reasons, ...place }));
  const perWindow = countPerWindow(table, rows, windows);
  countSilences(silences, windows, perWindow);
  const count = rows.length + silences.length;
  return {
    status: 'scored',
    count,
    rate: count / table.length,
    threshold,
    perWindow,
    items: [...silences.map((silence, index) => ({ ...silence, ...placeOf(index) })), ...items],
    episodes,
  };
}

function noAnomalies(status: AnomalySummary['status'], windows: WindowTable): AnomalySummary {
  const perWindow = new Uint32Array(windows.services.length * windows.windows);
  return { status, count: 0, rate: 0, threshold: -1, perWindow, items: [], episodes: [] };
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
  const traceId = table.traceId.values.at(table.traceId.codes[row]);
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
