import { type LogTable } from '../logs/logTable';
import { type AnalysisOptions } from '../query/options';
import { type Notice } from '../sources/source';
import { type Analysis } from './analysis';
import { detectAnomalies } from './anomalies/detectAnomalies';
import { countWindows, type TimeRange } from './countWindows';
import { findDependencies } from './dependencies/findDependencies';
import { findFigures } from './forecast/figures';
import { forecastIncidents } from './forecast/forecastIncidents';
import { findHealth } from './health/findHealth';
import { findIncidents } from './incidents/findIncidents';
import { tableEvidence } from './incidents/tableEvidence';
import { findPatterns } from './patterns/findPatterns';
import { mineTemplates } from './patterns/mineTemplates';
import { responseTimeHistogram } from './summary/responseTimeHistogram';
import { summarise } from './summary/totals';
import { windowCounts } from './summary/windowCounts';
import { findTrend } from './trend/findTrend';

export interface AnalysisInput {
  readonly table: LogTable;
  readonly range: TimeRange;
  /** What the source had to say; goes into the analysis as it is. */
  readonly notices: readonly Notice[];
}

export interface AnalysisContext {
  /** Called now and then; throws to end the work (CancelledError). */
  checkpoint?: () => void;
  /** A clock in milliseconds, for `seconds`. Default: performance.now. */
  now?: () => number;
}

/**
 * All that is known of the logs of a range. Pure but for the clock that times the steps: the same logs and options give
 * the same analysis.
 *
 * @throws QueryError for a named pattern that is not RE2 syntax; whatever `checkpoint` throws
 */
export function analyze(
  { table, range, notices }: AnalysisInput,
  options: AnalysisOptions,
  { checkpoint = () => undefined, now = () => performance.now() }: AnalysisContext = {}
): Analysis {
  const seconds: Record<string, number> = {};
  const step = <T>(name: string, work: () => T): T => {
    checkpoint();
    const began = now();
    const result = work();
    seconds[name] = (now() - began) / 1000;
    return result;
  };

  const windows = step('windows', () => countWindows(table, range));
  const summary = step('statistics', () => summarise(table));
  const { totals } = summary;
  const responseTimes = totals.responseTime && responseTimeHistogram(table.responseTime, totals.responseTime.p95);
  const anomalies = step('anomalies', () => detectAnomalies(table, windows, options.forest, checkpoint));
  const mined = step('templates', () => mineTemplates(table.message.values, checkpoint));
  const patterns = step('patterns', () => findPatterns(table, options.patterns, checkpoint, undefined, mined));

  const counts = windowCounts(windows);
  const baselineP95 = Float64Array.from(summary.services, ({ responseTime }) => responseTime?.p95 ?? NaN);
  const lines = step('line evidence', () => tableEvidence(table, windows, mined.templateOf));
  const dependencies = step('dependencies', () => findDependencies(table, windows, counts));
  const ruleInput = { windows, counts, baselineP95, lines, dependencies, options: options.incidents };
  const incidents = step('incidents', () => findIncidents(ruleInput, range));
  const forecasts = step('forecasts', () =>
    forecastIncidents({ ...ruleInput, incidents, figures: findFigures(table, windows) }, range)
  );
  const health = step('health', () =>
    findHealth({ windows, counts, anomalies: anomalies.perWindow, baselineP95, incidents, range, options })
  );
  const trend = step('trend', () => findTrend(windows, counts));
  checkpoint();

  return {
    range,
    notices: [...notices, ...outsideNotices(table, range), ...patterns.notices],
    totals,
    services: summary.services.map((service, index) => ({
      ...service,
      anomalies: sumOf(anomalies.perWindow, index * windows.windows, (index + 1) * windows.windows),
      health: health.services[index],
    })),
    windows,
    ...(responseTimes && { responseTimes }),
    anomalies,
    patterns,
    incidents,
    forecasts,
    dependencies,
    health: health.overall,
    healthOverTime: health.overTime,
    trend,
    seconds,
  };
}

/** Logs that the windows, and all that is told from them, leave out. A source reads none; a caller may name a narrower range. */
function outsideNotices({ timeMs, length }: LogTable, { fromMs, toMs }: TimeRange): Notice[] {
  const outside = timeMs.subarray(0, length).reduce((sum, time) => sum + (time < fromMs || time >= toMs ? 1 : 0), 0);
  const text = `${outside} of ${length} logs lie outside the time range: totals count them, charts over time, incidents and health do not.`;
  return outside > 0 ? [{ severity: 'warning', text }] : [];
}

function sumOf(column: Uint32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    sum += column[i];
  }
  return sum;
}
