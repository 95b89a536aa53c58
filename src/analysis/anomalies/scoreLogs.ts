import { type ForestOptions } from '../../query/options';
import { type LogFigures } from '../features/logFigures';
import { type ExplainedLog, explainLogs } from './explainLogs';
import { findUnusualLogs } from './findUnusualLogs';

/** The logs that are unlike the others of their service, and why. Plain data, to be handed from one thread to another. */
export interface ScoredLogs {
  /** In order of time. */
  readonly unusual: readonly ExplainedLog[];
  /** They score strictly below it. */
  readonly threshold: number;
}

/**
 * Begins to score logs, here or in another thread.
 *
 * @param checkpoint called now and then; may throw to end the work
 * @returns gives the scores, waiting for them if need be; undefined where there are too few logs to tell what is usual
 */
export type Scorer = (
  figures: LogFigures,
  options: ForestOptions,
  checkpoint: () => void
) => () => ScoredLogs | undefined;

/** Finds the unusual logs by an Isolation Forest over the features of each, and explains them. */
export function scoreLogs(figures: LogFigures, options: ForestOptions, checkpoint: () => void): ScoredLogs | undefined {
  const found = findUnusualLogs(figures, options, checkpoint);
  if (!found) {
    return undefined;
  }
  checkpoint();
  return { unusual: explainLogs(figures, found, checkpoint), threshold: found.threshold };
}

/** Scores in this thread, once the scores are asked for. */
export const scoreHere: Scorer = (figures, options, checkpoint) => () => scoreLogs(figures, options, checkpoint);
