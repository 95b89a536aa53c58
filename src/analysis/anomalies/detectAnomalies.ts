import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type Anomaly, type AnomalySummary, type AnomalyType } from '../model/analysis';
import { textReader } from '../messages/readTexts';
import { findSilences } from '../windows/silences';
import { hash } from '../statistics/hash';
import { windowCounts } from '../windows/windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { anomalyType, plainType } from './anomalyType';
import { NOISE } from './dbscan';
import { findEpisodes } from './episodes';
import { type ExplainedLog } from './explainLogs';
import { type ScoredLogs } from './scoreLogs';
import { silenceAnomalies } from './silenceAnomalies';

/** The anomalies of all logs that were judged, of which `anomaliesIn` gives those of a part of their time. */
export interface DetectedAnomalies extends Pick<AnomalySummary, 'status' | 'threshold' | 'episodes'> {
  readonly silences: readonly Anomaly[];
  /** In order of time; of each its type, and its episode, NOISE for one that stands alone. */
  readonly unusual: ReadonlyArray<ExplainedLog & { readonly type: AnomalyType; readonly episode: number }>;
}

/**
 * The unusual logs with their types and the episodes that they make up. A service that falls silent is an anomaly, too.
 *
 * @param scored undefined where there are too few logs to know what is usual
 * @param quiet the services' silences, where they are found already
 */
export function detectAnomalies(
  table: LogTable,
  windows: WindowTable,
  scored: ScoredLogs | undefined,
  quiet = findSilences(windows, windowCounts(windows))
): DetectedAnomalies {
  if (!scored) {
    return { status: 'learning', threshold: -1, silences: [], unusual: [], episodes: [] };
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
  return {
    status: 'scored',
    threshold,
    silences: silences.map((silence, i) => ({
      ...silence,
      type: types[i],
      ...(of[i] !== NOISE && { episode: of[i] }),
    })),
    unusual: unusual.map((log, i) => ({
      ...log,
      type: types[silences.length + i],
      episode: of[silences.length + i],
    })),
    episodes,
  };
}

/** The type of an unusual log, by what it says and what it is unusual in. Each different message is read once. */
export function typesOf({ message, level, statusCode }: LogTable): (log: ExplainedLog) => AnomalyType {
  const plainTypeOf = plainTypesOf(message.values);
  return ({ row, names, errorRate }) =>
    anomalyType({
      message: message.values.at(message.codes[row]),
      plainType: () => plainTypeOf(message.codes[row]) ?? undefined,
      level: level[row],
      statusCode: statusCode[row],
      reasons: names,
      errorRate,
    });
}

const plainTypesOf = textReader((message) => plainType(message) ?? null);

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
