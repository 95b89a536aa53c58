import { ANOMALY_TYPES, type AnomalyType } from '../logs/anomalyType';
import { type Level } from '../logs/level';
import { INCIDENT_SEVERITIES, type IncidentSeverity as Severity } from '../query/views';
import { type Notice } from '../sources/source';
import { type WindowTable } from './windows';

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

export interface Totals {
  readonly logs: number;
  /** By level code. */
  readonly byLevel: readonly number[];
  /** ERROR and CRITICAL. */
  readonly errors: number;
  /** 0 to 1; 0 where there are no logs. */
  readonly errorRate: number;
  /** 0 to 1: logs that are neither an error nor carry a status of 500 and above. 1 where there are no logs. */
  readonly successRate: number;
  readonly responseTime?: ResponseTimeStatistics;
}

/** Milliseconds. */
export interface ResponseTimeStatistics {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface ServiceSummary extends Totals {
  readonly service: string;
  readonly anomalies: number;
  readonly health: Health;
}

/** Bins with geometric edges: bin i holds `edges[i] <= x < edges[i + 1]`, in milliseconds. */
export interface ResponseTimeHistogram {
  readonly edges: Float64Array;
  readonly counts: Uint32Array;
  readonly p95: number;
}

export { ANOMALY_TYPES, type AnomalyType };

export interface AnomalySummary {
  /** 'learning': too few logs to tell what is unusual; nothing is flagged then. */
  readonly status: 'scored' | 'learning';
  readonly count: number;
  /** 0 to 1. */
  readonly rate: number;
  /** A log scoring strictly below is an anomaly; scores are scikit-learn's score_samples, in [-1, 0]. */
  readonly threshold: number;
  /** Anomalies per service and window, cells as in `windows`. */
  readonly perWindow: Uint32Array;
  /** The most anomalous first; at most MAX_ANOMALIES of them, `count` has them all. */
  readonly items: readonly Anomaly[];
  /** Anomalies that belong together in time. */
  readonly episodes: readonly AnomalyEpisode[];
}

/** Anomalies that are kept one by one, with their lines. */
export const MAX_ANOMALIES = 10_000;

export interface Anomaly {
  /** Stable for the same log: made of its time, service and line. */
  readonly id: string;
  readonly timeMs: number;
  readonly timeNs: number;
  readonly service: string;
  readonly level: Level;
  readonly message: string;
  readonly line: string;
  readonly responseTime?: number;
  readonly statusCode?: number;
  readonly traceId?: string;
  readonly score: number;
  readonly type: AnomalyType;
  /** What made it one, the strongest first. */
  readonly reasons: readonly AnomalyReason[];
  /** Index into `episodes`; left out for one that stands alone. */
  readonly episode?: number;
}

export interface AnomalyReason {
  readonly feature: string;
  readonly value: number;
  /** What is normal for that service: the median. */
  readonly normal: number;
  /** For people: "response time 8,543 ms, normally 120 ms". */
  readonly text: string;
}

export interface AnomalyEpisode {
  readonly startMs: number;
  readonly endMs: number;
  readonly services: readonly string[];
  readonly count: number;
  readonly type: AnomalyType;
}

export interface PatternSummary {
  /** The different kinds of error. */
  readonly errorTypes: number;
  /** Most frequent first, all of them; the counts sum to the errors. */
  readonly errors: readonly ErrorPattern[];
  /** The kinds of all messages, most frequent first; the counts sum to the logs. */
  readonly templates: readonly LogPattern[];
  /** Pairs of error types that come together in time, the most correlated first. */
  readonly pairs: readonly CorrelatedPair[];
  /** In the order of the settings. */
  readonly named: readonly NamedPatternCount[];
  /** What was cut. */
  readonly notices: readonly Notice[];
}

export interface ErrorPattern {
  /** Stable for the same template. */
  readonly id: string;
  /** The message with its variable parts as <*>. */
  readonly template: string;
  readonly example: string;
  readonly count: number;
  readonly services: readonly string[];
  readonly firstMs: number;
  readonly lastMs: number;
  readonly trend: 'RISING' | 'FALLING' | 'STABLE';
  /** First seen in the last tenth of the range although there were logs before. */
  readonly isNew: boolean;
  /** Regular at first and then no more. */
  readonly isVanished: boolean;
  /** Logs in each of 24 equal parts of the time from the first log to the last. */
  readonly counts: Uint32Array;
}

export interface LogPattern extends ErrorPattern {
  /** By level code. */
  readonly byLevel: readonly number[];
}

export interface CorrelatedPair {
  /** Templates; `first` is the one that leads. */
  readonly first: string;
  readonly second: string;
  /** Pearson's r of their counts per 5 minutes, above 0 and at most 1. */
  readonly correlation: number;
  /** By how much the first leads: 0, 5, 10 or 15. */
  readonly lagMinutes: number;
  /** Spans of 5 minutes that have both, the lag allowed for. */
  readonly commonBins: number;
}

export interface NamedPatternCount {
  readonly name: string;
  readonly count: number;
}

export { INCIDENT_SEVERITIES as SEVERITIES, type Severity };

export const INCIDENT_TYPES = [
  'Cascading Failure',
  'High Error Rate',
  'Performance Degradation',
  'Resource Exhaustion',
  'Service Unavailability',
  'Security Threat',
  'Unusual Log Pattern',
] as const;

export type IncidentType = (typeof INCIDENT_TYPES)[number];

export interface Incident {
  /** The same incident keeps its id as the range slides. */
  readonly id: string;
  readonly type: IncidentType;
  /** Which of several kinds of that type: "memory", "disk space". Left out where there is but one. */
  readonly kind?: string;
  readonly severity: Severity;
  /** The worst hit first. */
  readonly services: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  /** Still under way at the end of the range. */
  readonly ongoing: boolean;
  readonly description: string;
  readonly recommendation: string;
  /** What was measured, for people: "41% errors (63 of 154 logs), threshold 30%". */
  readonly evidence: readonly string[];
  /** Where it most likely began: the first of the suspects, with what it said. Left out where nothing tells. */
  readonly cause?: IncidentCause;
  /** The first error of any service in the minutes before: the simpler root cause. Left out where no error came, or lines are not known. */
  readonly firstError?: FirstError;
  /** Where it may have begun, the likeliest first: by when a service left what is usual for it, how far, and who called whom. */
  readonly suspects?: readonly Suspect[];
  /** How it spread from the likeliest suspect to the services that depend on it; left out where it did not, as far as is known. */
  readonly chain?: readonly CauseLink[];
}

/** One service of a chain of causes, after the one before it. */
export interface CauseLink {
  readonly service: string;
  readonly timeMs: number;
  /** What speaks for the link, for people: "api-gateway, 2 minutes later: 41% errors; it calls database in 34% of its traces". */
  readonly text: string;
}

/** One service depends on another: what goes wrong at `to` shows at `from`. */
export interface Dependency {
  /** The caller. */
  readonly from: string;
  /** The one that is called. */
  readonly to: string;
  /** 0 to 1: the share of the caller's traces in which it called, of its complaints that name the other, or of its failures that came right after the other's. */
  readonly weight: number;
  readonly learnedFrom: 'traces' | 'complaints' | 'failures';
  /** For people: "called in 34% of its traces (1,204 of 3,541)". */
  readonly evidence: string;
}

export interface Suspect {
  readonly service: string;
  readonly onsetMs: number;
  /** 0 to 1: how likely it began there, of all suspects. */
  readonly confidence: number;
  /** For people: "database, 2 minutes before: 41% errors (63 of 154 logs), usually 0.6%". */
  readonly text: string;
}

export interface FirstError {
  readonly service: string;
  readonly timeMs: number;
  readonly message: string;
  /** For people: "First error: database, 40 seconds before: connection refused". */
  readonly text: string;
}

export interface IncidentCause {
  readonly service: string;
  /** When that one left what is usual for it. */
  readonly timeMs: number;
  /** Its first error since then; where it logged none, what was measured. */
  readonly message: string;
  /** 0 to 1: how likely it began there; 0: there is but the first error. */
  readonly confidence: number;
  /** For people: where, when, what was measured there, and the first errors. */
  readonly text: string;
}

/** A rule that will be broken if what goes on goes on. */
export interface Forecast {
  /** The same forecast keeps its id as the range slides. */
  readonly id: string;
  readonly type: IncidentType;
  readonly service: string;
  /** What will be reached, for people: "memory reaches its limit". */
  readonly rule: string;
  readonly expectedMs: number;
  /** The interval that has the breach, if it comes, with a chance of 80%. */
  readonly earliestMs: number;
  readonly latestMs: number;
  /** 0 to 1: the probability that it comes, before twice the time to it has passed. */
  readonly confidence: number;
  /** What was seen, for people: "memory usage at 78% to 91% in 52 minutes". */
  readonly sign: string;
  readonly recommendation: string;
}

export const HEALTH_STATUSES = ['EXCELLENT', 'GOOD', 'WARNING', 'CRITICAL'] as const;

export type HealthStatus = (typeof HEALTH_STATUSES)[number];

export const HEALTH_CAUSES = [
  'error rate',
  'slow responses',
  'low success rate',
  'anomalies',
  'critical incidents',
  'high incidents',
  'worst signal',
] as const;

export type HealthCause = (typeof HEALTH_CAUSES)[number] | 'formula';

export interface Health {
  /** 0 to 100. */
  readonly score: number;
  readonly status: HealthStatus;
  /** The points that each cause took, 0 or more, one entry per cause; a formula is one cause. 100 less their sum, not under 0, is the score. */
  readonly lost: ReadonlyArray<{ readonly cause: HealthCause; readonly points: number }>;
}

/** Scores over time: as a whole and per service (NaN: no logs in that step). */
export interface HealthSeries {
  readonly startMs: number;
  readonly stepMs: number;
  readonly overall: Float64Array;
  readonly services: ReadonlyArray<{ readonly service: string; readonly scores: Float64Array }>;
}

export interface Trend {
  readonly direction: 'DEGRADING' | 'IMPROVING' | 'STABLE';
  /** Errors an hour, each hour. */
  readonly errorsPerHour: number;
  /** Probability of such a trend by chance. */
  readonly pValue: number;
}
