import { type LogTable } from '../../logs/logTable';
import { type AnomalyReason, type AnomalyType, MAX_ANOMALIES } from '../analysis';
import { anomalyType } from './anomalyType';
import { createExplainer } from './explain';
import { type UnusualLogs } from './findUnusualLogs';

export interface ExplainedLog {
  readonly row: number;
  readonly type: AnomalyType;
  /** Empty where the log is not among those that are listed. */
  readonly reasons: readonly AnomalyReason[];
}

/** The type of each unusual log, and the reasons of those that are listed. */
export function explainLogs(table: LogTable, found: UnusualLogs, checkpoint: () => void): ExplainedLog[] {
  const { rows, scores, threshold, matrix, forest } = found;
  if (!forest) {
    return [];
  }
  const explain = createExplainer(table, matrix, forest);
  const errorRate = matrix.columns.find(({ name }) => name === 'error_rate_5m')?.values;
  const lastListed = rows.length > MAX_ANOMALIES ? listedBelow(scores, rows) : threshold;
  return Array.from(rows, (row, index) => {
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
}

/** The score of the last anomaly that is listed: of the others only the type is asked. */
function listedBelow(scores: Float64Array, rows: Uint32Array): number {
  const lowest = new Float64Array(rows.length).map((_, index) => scores[rows[index]]).sort();
  return lowest[MAX_ANOMALIES - 1];
}
