import { lowerBound } from '../logs/lowerBound';
import { plural } from '../format/format';
import { type LogTable } from '../logs/logTable';
import { type AnalysisOptions } from '../query/options';
import { type Notice } from '../logs/notice';
import { type Analysis } from './model/analysis';
import { detectAnomalies } from './anomalies/detectAnomalies';
import { scoreLogs } from './anomalies/scoreLogs';
import { completeAnalysis } from './completeAnalysis';
import { countLogs } from './windows/countLogs';
import { type TimeRange } from './windows/grid';
import { figuresOf } from './features/logFigures';
import { findSilences } from './windows/silences';
import { tableEvidence } from './evidence/tableEvidence';
import { groupServices } from './services/groupServices';
import { findPatterns } from './patterns/findPatterns';
import { mineTemplates } from './messages/templates/mineTemplates';
import { type AnalysisContext, StepTimer } from './stepTimer';
import { responseTimeHistogram } from './windows/responseTimeHistogram';
import { summarise } from './windows/totals';

export interface AnalysisInput {
  readonly table: LogTable;
  readonly range: TimeRange;
  /** What the source had to say; goes into the analysis as it is. */
  readonly notices: readonly Notice[];
}

/**
 * All that is known of the logs of a range. Pure but for the clock that times the steps: the same logs and options give
 * the same analysis.
 *
 * @throws QueryError for a named pattern that is not RE2 syntax; whatever `checkpoint` throws
 */
export function analyze(
  { table: read, range, notices }: AnalysisInput,
  options: AnalysisOptions,
  context: AnalysisContext = {}
): Analysis {
  const steps = new StepTimer(context);
  const { checkpoint } = steps;
  const { table, notices: grouping } = groupServices(read, options.services.groupPods);
  const { windows, counts } = steps.run('windows', () => countLogs(table, range));
  const silences = steps.run('silences', () => findSilences(windows, counts));
  const summary = steps.run('statistics', () => summarise(table));
  const { responseTime } = summary.totals;
  const responseTimes = responseTime && responseTimeHistogram(table.responseTime, responseTime.p95);
  const mined = steps.run('templates', () => mineTemplates(table.message.values, checkpoint));
  const anomalies = steps.run('anomalies', () =>
    detectAnomalies(table, windows, scoreLogs(figuresOf(table, mined.templateOf), options.forest, checkpoint), silences)
  );
  const patterns = steps.run('patterns', () => findPatterns(table, options.patterns, checkpoint, undefined, mined));
  const lines = steps.run('line evidence', () => tableEvidence(table, windows, mined.templateOf, counts));
  return completeAnalysis(
    {
      range,
      notices: [
        ...notices,
        ...grouping,
        ...outsideNotices(table, range),
        ...droppedNotices(table.droppedAtMs?.length ?? 0),
      ],
      table,
      windows,
      counts,
      summary,
      responseTimes,
      anomalies,
      patterns,
      silences,
      lines,
      groups: mined.groups,
    },
    options,
    steps
  );
}

/**
 * Logs that the windows, and all that is derived from them, leave out. A source reads none; a caller may name a
 * narrower range.
 */
function outsideNotices({ timeMs, length }: LogTable, { fromMs, toMs }: TimeRange): Notice[] {
  const times = timeMs.subarray(0, length);
  const outside = length - (lowerBound(times, toMs) - lowerBound(times, fromMs));
  const text = `${outside} of ${length} logs lie outside the time range: totals count them, charts over time, incidents and health do not.`;
  return outside > 0 ? [{ severity: 'warning', text }] : [];
}

/** Response times that were read and cannot be any. */
export function droppedNotices(dropped: number): Notice[] {
  const text = `${plural(dropped, 'response time')} left out: not finite, negative or longer than 100 years. Check the field and its unit in the data source's settings.`;
  return dropped > 0 ? [{ severity: 'warning', text }] : [];
}
