import { type LogTable } from '../logs/logTable';
import { type IncidentOptions } from '../query/options';
import { findBaselines } from './baselines/findBaselines';
import { type Analysis } from './model/analysis';
import { type TimeRange } from './windows/grid';
import { findDependencies } from './dependencies/findDependencies';
import { findGauges } from './messages/gauges';
import { forecastIncidents } from './forecast/forecastIncidents';
import { findIncidents } from './incidents/findIncidents';
import { type LineEvidence } from './evidence/lineEvidence';
import { serviceSeries } from './series/serviceSeries';
import { sameTimeOf } from './windows/sameTime';
import { type Silence } from './windows/silences';
import { type StepTimer } from './stepTimer';
import { type Summary, usualP95 } from './windows/totals';
import { type WindowCounts } from './windows/windowCounts';
import { type TextGroups } from './messages/numberMessages';
import { type WindowTable } from '../logs/windowTable';

/** What is known before conclusions are drawn, from the logs themselves or from what a store counted. */
export interface Findings {
  readonly span: TimeRange;
  /** The logs, or a sample of them. */
  readonly table: LogTable;
  readonly isSample: boolean;
  readonly windows: WindowTable;
  readonly counts: WindowCounts;
  /** Services in the order of `windows.services`. */
  readonly summary: Summary;
  /** The same without what people know is not usual. */
  readonly usual: Summary;
  /** 1 for the cells that nothing is learned from; undefined: all are learned from. */
  readonly leftOut: Uint8Array | undefined;
  readonly silences: readonly Silence[];
  readonly lines: LineEvidence;
  /** Of the different messages. */
  readonly groups: TextGroups;
}

/** What is derived from windows is the same whoever counted them. */
export function conclude(
  findings: Findings,
  options: IncidentOptions,
  steps: StepTimer
): Pick<Analysis, 'incidents' | 'forecasts' | 'dependencies' | 'baselines'> {
  const { span, table, windows, counts, lines, groups, leftOut } = findings;
  const series = steps.run('series', () => serviceSeries({ windows, counts, lines, options, leftOut }));
  const dependencies = steps.run('dependencies', () => findDependencies(table, windows, counts, series, groups));
  const ruleInput = {
    windows,
    counts,
    baselineP95: usualP95(findings.usual),
    silences: findings.silences,
    series,
    lines,
    dependencies,
    options,
    sameTime: sameTimeOf(windows, steps.toWallClock),
    ...(steps.readAtMs !== undefined && { readAtMs: steps.readAtMs }),
  };
  const incidents = steps.run('incidents', () => findIncidents(ruleInput, span));
  const forecasts = steps.run('forecasts', () =>
    forecastIncidents({ ...ruleInput, incidents, gauges: findGauges(table, windows, groups) }, span)
  );
  const { summary, isSample } = findings;
  const baselines = steps.run('baselines', () =>
    findBaselines({ ...ruleInput, span, incidents, events: steps.events, summary, ...(!isSample && { table }) })
  );
  return { incidents, forecasts, dependencies, baselines };
}
