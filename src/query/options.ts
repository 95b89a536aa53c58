/** What the analysis can be told; every part of it has a default that fits most systems. */
export interface AnalysisOptions {
  forest: ForestOptions;
  incidents: IncidentOptions;
  health: HealthOptions;
  /** The customer's own error patterns, RE2 syntax. */
  patterns: NamedPattern[];
}

/** scikit-learn's names and meanings. */
export interface ForestOptions {
  /** The share of logs expected to be anomalous, in (0, 0.5]; 'auto': as many as chance does not account for, maybe none. */
  contamination: number | 'auto';
  nEstimators: number;
  /** 'auto': min(256, n); an integer of 1 or more: that many rows; a fraction in (0, 1): that share of the rows. */
  maxSamples: 'auto' | number;
  seed: number;
}

export interface IncidentOptions {
  /** High error rate: the share of errors in a window, 0 to 1. */
  errorRateThreshold: number;
  errorRateWindowMinutes: number;
  /** Degradation: mean response time of a window over this many times the service's P95 baseline. */
  responseTimeMultiplier: number;
  /** Cascade: at least this many services failing within the cascade window. */
  cascadeServices: number;
  cascadeWindowMinutes: number;
  /** Windows with fewer logs are not judged. */
  minLogs: number;
  /** How far back the root cause is looked for. */
  rootCauseMinutes: number;
}

/** The most points that each cause can take from 100, and what one incident costs. */
export interface HealthOptions {
  errorRate: number;
  slowResponses: number;
  lowSuccess: number;
  anomalies: number;
  criticalIncident: number;
  highIncident: number;
  /** The worst signal caps the score: the most that it can be while a critical, or a high, incident is under way. */
  criticalCap: number;
  highCap: number;
  /** In place of the deductions: arithmetic over HEALTH_VARIABLES (formula.ts), for example `100 - 15 * error_rate`. '': none. */
  formula: string;
}

/** What a health formula may use: rates in percent, incidents per day (of a range of a day or less: all of them). */
export const HEALTH_VARIABLES = [
  'error_rate',
  'success_rate',
  'slow_rate',
  'anomaly_rate',
  'critical_incidents',
  'high_incidents',
  'logs',
] as const;

export interface NamedPattern {
  name: string;
  pattern: string;
}

export const DEFAULT_ANALYSIS_OPTIONS: AnalysisOptions = {
  forest: { contamination: 'auto', nEstimators: 100, maxSamples: 'auto', seed: 42 },
  incidents: {
    errorRateThreshold: 0.3,
    errorRateWindowMinutes: 10,
    responseTimeMultiplier: 2,
    cascadeServices: 2,
    cascadeWindowMinutes: 5,
    minLogs: 5,
    rootCauseMinutes: 10,
  },
  health: {
    errorRate: 30,
    slowResponses: 20,
    lowSuccess: 20,
    anomalies: 15,
    criticalIncident: 5,
    highIncident: 2,
    criticalCap: 45,
    highCap: 65,
    formula: '',
  },
  patterns: [],
};
