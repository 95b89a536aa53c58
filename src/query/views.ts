/** Panels of Grafana by their plugin ids, with what Grafana calls them. */
export const VISUALIZATIONS = {
  timeseries: 'Time series',
  histogram: 'Histogram',
  gauge: 'Gauge',
  barchart: 'Bar chart',
  bargauge: 'Bar gauge',
  table: 'Table',
  logs: 'Logs',
  heatmap: 'Heatmap',
  'state-timeline': 'State timeline',
  nodeGraph: 'Node graph',
} as const;

/** The panel that shows a view best. */
export type Visualization = keyof typeof VISUALIZATIONS;

/** All that is known of a view beside how it is drawn: that is src/views' part. */
export interface ViewDefinition {
  readonly label: string;
  /** What it shows; a sentence without its full stop. */
  readonly description: string;
  /** What people ask who need it: editors find it by that. */
  readonly question: string;
  /** Whether an alert rule can read its frames. */
  readonly alertable: boolean;
  readonly visualization: Visualization;
  /** How many rows, bars or services it shows, where it ranks them. */
  readonly limit?: { readonly default: number; readonly max: number };
  /**
   * Its numbers with their labels, of which a query may choose one by its `metric`. An alert rule reads one number a
   * service: the first named here, unless the query says which.
   */
  readonly metrics?: Readonly<Record<string, string>>;
  /** Whether low values are what a rule is to fire at: of all its numbers, or of these metrics. */
  readonly lowIsBad?: true | readonly string[];
  /** Whether it can be narrowed to incidents of some severities. */
  readonly usesSeverities?: true;
  /** Whether it can be narrowed to one incident. */
  readonly usesIncident?: true;
  /** Whether it can be narrowed to texts that patterns match, or don't. */
  readonly usesPatterns?: true;
  /** Whether its hours and days are those of a time zone. */
  readonly usesTimeZone?: true;
  /** Whether it learns from the time before the range. */
  readonly usesHistory?: true;
  /** Whether it can be followed as it happens, on a channel of Grafana Live of that name. */
  readonly live?: true;
  /** Why it may have nothing to show though there are logs, where its frames don't say so themselves. */
  readonly whenEmpty?: string;
}

/** The most rows that a table may ask for. */
const MAX_ROWS = 10_000;

/** Every view, by its query type. What is new here is drawn by a file of that name in src/views. */
export const VIEWS = {
  levelsOverTime: {
    label: 'Log levels over time',
    description: 'Logs of each level, over time',
    question: 'How much is logged, and how much of it is errors?',
    alertable: true,
    visualization: 'timeseries',
  },
  responseTimeDistribution: {
    label: 'Response time distribution',
    description: 'Histogram of response times on a logarithmic scale, with the 95th percentile',
    question: 'How slow are the slow responses?',
    alertable: false,
    visualization: 'histogram',
  },
  healthScore: {
    label: 'Health score',
    description: 'Health from 0 to 100 as one number: now, whatever the range, or of the whole range',
    question: 'How are we doing, in one number?',
    alertable: true,
    visualization: 'gauge',
    metrics: { now: 'Health now', range: 'Health of the range' },
    lowIsBad: true,
  },
  errorsByService: {
    label: 'Errors by service',
    description: 'How many errors each service logged',
    question: 'Who logs the errors?',
    alertable: true,
    visualization: 'barchart',
  },
  anomalyTimeline: {
    label: 'Anomaly timeline',
    description: 'Anomalous logs of each service, over time',
    question: 'When did something unusual begin, and where?',
    alertable: true,
    visualization: 'timeseries',
    metrics: { anomalies: 'Anomalies', anomalyRate: 'Anomaly rate' },
  },
  topErrors: {
    label: 'Top errors',
    description: 'The most frequent kinds of error',
    question: 'Which errors come most often?',
    alertable: true,
    visualization: 'bargauge',
    limit: { default: 8, max: MAX_ROWS },
    usesPatterns: true,
  },
  responseTimeByService: {
    label: 'Response time by service',
    description: 'Average response time of each service',
    question: 'Who is slow?',
    alertable: true,
    visualization: 'barchart',
  },
  incidentsBySeverity: {
    label: 'Incidents by severity',
    description: 'How many incidents are critical, high and medium',
    question: 'How many incidents are there, and how bad are they?',
    alertable: true,
    visualization: 'barchart',
    metrics: { incidents: 'Incidents', ongoing: 'Incidents under way' },
    usesSeverities: true,
  },
  activityHeatmap: {
    label: 'Activity heatmap',
    description: 'Logs by day of the week and hour, in any time zone',
    question: 'When is it busy?',
    alertable: false,
    visualization: 'heatmap',
    usesTimeZone: true,
  },
  serviceHealth: {
    label: 'Service health',
    description: 'A row for each service: health, errors, response times, anomalies',
    question: 'Which service is worst off?',
    alertable: true,
    visualization: 'table',
    metrics: {
      health: 'Health',
      rangeHealth: 'Health of the range',
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
    },
    lowIsBad: ['health', 'rangeHealth', 'successRate'],
  },
  incidents: {
    label: 'Incidents',
    description: 'Each incident with its services, evidence, cause and what to do',
    question: 'What happened, why, and what is to be done?',
    alertable: true,
    visualization: 'table',
    limit: { default: 1000, max: MAX_ROWS },
    usesSeverities: true,
    usesPatterns: true,
    whenEmpty: 'No such incident was found in this range.',
  },
  situation: {
    label: 'Situation',
    description: 'What is wrong now, since when, where it began, what to do, and what is coming, in a few sentences',
    question: 'Is anything wrong now, and what should I do?',
    alertable: false,
    visualization: 'table',
    usesTimeZone: true,
  },
  incidentTimeline: {
    label: 'Incident timeline',
    description: 'When each service was part of an incident, and how severe it was',
    question: 'Who failed when, and who followed?',
    alertable: false,
    visualization: 'state-timeline',
    limit: { default: 20, max: 200 },
  },
  oneIncident: {
    label: 'One incident',
    description: 'What happened, what to do, where it began and how it spread, the evidence and the first lines',
    question: 'What exactly happened in this incident?',
    alertable: false,
    visualization: 'table',
    usesIncident: true,
    usesTimeZone: true,
  },
  anomalies: {
    label: 'Anomalies',
    description: 'The anomalous log lines, each with its score, its type and the reasons',
    question: 'Which lines should I read?',
    alertable: false,
    visualization: 'logs',
    limit: { default: 1000, max: MAX_ROWS },
    usesIncident: true,
    live: true,
    whenEmpty: 'No log in this range was found to be anomalous.',
  },
  pulse: {
    label: 'Pulse',
    description: 'Health and anomalies a second, over time; live, a point every few seconds',
    question: 'What is happening right now?',
    alertable: false,
    visualization: 'timeseries',
    live: true,
  },
  healthOverTime: {
    label: 'Health over time',
    description: 'Health as a whole and of each service, over time',
    question: 'Since when is it worse?',
    alertable: true,
    visualization: 'state-timeline',
    lowIsBad: true,
  },
  expectedBand: {
    label: 'Expected band',
    description: 'Error rate or response time of each service over time, in the band that it was expected in',
    question: 'Is this usual for this time of day?',
    alertable: true,
    visualization: 'timeseries',
    // Five series a service: of more than a few nothing can be read.
    limit: { default: 3, max: 100 },
    metrics: { errorRate: 'Error rate', responseTime: 'Average response time' },
    usesHistory: true,
  },
  templates: {
    label: 'Templates',
    description: 'The kinds of messages with their counts; which are new, which have vanished',
    question: 'What is new in the logs, and what has gone?',
    alertable: true,
    visualization: 'table',
    limit: { default: 100, max: MAX_ROWS },
    metrics: { newErrors: 'New templates of errors', new: 'New templates', vanished: 'Vanished templates' },
    usesPatterns: true,
    whenEmpty: 'There are no such templates in this range.',
  },
  correlatedErrors: {
    label: 'Correlated errors',
    description: 'Kinds of error that come together, and which of the two leads',
    question: 'Which error leads to which?',
    alertable: false,
    visualization: 'table',
    limit: { default: 100, max: MAX_ROWS },
    usesPatterns: true,
    whenEmpty: 'No two kinds of error come together more often than chance would have it.',
  },
  namedPatterns: {
    label: 'Named patterns',
    description: 'How many logs each of your own patterns matches',
    question: 'How often does what I look for occur?',
    alertable: true,
    visualization: 'barchart',
  },
  trend: {
    label: 'Trend',
    description: 'Whether errors become more frequent, and how surely',
    question: 'Is it getting worse?',
    alertable: true,
    visualization: 'table',
    metrics: { errorsPerHour: 'Slope', direction: 'Direction', pValue: 'Probability by chance' },
  },
  timePatterns: {
    label: 'Time patterns',
    description: 'Logs, errors and response time by hour of the day or day of the week',
    question: 'At which hour, or on which day, do errors come?',
    alertable: false,
    visualization: 'barchart',
    metrics: { hour: 'Hour of the day', day: 'Day of the week' },
    usesTimeZone: true,
  },
  dependencies: {
    label: 'Service dependencies',
    description:
      'Who depends on whom, learned from traces and failures, as a node graph with the health of each service',
    question: 'Who depends on whom?',
    alertable: false,
    visualization: 'nodeGraph',
  },
  forecasts: {
    label: 'Forecasts',
    description: 'Rules that will be broken: which, when, how surely, from which signs, and what to do before',
    question: 'What will break next, and when?',
    alertable: true,
    visualization: 'table',
    metrics: {
      // The risk is the probability that the rule is broken within the next hour.
      riskWithinHour: 'Risk within the hour',
      confidence: 'Confidence',
      minutesToBreach: 'Time to breach',
    },
  },
  forecastRecord: {
    label: 'Record of forecasts',
    description: 'What came of earlier forecasts: hits, misses, lead and calibration, of each service and sign',
    question: 'How far can the forecasts be trusted?',
    alertable: false,
    visualization: 'table',
    metrics: { rule: 'By service and sign', confidence: 'By confidence' },
    whenEmpty: 'No forecast has been made of these logs yet.',
  },
  calendar: {
    label: 'Calendar',
    description: 'Maintenance, holidays, marks and what else people know is not usual, as bands',
    question: 'What do people know that is not usual?',
    alertable: false,
    visualization: 'table',
    whenEmpty: 'Neither the calendar of the data source nor a mark has anything in this range.',
  },
  quality: {
    label: 'Quality',
    description:
      'Precision, recall and delay of incidents and anomalies against what was marked in Grafana, by service and type',
    question: 'How often is it right?',
    alertable: true,
    visualization: 'table',
    metrics: {
      recall: 'Recall',
      precision: 'Precision',
      judgedPrecision: 'Precision of what was marked',
      delay: 'Delay',
      seenDelay: 'Delay until seen',
      marked: 'Marked incidents',
      met: 'Marked incidents met',
      right: 'Found in them',
      noise: 'Found in noise',
      unmarked: 'Found elsewhere',
    },
    lowIsBad: ['recall', 'precision', 'judgedPrecision'],
  },
  baselines: {
    label: 'Baselines',
    description: 'What is usual for each service, since when that is known, and what was left out of learning it',
    question: 'What counts as usual, and since when?',
    alertable: false,
    visualization: 'table',
    metrics: { usual: 'What is usual', leftOut: 'What was left out' },
    usesTimeZone: true,
    whenEmpty: 'No such service logged anything in the learning period.',
  },
} as const satisfies Readonly<Record<string, ViewDefinition>>;

export type ViewType = keyof typeof VIEWS;

export const VIEW_TYPES = Object.keys(VIEWS) as ViewType[];

/** What is known of a view. `VIEWS` itself has the exact types, for who knows which view it is. */
export function viewOf(type: ViewType): ViewDefinition {
  return VIEWS[type];
}

/** Whether a rule on it, or on one of its metrics, is to fire at low values; without a metric the first one counts. */
export function isLowBad(type: ViewType, metric: string | undefined): boolean {
  const { lowIsBad = [], metrics = {} } = viewOf(type);
  return lowIsBad === true || lowIsBad.includes(metric ?? Object.keys(metrics)[0]);
}

/** The views that an alert rule can read. */
export const ALERTABLE_VIEWS: readonly ViewType[] = VIEW_TYPES.filter((type) => VIEWS[type].alertable);

/** In place of an id: the incident to look at first. */
export const MOST_PRESSING = 'most pressing';

/** How severe an incident can be. */
export const INCIDENT_SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM'] as const;

export type IncidentSeverity = (typeof INCIDENT_SEVERITIES)[number];
