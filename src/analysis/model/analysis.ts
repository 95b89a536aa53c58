import { type Spent } from '../../logs/spent';
import { type Notice } from '../../logs/notice';
import { type KnownEvent } from '../../query/calendar';
import { type AnomalySummary } from './anomaly';
import { type Baseline } from './baseline';
import { type Dependency } from './dependency';
import { type Forecast, type KeptForecast } from './forecast';
import { type Health, type HealthSeries } from './health';
import { type Incident, type MutedIncident } from './incident';
import { type PatternSummary } from './pattern';
import { type ResponseTimeHistogram, type ServiceSummary, type Totals } from './totals';
import { type Trend } from './trend';
import { type WindowTable } from '../../logs/windowTable';

export { ANOMALY_TYPES, type AnomalyType } from '../../logs/anomalyType';
export { INCIDENT_SEVERITIES as SEVERITIES, type IncidentSeverity as Severity } from '../../query/views';
export * from './anomaly';
export * from './baseline';
export * from './dependency';
export * from './forecast';
export * from './health';
export * from './incident';
export * from './pattern';
export * from './totals';
export * from './trend';

/**
 * All that is known of the logs of a range: plain data that any view, alert rule or report is drawn from. What is usual
 * may have been learned from the time before it, too.
 */
export interface Analysis {
  readonly range: { readonly fromMs: number; readonly toMs: number };
  /** From when on in the range anything is known: before the first log of all that was read nothing is. */
  readonly knownFromMs: number;
  readonly notices: readonly Notice[];
  readonly totals: Totals;
  /** By name. */
  readonly services: readonly ServiceSummary[];
  readonly windows: WindowTable;
  /** Left out where no log has a response time. */
  readonly responseTimes?: ResponseTimeHistogram;
  readonly anomalies: AnomalySummary;
  readonly patterns: PatternSummary;
  /** Newest first. */
  readonly incidents: readonly Incident[];
  /** What people know is not usual, in order of time. */
  readonly events: readonly KnownEvent[];
  /** Incidents that lie within an event during which nobody is to be alerted: they count for nothing else. */
  readonly mutedIncidents: readonly MutedIncident[];
  /** Rules that are not broken yet and will be, as seen from the end of the range; the soonest first. */
  readonly forecasts: readonly Forecast[];
  /** Forecasts of now and earlier, and what came of them, in any order; left out where no record is kept. */
  readonly forecastRecord?: readonly KeptForecast[];
  /** What is usual for each service that logged in the learning period or the range. By name. */
  readonly baselines: readonly Baseline[];
  /** Who calls whom, the most certain first; empty where nothing shows it. */
  readonly dependencies: readonly Dependency[];
  /** In all of the range. */
  readonly health: Health;
  /** At the end of the range: of the last half hour, wherever the range begins. */
  readonly healthNow: Health;
  readonly healthOverTime: HealthSeries;
  /** Left out where levels are known in too few hours. */
  readonly trend?: Trend;
  /** Seconds that each step took. */
  readonly seconds: Readonly<Record<string, number>>;
  /** What the store gave for it, when it was last read; left out where no store was asked. */
  readonly spent?: Spent;
}
