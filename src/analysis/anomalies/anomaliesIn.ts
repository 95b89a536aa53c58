import { lowerBound } from '../../logs/lowerBound';
import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { type Anomaly, type AnomalyEpisode, type AnomalySummary, MAX_ANOMALIES } from '../model/analysis';
import { type TimeRange } from '../windows/grid';
import { NOISE } from './dbscan';
import { type DetectedAnomalies, logAt } from './detectAnomalies';
import { countSilences } from './silenceAnomalies';

/** Whatever its time. */
const ALWAYS: TimeRange = { fromMs: -Infinity, toMs: Infinity };

/**
 * Of what was detected, what lies in a part of the time: counted in its windows, the most anomalous as they were
 * logged, with the episodes that reach into it.
 *
 * @param table the logs in which it was detected
 * @param windows whose cells anomalies are counted in; logs outside them are not counted there
 * @param range left out: all
 */
export function anomaliesIn(
  { status, threshold, ...detected }: DetectedAnomalies,
  table: LogTable,
  windows: WindowTable,
  range = ALWAYS
): AnomalySummary {
  const times = table.timeMs.subarray(0, table.length);
  const [first, end] = [lowerBound(times, range.fromMs), lowerBound(times, range.toMs)];
  const unusual = detected.unusual.filter(({ row }) => row >= first && row < end);
  const silences = detected.silences.filter(({ timeMs }) => timeMs >= range.fromMs && timeMs < range.toMs);
  const { episodes, placeOf } = episodesIn(detected.episodes, range);
  const items = unusual
    .toSorted((a, b) => a.score - b.score || a.row - b.row)
    .slice(0, MAX_ANOMALIES - silences.length)
    .map(({ row, score, reasons, type, episode }): Anomaly => {
      const place = placeOf(episode);
      return { ...logAt(table, row), score, reasons, type, ...(place !== undefined && { episode: place }) };
    });
  const count = unusual.length + silences.length;
  return {
    status,
    count,
    rate: end > first ? count / (end - first) : 0,
    threshold,
    perWindow: countPerWindow({ unusual, silences }, table, windows),
    items: [...silences.map(({ episode, ...silence }) => withPlace(silence, placeOf(episode))), ...items],
    episodes,
  };
}

const withPlace = (anomaly: Anomaly, episode: number | undefined): Anomaly =>
  episode === undefined ? anomaly : { ...anomaly, episode };

/** Episodes that reach into the range, and the place among them of each of all. */
function episodesIn(all: readonly AnomalyEpisode[], { fromMs, toMs }: TimeRange) {
  const places = new Map<number, number>();
  all.forEach(({ startMs, endMs }, episode) => {
    if (startMs < toMs && endMs >= fromMs) {
      places.set(episode, places.size);
    }
  });
  return {
    episodes: Array.from(places.keys(), (episode) => all[episode]),
    placeOf: (episode = NOISE) => places.get(episode),
  };
}

/** Anomalies per service and window, cells as in the windows. */
export function countPerWindow(
  { unusual, silences }: Pick<DetectedAnomalies, 'unusual' | 'silences'>,
  { timeMs, service }: LogTable,
  windows: WindowTable
): Uint32Array {
  const { startMs, windowMs } = windows;
  const counts = new Uint32Array(windows.services.length * windows.windowCount);
  const place = new Map(windows.services.map((name, index) => [name, index]));
  const placeOfCode = service.values.map((name) => place.get(name) ?? -1);
  for (const { row } of unusual) {
    const window = Math.floor((timeMs[row] - startMs) / windowMs);
    const index = placeOfCode[service.codes[row]];
    if (index >= 0 && window >= 0 && window < windows.windowCount) {
      counts[index * windows.windowCount + window]++;
    }
  }
  countSilences(silences, windows, counts);
  return counts;
}
