import { type AnalysisOptions } from '../query/options';
import { type WindowRead } from '../sources/source';
import { type Analysis } from './analysis';
import { detectWindowAnomalies } from './anomalies/windows/detectWindowAnomalies';
import { conclude } from './conclude';
import { type TimeRange } from './countWindows';
import { sampleEvidence } from './incidents/sampleEvidence';
import { findSilences } from './incidents/silences';
import { mineTemplates } from './patterns/mineTemplates';
import { findSamplePatterns } from './patterns/samplePatterns';
import { type AnalysisContext, Steps } from './steps';
import { responseTimeHistogram } from './summary/responseTimeHistogram';
import { windowCounts } from './summary/windowCounts';
import { summariseWindows, totalCounts } from './summary/windowSummary';

/**
 * The analysis of logs that a store counted: the twin of `analyze`. What is told from windows is the same; anomalies are windows of
 * a service, and patterns, causes and examples come from the sample.
 *
 * @throws QueryError for a named pattern that is not RE2 syntax; whatever `checkpoint` throws
 */
export function analyzeWindows(
  { windows, responseTimes: measured, sample, notices }: WindowRead,
  range: TimeRange,
  options: AnalysisOptions,
  context: AnalysisContext = {}
): Analysis {
  const steps = new Steps(context);
  const { checkpoint } = steps;
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
  const lines = steps.run('line evidence', () => sampleEvidence(sample, windows, mined.templateOf));
  return conclude(
    {
      range,
      notices,
      table,
      windows,
      counts,
      summary,
      responseTimes,
      anomalies,
      patterns,
      silences,
      lines,
      kinds: mined.kinds,
    },
    options,
    steps
  );
}
