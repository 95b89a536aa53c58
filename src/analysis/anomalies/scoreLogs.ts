import { type ForestOptions } from '../../query/options';
import { type LogFigures } from '../features/logFigures';
import { type ExplainedLog, explainLogs } from './explainLogs';
import { findUnusualLogs } from './findUnusualLogs';

/** The logs that are unlike the others of their service, and why. */
export interface ScoredLogs {
  /** In order of time. */
  readonly unusual: readonly ExplainedLog[];
  /** They score strictly below it. */
  readonly threshold: number;
}

/**
 * Finds the unusual logs by an Isolation Forest over the features of each, and explains them.
 *
 * @param checkpoint called now and then; may throw to end the work
 * @returns undefined where there are too few logs to know what is usual
 */
export function scoreLogs(figures: LogFigures, options: ForestOptions, checkpoint: () => void): ScoredLogs | undefined {
  const found = findUnusualLogs(figures, options, checkpoint);
  if (!found) {
    return undefined;
  }
  checkpoint();
  return { unusual: explainLogs(figures, found, checkpoint), threshold: found.threshold };
}
