import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type Anomaly, type AnomalySummary, type AnomalyType, MAX_ANOMALIES } from '../model/analysis';
import { findSilences } from '../windows/silences';
import { hash } from '../statistics/hash';
import { windowCounts } from '../windows/windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { anomalyType, plainType } from './anomalyType';
import { NOISE } from './dbscan';
import { findEpisodes } from './episodes';
import { type ExplainedLog } from './explainLogs';
import { type ScoredLogs } from './scoreLogs';
import { countSilences, silenceAnomalies } from './silenceAnomalies';

/**
 * The anomalies: the unusual logs with their types and the episodes that they make up. A service that falls silent is
 * an anomaly, too.
 *
 * @param windows whose cells anomalies are counted in; logs outside them are not counted there
 * @param scored undefined where there are too few logs to know what is usual
 * @param quiet the services' silences, where they are found already
 */
export function detectAnomalies(
  table: LogTable,
  windows: WindowTable,
  scored: ScoredLogs | undefined,
  quiet = findSilences(windows, windowCounts(windows))
): AnomalySummary {
  if (!scored) {
    return noAnomalies('learning', windows);
  }
  const { unusual, threshold } = scored;
  const silences = silenceAnomalies(quiet, windows);
  const typeOf = typesOf(table);
  const { episodes, of, types } = findEpisodes([
    ...silences.map((silence) => ({ ...silence, isSilence: true })),
    ...unusual.map((log) => ({
      timeMs: table.timeMs[log.row],
      service: table.service.values[table.service.codes[log.row]],
      type: typeOf(log),
    })),
  ]);
  const placeOf = (index: number) => ({ type: types[index], ...(of[index] !== NOISE && { episode: of[index] }) });
  const items = Array.from(unusual.keys())
    .sort((a, b) => unusual[a].score - unusual[b].score || a - b)
    .slice(0, MAX_ANOMALIES - silences.length)
    .map((index): Anomaly => {
      const { row, score, reasons } = unusual[index];
      return { ...logAt(table, row), score, reasons, ...placeOf(silences.length + index) };
    });
  const perWindow = countPerWindow(table, unusual, windows);
  countSilences(silences, windows, perWindow);
  const count = unusual.length + silences.length;
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

/** The type of an unusual log, by what it says and what it is unusual in. Each different message is read once. */
export function typesOf({ message, level, statusCode }: LogTable): (log: ExplainedLog) => AnomalyType {
  const plainTypes = new Map<number, AnomalyType | undefined>();
  const plainTypeOf = (code: number): AnomalyType | undefined => {
    if (!plainTypes.has(code)) {
      plainTypes.set(code, plainType(message.values.at(code)));
    }
    return plainTypes.get(code);
  };
  return ({ row, names, errorRate }) =>
    anomalyType({
      message: message.values.at(message.codes[row]),
      plainType: () => plainTypeOf(message.codes[row]),
      level: level[row],
      statusCode: statusCode[row],
      reasons: names,
      errorRate,
    });
}

function noAnomalies(status: AnomalySummary['status'], windows: WindowTable): AnomalySummary {
  const perWindow = new Uint32Array(windows.services.length * windows.windowCount);
  return { status, count: 0, rate: 0, threshold: -1, perWindow, items: [], episodes: [] };
}

function countPerWindow(
  { timeMs, service }: LogTable,
  logs: readonly ExplainedLog[],
  windows: WindowTable
): Uint32Array {
  const { startMs, windowMs } = windows;
  const counts = new Uint32Array(windows.services.length * windows.windowCount);
  const place = new Map(windows.services.map((name, index) => [name, index]));
  const placeOfCode = service.values.map((name) => place.get(name) ?? -1);
  for (const { row } of logs) {
    const window = Math.floor((timeMs[row] - startMs) / windowMs);
    const index = placeOfCode[service.codes[row]];
    if (index >= 0 && window >= 0 && window < windows.windowCount) {
      counts[index * windows.windowCount + window]++;
    }
  }
  return counts;
}

type AnomalousLog = Omit<Anomaly, 'score' | 'type' | 'reasons' | 'episode'>;

/** A log as anomalies show it. */
export function logAt(table: LogTable, row: number): AnomalousLog {
  const timeMs = table.timeMs[row];
  const timeNs = table.timeNs[row];
  const service = table.service.values[table.service.codes[row]];
  const line = table.line.at(row);
  const responseTime = table.responseTime[row];
  const statusCode = table.statusCode[row];
  const traceId = table.traceId.values.at(table.traceId.codes[row]);
  const log: { -readonly [Field in keyof AnomalousLog]: AnomalousLog[Field] } = {
    id: hash(`${timeMs} ${timeNs} ${service} ${line}`),
    timeMs,
    timeNs,
    service,
    level: LEVELS[table.level[row]],
    message: table.message.values.at(table.message.codes[row]),
    line,
  };
  if (!Number.isNaN(responseTime)) {
    log.responseTime = responseTime;
  }
  if (statusCode > 0) {
    log.statusCode = statusCode;
  }
  if (traceId) {
    log.traceId = traceId;
  }
  return log;
}
