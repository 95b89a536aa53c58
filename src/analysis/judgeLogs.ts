import { lowerBound } from '../logs/lowerBound';
import { selectRows } from '../logs/select';
import { type WindowTable } from '../logs/windowTable';
import { leftOutCells } from './windows/leftOut';
import { type LogTable } from '../logs/logTable';
import { type AnalysisOptions } from '../query/options';
import { type Notice } from '../logs/notice';
import { countPerWindow } from './anomalies/anomaliesIn';
import { detectAnomalies } from './anomalies/detectAnomalies';
import { scoreLogs } from './anomalies/scoreLogs';
import { conclude } from './conclude';
import { countLogs } from './windows/countLogs';
import { type TimeRange } from './windows/grid';
import { figuresOf } from './features/logFigures';
import { findSilences } from './windows/silences';
import { tableEvidence } from './evidence/tableEvidence';
import { groupServices } from './services/groupServices';
import { type JudgedLogs } from './lookAt/judged';
import { matchNamed } from './patterns/namedPatterns';
import { windowsOfRows } from './messages/groupWindows';
import { mineTemplates } from './messages/templates/mineTemplates';
import { type AnalysisContext, StepTimer } from './stepTimer';
import { summarise } from './windows/totals';

export interface LogsOfSpan {
  readonly table: LogTable;
  readonly span: TimeRange;
  /** What the source had to say; goes into the analysis as it is. */
  readonly notices: readonly Notice[];
}

/**
 * All that is found in the logs of a span, for `lookAt` to cut ranges from. Pure but for the clock that times the
 * steps: the same logs and options give the same.
 *
 * @throws QueryError for a named pattern that is not RE2 syntax; whatever `checkpoint` throws
 */
export function judgeLogs(
  { table: read, span, notices }: LogsOfSpan,
  options: AnalysisOptions,
  context: AnalysisContext = {}
): JudgedLogs {
  const steps = new StepTimer(context);
  const { checkpoint } = steps;
  const { table, notices: grouping } = groupServices(read, options.services.groupPods);
  const { windows, counts } = steps.run('windows', () => countLogs(table, span));
  const silences = steps.run('silences', () => findSilences(windows, counts));
  const mined = steps.run('templates', () => mineTemplates(table.message.values, checkpoint));
  const anomalies = steps.run('anomalies', () =>
    detectAnomalies(table, windows, scoreLogs(figuresOf(table, mined.templateOf), options.forest, checkpoint), silences)
  );
  const named = steps.run('patterns', () => matchNamed(table.message.values, options.patterns, checkpoint));
  const lines = steps.run('line evidence', () => tableEvidence(table, windows, mined.templateOf, counts));
  const summary = steps.run('statistics', () => summarise(table));
  const leftOut = leftOutCells(steps.events, windows);
  const usual = leftOut ? summarise(learnedRows(table, windows, leftOut), new Set(windows.services)) : summary;
  const findings = {
    span,
    table,
    isSample: false,
    windows,
    counts,
    summary,
    usual,
    leftOut,
    silences,
    lines,
    groups: mined.groups,
  };
  const conclusions = conclude(findings, options.incidents, steps);
  steps.checkpoint();
  return {
    ...conclusions,
    span,
    notices: [...notices, ...grouping, ...outsideNotices(table, span)],
    table,
    windows,
    counts,
    summary,
    usual,
    events: steps.events,
    mined,
    named,
    anomalies,
    anomaliesPerWindow: countPerWindow(anomalies, table, windows),
    isLearning: anomalies.status === 'learning',
    options,
    seconds: steps.seconds,
  };
}

/** The logs that there is something to be learned from. */
function learnedRows(table: LogTable, windows: WindowTable, leftOut: Uint8Array): LogTable {
  const { windowCount, services } = windows;
  const windowOfRow = windowsOfRows(table, windows);
  const indexOf = new Map(services.map((name, index) => [name, index]));
  const offsets = table.service.values.map((name) => (indexOf.get(name) ?? 0) * windowCount);
  const rows = new Uint32Array(table.length);
  let count = 0;
  for (let row = 0; row < table.length; row++) {
    const window = windowOfRow[row];
    if (window >= 0 && leftOut[offsets[table.service.codes[row]] + window] === 0) {
      rows[count++] = row;
    }
  }
  return selectRows(table, rows.subarray(0, count));
}

/**
 * Logs that the windows, and all that is derived from them, leave out. A source reads none; a caller may name a
 * narrower span.
 */
function outsideNotices({ timeMs, length }: LogTable, { fromMs, toMs }: TimeRange): Notice[] {
  const times = timeMs.subarray(0, length);
  const outside = length - (lowerBound(times, toMs) - lowerBound(times, fromMs));
  const text = `${outside} of ${length} logs lie outside the time range: totals count them, charts over time, incidents and health do not.`;
  return outside > 0 ? [{ severity: 'warning', text }] : [];
}
