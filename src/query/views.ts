/** The query types: each names one view of the same analysis. */
export const VIEW_TYPES = [
  'levelsOverTime',
  'responseTimeDistribution',
  'healthScore',
  'errorsByService',
  'anomalyTimeline',
  'topErrors',
  'responseTimeByService',
  'incidentsBySeverity',
  'activityHeatmap',
  'serviceHealth',
  'incidents',
  'anomalies',
  'healthOverTime',
  'expectedBand',
  'templates',
  'correlatedErrors',
  'namedPatterns',
  'trend',
  'timePatterns',
  'dependencies',
  'forecasts',
] as const;

export type ViewType = (typeof VIEW_TYPES)[number];

/** What a view is to its users: in the query editor, in error messages. */
export interface ViewInfo {
  readonly label: string;
  readonly description: string;
  /** Whether an alert rule can read its frames. */
  readonly alertable: boolean;
}

export const VIEW_INFO: Readonly<Record<ViewType, ViewInfo>> = {
  levelsOverTime: { label: 'Log levels over time', description: 'Logs of each level, over time', alertable: true },
  responseTimeDistribution: {
    label: 'Response time distribution',
    description: 'Histogram of response times on a logarithmic scale, with the 95th percentile',
    alertable: false,
  },
  healthScore: { label: 'Health score', description: 'Health from 0 to 100 as one number', alertable: true },
  errorsByService: { label: 'Errors by service', description: 'How many errors each service logged', alertable: true },
  anomalyTimeline: {
    label: 'Anomaly timeline',
    description: 'Anomalous logs of each service, over time',
    alertable: true,
  },
  topErrors: { label: 'Top errors', description: 'The most frequent kinds of error', alertable: true },
  responseTimeByService: {
    label: 'Response time by service',
    description: 'Average response time of each service',
    alertable: true,
  },
  incidentsBySeverity: {
    label: 'Incidents by severity',
    description: 'How many incidents are critical, high and medium',
    alertable: true,
  },
  activityHeatmap: { label: 'Activity heatmap', description: 'Logs by day of the week and hour', alertable: false },
  serviceHealth: {
    label: 'Service health',
    description: 'A row for each service: health, errors, response times, anomalies',
    alertable: true,
  },
  incidents: {
    label: 'Incidents',
    description: 'Each incident with its services, evidence, first cause and what to do',
    alertable: false,
  },
  anomalies: { label: 'Anomalies', description: 'The anomalous log lines, each with its reasons', alertable: false },
  healthOverTime: {
    label: 'Health over time',
    description: 'Health as a whole and of each service, over time',
    alertable: true,
  },
  expectedBand: {
    label: 'Expected band',
    description: 'Error rate or response time of each service over time, with the band that it was expected in',
    alertable: true,
  },
  templates: {
    label: 'Templates',
    description: 'The kinds of messages, with their counts; which are new and which have vanished',
    alertable: true,
  },
  correlatedErrors: {
    label: 'Correlated errors',
    description: 'Kinds of error that come together, and which of the two leads',
    alertable: false,
  },
  namedPatterns: {
    label: 'Named patterns',
    description: 'How many logs each of your own patterns matches',
    alertable: true,
  },
  trend: {
    label: 'Trend',
    description: 'Whether errors become more frequent, and how surely',
    alertable: true,
  },
  timePatterns: {
    label: 'Time patterns',
    description: 'Logs, errors and response time by hour of the day or day of the week',
    alertable: false,
  },
  dependencies: {
    label: 'Service dependencies',
    description: 'Who calls whom, as a node graph with the health of each service',
    alertable: false,
  },
  forecasts: {
    label: 'Forecasts',
    description: 'Which rules will be broken, when, how surely, and what to do before',
    alertable: true,
  },
};

/** The numbers that serviceHealth has of each service, and their labels. */
export const SERVICE_METRICS = {
  health: 'Health',
  logs: 'Logs',
  errors: 'Errors',
  errorRate: 'Error rate',
  successRate: 'Success rate',
  levelKnown: 'Level known',
  averageResponseTime: 'Average response time',
  p95ResponseTime: 'P95 response time',
  responseTimeKnown: 'Response time known',
  anomalies: 'Anomalies',
  anomalyRate: 'Anomaly rate',
} as const;

/** What anomalyTimeline counts. */
export const ANOMALY_METRICS = { anomalies: 'Anomalies', anomalyRate: 'Anomaly rate' } as const;

/** What incidentsBySeverity counts: all in the range, or those still under way at its end. */
export const INCIDENT_METRICS = { incidents: 'Incidents', ongoing: 'Incidents under way' } as const;

/** What expectedBand has a band for. An alert rule reads how unusual it is, 0 to 1. */
export const EXPECTED_METRICS = { errorRate: 'Error rate', responseTime: 'Average response time' } as const;

/** Which templates are shown. An alert rule reads how many of them each service has. */
export const TEMPLATE_METRICS = {
  newErrors: 'New templates of errors',
  new: 'New templates',
  vanished: 'Vanished templates',
} as const;

/** What there is to know of a trend; its direction as a number is 1 degrading, 0 stable, -1 improving. */
export const TREND_METRICS = {
  errorsPerHour: 'Slope',
  direction: 'Direction',
  pValue: 'Probability by chance',
} as const;

/** What timePatterns goes by. */
export const TIME_PATTERN_METRICS = { hour: 'Hour of the day', day: 'Day of the week' } as const;

/** What there is to know of a forecast. The risk is the probability that the rule is broken within the next hour. */
export const FORECAST_METRICS = {
  riskWithinHour: 'Risk within the hour',
  confidence: 'Confidence',
  minutesToBreach: 'Time to breach',
} as const;

/**
 * Views with several numbers, of which a query may choose one by its `metric`. An alert rule reads one number a
 * service: the first named here, unless the query says which.
 */
export const VIEW_METRICS: Readonly<Partial<Record<ViewType, Readonly<Record<string, string>>>>> = {
  serviceHealth: SERVICE_METRICS,
  anomalyTimeline: ANOMALY_METRICS,
  incidentsBySeverity: INCIDENT_METRICS,
  expectedBand: EXPECTED_METRICS,
  templates: TEMPLATE_METRICS,
  trend: TREND_METRICS,
  timePatterns: TIME_PATTERN_METRICS,
  forecasts: FORECAST_METRICS,
};

/** How severe an incident can be. */
export const INCIDENT_SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM'] as const;

export type IncidentSeverity = (typeof INCIDENT_SEVERITIES)[number];
