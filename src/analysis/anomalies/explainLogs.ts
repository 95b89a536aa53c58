import { type AnomalyReason, MAX_ANOMALIES } from '../analysis';
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

/** What made each unusual log unusual. */
export function explainLogs(figures: LogFigures, found: UnusualLogs, checkpoint: () => void): ExplainedLog[] {
  const { rows, scores, threshold, matrix, forest } = found;
  if (!forest) {
    return [];
  }
  const explain = createExplainer(figures, matrix, forest);
  const errorRate = matrix.columns.find(({ name }) => name === 'error_rate_5m')?.values;
  const lastListed = rows.length > MAX_ANOMALIES ? listedBelow(scores, rows) : threshold;
  return Array.from(rows, (row, index) => {
    if (index % 1024 === 0) {
      checkpoint();
    }
    const { reasons, names } = explain(row);
    const score = scores[row];
    return { row, score, names, reasons: score <= lastListed ? reasons() : [], errorRate: errorRate?.[row] ?? 0 };
  });
}

/** The score of the last anomaly that is listed: of the others only the names are asked. */
function listedBelow(scores: Float64Array, rows: Uint32Array): number {
  const lowest = new Float64Array(rows.length).map((_, index) => scores[rows[index]]).sort();
  return lowest[MAX_ANOMALIES - 1];
}
