import { typesOf } from '../../src/analysis/anomalies/detectAnomalies';
import { findEpisodes } from '../../src/analysis/anomalies/episodes';
import { figuresOf } from '../../src/analysis/features/logFigures';
import { scoreLogs } from '../../src/analysis/anomalies/scoreLogs';
import { silenceAnomalies } from '../../src/analysis/anomalies/silenceAnomalies';
import { type Anomaly, type AnomalyType } from '../../src/analysis/model/analysis';
import { countWindows } from '../../src/analysis/windows/countLogs';
import { findSilences } from '../../src/analysis/windows/silences';
import { windowCounts } from '../../src/analysis/windows/windowCounts';
import { type LogTable } from '../../src/logs/logTable';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../src/query/options';
import { type Episode } from '../../src/sources/generated/truth';
import { type Stretch } from './weeks';
import { MINUTE } from '../../src/time/units';

/** Logs by what they were said to be and what they are. */
export interface Confusion {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
}

/** An anomalous log that was found: what it is by the truth, and what it was said to be. */
interface TypeVerdict {
  readonly type: Episode['type'];
  readonly said: AnomalyType;
}

export interface DetectionVerdict {
  /** Silences found in a service that is gone by the truth, the others, and services that are gone. */
  readonly silences: { readonly right: number; readonly wrong: number; readonly outages: number };
  readonly confusion: Confusion;
  readonly types: readonly TypeVerdict[];
  /** Of each type the anomalous logs, and those that were missed. */
  readonly missed: ReadonlyArray<{ readonly type: Episode['type']; readonly logs: number; readonly missed: number }>;
}

/** A silence begins with the last log before. */
const SLACK_MS = 10 * MINUTE;

/** Whether each anomalous log is found, and no other, and whether its type is right. */
export function judgeDetection(
  { logs, range, episodes, anomalousRows }: Stretch,
  contamination: number | 'auto'
): DetectionVerdict {
  const options = { ...DEFAULT_ANALYSIS_OPTIONS.forest, contamination };
  const explained = scoreLogs(figuresOf(logs), options, () => undefined)?.unusual ?? [];
  const windows = countWindows(logs, range);
  const silences = silenceAnomalies(findSilences(windows, windowCounts(windows)), windows);
  const typeOf = typesOf(logs);
  const { types } = findEpisodes([
    ...silences.map((silence) => ({ ...silence, isSilence: true })),
    ...explained.map((log) => ({
      timeMs: logs.timeMs[log.row],
      service: logs.service.values[logs.service.codes[log.row]],
      type: typeOf(log),
    })),
  ]);
  const trueTypeOf = typesOfRows(logs, episodes);
  const truth = new Uint8Array(logs.length);
  anomalousRows.forEach((row) => (truth[row] = 1));
  const hits = explained
    .map(({ row }, index) => ({ row, type: types[silences.length + index] }))
    .filter(({ row }) => truth[row] === 1);
  const isHit = new Uint8Array(logs.length);
  hits.forEach(({ row }) => (isHit[row] = 1));
  const misses = anomalousRows.filter((row) => isHit[row] === 0);
  const byType = new Map<Episode['type'], { logs: number; missed: number }>();
  anomalousRows.forEach((row) => {
    const entry = byType.get(trueTypeOf(row)) ?? { logs: 0, missed: 0 };
    byType.set(trueTypeOf(row), { logs: entry.logs + 1, missed: entry.missed + (isHit[row] === 0 ? 1 : 0) });
  });
  const outages = episodes.filter(({ type }) => type === 'service outage');
  const isOf = (silence: Anomaly, { service, startMs, endMs }: Stretch['episodes'][number]) =>
    silence.service === service && silence.timeMs >= startMs - SLACK_MS && silence.timeMs < endMs;
  const right = silences.filter((silence) => outages.some((outage) => isOf(silence, outage))).length;
  const falsePositives = explained.length - hits.length;
  return {
    silences: { right, wrong: silences.length - right, outages: outages.length },
    confusion: {
      truePositives: hits.length,
      falsePositives,
      falseNegatives: misses.length,
      trueNegatives: logs.length - anomalousRows.length - falsePositives,
    },
    types: hits.map(({ row, type }) => ({ type: trueTypeOf(row), said: type })),
    missed: [...byType].map(([type, counts]) => ({ type, ...counts })),
  };
}

/** The type of the episode that an anomalous row belongs to: no two go on at the same time. */
function typesOfRows({ timeMs }: LogTable, episodes: Stretch['episodes']): (row: number) => Episode['type'] {
  return (row) => {
    const own = episodes.find(({ startMs, endMs }) => timeMs[row] >= startMs && timeMs[row] < endMs);
    if (!own) {
      throw new Error(`No episode goes on at ${new Date(timeMs[row]).toISOString()}.`);
    }
    return own.type;
  };
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

export function added(a: Confusion, b: Confusion): Confusion {
  return {
    truePositives: a.truePositives + b.truePositives,
    falsePositives: a.falsePositives + b.falsePositives,
    falseNegatives: a.falseNegatives + b.falseNegatives,
    trueNegatives: a.trueNegatives + b.trueNegatives,
  };
}
