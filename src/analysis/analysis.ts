import { type Notice } from '../sources/source';
import { type AnomalySummary } from './model/anomaly';
import { type Dependency } from './model/dependency';
import { type Forecast } from './model/forecast';
import { type Health, type HealthSeries } from './model/health';
import { type Incident } from './model/incident';
import { type PatternSummary } from './model/pattern';
import { type ResponseTimeHistogram, type ServiceSummary, type Totals } from './model/totals';
import { type Trend } from './model/trend';
import { type WindowTable } from './windows';

export { ANOMALY_TYPES, type AnomalyType } from '../logs/anomalyType';
export { INCIDENT_SEVERITIES as SEVERITIES, type IncidentSeverity as Severity } from '../query/views';
export * from './model/anomaly';
export * from './model/dependency';
export * from './model/forecast';
export * from './model/health';
export * from './model/incident';
export * from './model/pattern';
export * from './model/totals';
export * from './model/trend';

/** All that is known of the logs of a range: plain data that any view, alert rule or report is drawn from. */
export interface Analysis {
  readonly range: { readonly fromMs: number; readonly toMs: number };
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
  /** Rules that are not broken yet and will be, as seen from the end of the range; the soonest first. */
  readonly forecasts: readonly Forecast[];
  /** Who calls whom, the most certain first; empty where nothing tells. */
  readonly dependencies: readonly Dependency[];
  readonly health: Health;
  readonly healthOverTime: HealthSeries;
  readonly trend: Trend;
  /** Seconds that each step took. */
  readonly seconds: Readonly<Record<string, number>>;
}
