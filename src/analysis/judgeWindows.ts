import { type AnalysisOptions } from '../query/options';
import { type CountedLogs } from '../logs/countedLogs';
import { type Analysis } from './model/analysis';
import { conclude } from './conclude';
import { describeRange } from './lookAt/describeRange';
import { type JudgedWindows } from './lookAt/judged';
import { droppedNotices } from './windows/droppedNotices';
import { detectWindowAnomalies } from './anomalies/windows/detectWindowAnomalies';
import { type TimeRange } from './windows/grid';
import { meanScores } from './series/meanScores';
import { sampleEvidence } from './evidence/sampleEvidence';
import { leftOutCells } from './windows/leftOut';
import { findSilences } from './windows/silences';
import { mineTemplates } from './messages/templates/mineTemplates';
import { groupCountedServices } from './services/groupServices';
import { findSamplePatterns } from './patterns/samplePatterns';
import { type AnalysisContext, StepTimer } from './stepTimer';
import { responseTimeHistogram } from './windows/responseTimeHistogram';
import { windowCounts } from './windows/windowCounts';
import { summariseWindows, totalCounts } from './windows/windowTotals';

/**
 * What is found in logs that a store counted: the twin of `judgeLogs`. What is derived from windows is the same;
 * anomalies are windows of a service, and patterns, causes and examples come from the sample.
 *
 * @throws QueryError for a named pattern that is not RE2 syntax; whatever `checkpoint` throws
 */
export function judgeWindows(
  logs: CountedLogs,
  span: TimeRange,
  options: AnalysisOptions,
  context: AnalysisContext = {}
): JudgedWindows {
  const steps = new StepTimer(context);
  const { checkpoint } = steps;
  const { windows, responseTimes: measured, sample, notices } = groupCountedServices(logs, options.services.groupPods);
  const { table, weight } = sample;
  const counts = windowCounts(windows);
  const silences = steps.run('silences', () => findSilences(windows, counts));
  const summary = steps.run('statistics', () => summariseWindows(windows, measured));
  const { responseTime } = summary.totals;
  const responseTimes =
    measured && responseTime && responseTimeHistogram(measured.values, responseTime.p95, totalCounts(measured));
  const anomalies = steps.run('anomalies', () =>
    detectWindowAnomalies(windows, counts, table, options.forest, checkpoint, silences)
  );
  const mined = steps.run('templates', () => mineTemplates(table.message.values, checkpoint));
  const patterns = steps.run('patterns', () => findSamplePatterns(table, weight, options.patterns, checkpoint, mined));
  const lines = steps.run('line evidence', () => ({
    ...sampleEvidence(sample, windows, mined.templateOf),
    responseScores: meanScores(windows, measured),
  }));
  const findings = {
    span,
    table,
    isSample: true,
    windows,
    counts,
    summary,
    // Of response times the store gave no others than those of all of the span.
    usual: summary,
    leftOut: leftOutCells(steps.events, windows),
    silences,
    lines,
    groups: mined.groups,
  };
  const conclusions = conclude(findings, options.incidents, steps);
  steps.checkpoint();
  return {
    ...conclusions,
    span,
    windows,
    counts,
    summary,
    usual: summary,
    events: steps.events,
    anomaliesPerWindow: anomalies.perWindow,
    isLearning: anomalies.status === 'learning',
    options,
    seconds: steps.seconds,
    counted: {
      range: span,
      notices: [...notices, ...droppedNotices(logs.windows.droppedResponses ?? 0)],
      windows,
      counts,
      summary,
      ...(responseTimes && { responseTimes }),
      anomalies,
      patterns,
    },
  };
}

/** The analysis of logs that a store counted, by themselves: the twin of `analyze`. @throws as judgeWindows */
export function analyzeWindows(
  logs: CountedLogs,
  range: TimeRange,
  options: AnalysisOptions,
  context: AnalysisContext = {}
): Analysis {
  const judged = judgeWindows(logs, range, options, context);
  return describeRange(judged.counted, judged);
}
