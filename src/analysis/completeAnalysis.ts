import { type LogTable } from '../logs/logTable';
import { type AnalysisOptions } from '../query/options';
import { type Notice } from '../logs/notice';
import { type Analysis, type AnomalySummary, type PatternSummary, type ResponseTimeHistogram } from './model/analysis';
import { type TimeRange } from './windows/grid';
import { findDependencies } from './dependencies/findDependencies';
import { findGauges } from './messages/gauges';
import { forecastIncidents } from './forecast/forecastIncidents';
import { findHealth } from './health/findHealth';
import { unknownNotices } from './health/unknownNotices';
import { findIncidents } from './incidents/findIncidents';
import { silenceNotices } from './incidents/silenceNotices';
import { type LineEvidence } from './evidence/lineEvidence';
import { serviceSeries } from './series/serviceSeries';
import { type Silence } from './windows/silences';
import { type StepTimer } from './stepTimer';
import { type Summary } from './windows/totals';
import { type WindowCounts } from './windows/windowCounts';
import { type TextGroups } from './messages/numberMessages';
import { findTrend } from './trend/findTrend';
import { type WindowTable } from '../logs/windowTable';
import { sumBetween } from './statistics/sum';

/** What is known before conclusions are drawn, from the logs themselves or from what a store counted. */
export interface Findings {
  readonly range: TimeRange;
  readonly notices: readonly Notice[];
  /** The logs, or a sample of them. */
  readonly table: LogTable;
  readonly windows: WindowTable;
  readonly counts: WindowCounts;
  /** Services in the order of `windows.services`. */
  readonly summary: Summary;
  readonly responseTimes: ResponseTimeHistogram | undefined;
  readonly anomalies: AnomalySummary;
  readonly patterns: PatternSummary;
  readonly silences: readonly Silence[];
  readonly lines: LineEvidence;
  /** Of the different messages. */
  readonly groups: TextGroups;
}

/** Incidents, forecasts, health and trend: what is derived from windows is the same whoever counted them. */
export function completeAnalysis(findings: Findings, options: AnalysisOptions, steps: StepTimer): Analysis {
  const { range, table, windows, counts, summary, responseTimes, anomalies, patterns } = findings;
  const baselineP95 = Float64Array.from(summary.services, ({ responseTime }) => responseTime?.p95 ?? NaN);
  const series = steps.run('series', () =>
    serviceSeries({ windows, counts, lines: findings.lines, options: options.incidents })
  );
  const dependencies = steps.run('dependencies', () =>
    findDependencies(table, windows, counts, series, findings.groups)
  );
  const ruleInput = {
    windows,
    counts,
    baselineP95,
    silences: findings.silences,
    series,
    lines: findings.lines,
    dependencies,
    options: options.incidents,
    ...(steps.readAtMs !== undefined && { readAtMs: steps.readAtMs }),
  };
  const incidents = steps.run('incidents', () => findIncidents(ruleInput, range));
  const forecasts = steps.run('forecasts', () =>
    forecastIncidents({ ...ruleInput, incidents, gauges: findGauges(table, windows, findings.groups) }, range)
  );
  const health = steps.run('health', () =>
    findHealth({
      windows,
      counts,
      anomalies: anomalies.perWindow,
      isLearning: anomalies.status === 'learning',
      baselineP95,
      incidents,
      range,
      options,
    })
  );
  const trend = steps.run('trend', () => findTrend(windows, counts));
  steps.checkpoint();
  const services = summary.services.map((service, index) => ({
    ...service,
    anomalies: sumBetween(anomalies.perWindow, index * windows.windowCount, (index + 1) * windows.windowCount),
    health: health.services[index],
  }));

  return {
    range,
    notices: [
      ...findings.notices,
      ...unknownNotices(summary.totals, services),
      ...silenceNotices(incidents),
      ...patterns.notices,
    ],
    totals: summary.totals,
    services,
    windows,
    ...(responseTimes && { responseTimes }),
    anomalies,
    patterns,
    incidents,
    forecasts,
    dependencies,
    health: health.overall,
    healthOverTime: health.overTime,
    ...(trend && { trend }),
    seconds: steps.seconds,
  };
}
