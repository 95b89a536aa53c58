import { type AnomalyReason, MAX_ANOMALIES } from '../model/analysis';
import { type LogFigures } from '../features/logFigures';
import { createExplainer } from './explain';
import { type UnusualLogs } from './findUnusualLogs';
import { type ReasonName } from './reasons';

export interface ExplainedLog {
  readonly row: number;
  readonly score: number;
  /** What it is unusual in, the strongest first; at least one. */
  readonly names: readonly ReasonName[];
  /** The same in figures and words; empty where the log is not among those that are listed. */
  readonly reasons: readonly AnomalyReason[];
  /** Share of errors in the service's last 5 minutes. */
  readonly errorRate: number;
}

/** Logs that are explained at once. */
const BLOCK = 1024;

/** What made each unusual log unusual. */
export function explainLogs(figures: LogFigures, found: UnusualLogs, checkpoint: () => void): ExplainedLog[] {
  const { rows, scores, threshold, matrix, forest } = found;
  if (!forest) {
    return [];
  }
  const explain = createExplainer(figures, matrix, forest);
  const errorRate = matrix.columns.find(({ name }) => name === 'error_rate_5m')?.values;
  const lastListed = rows.length > MAX_ANOMALIES ? listedBelow(scores) : threshold;
  const explained: ExplainedLog[] = [];
  for (let start = 0; start < rows.length; start += BLOCK) {
    checkpoint();
    const block = rows.subarray(start, start + BLOCK);
    explain(block).forEach(({ names, reasons }, index) => {
      const row = block[index];
      const score = scores[start + index];
      const isListed = score <= lastListed;
      explained.push({ row, score, names, reasons: isListed ? reasons() : [], errorRate: errorRate?.[row] ?? 0 });
    });
  }
  return explained;
}

/** The score of the last anomaly that is listed: of the others only the names are asked. */
function listedBelow(scores: Float64Array): number {
  return scores.slice().sort()[MAX_ANOMALIES - 1];
}
