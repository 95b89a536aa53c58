import { type LogTable } from '../logs/logTable';
import { type Notice } from '../logs/notice';
import { type AnalysisOptions } from '../query/options';
import { judgeLogs } from './judgeLogs';
import { lookAt } from './lookAt/lookAt';
import { type Analysis } from './model/analysis';
import { type AnalysisContext } from './stepTimer';
import { type TimeRange } from './windows/grid';

export interface AnalysisInput {
  readonly table: LogTable;
  readonly range: TimeRange;
  /** What the source had to say; goes into the analysis as it is. */
  readonly notices: readonly Notice[];
}

/**
 * All that is known of the logs of a range by themselves: what is usual is learned from the range. Pure but for the
 * clock that times the steps.
 *
 * @throws QueryError for a named pattern that is not RE2 syntax; whatever `checkpoint` throws
 */
export function analyze(
  { table, range, notices }: AnalysisInput,
  options: AnalysisOptions,
  context: AnalysisContext = {}
): Analysis {
  return lookAt(judgeLogs({ table, span: range, notices }, options, context), range);
}
