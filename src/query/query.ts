import { type DataQuery } from '@grafana/schema';
import { FILTER } from './filters/filter';
import { ANALYSIS } from './options';
import { type ChoiceSetting, type Table, type Values } from './table/entry';
import { INCIDENT_SEVERITIES, type IncidentSeverity, MOST_PRESSING, viewOf, VIEWS, type ViewType } from './views';

/** How long a query's JSON may be, bytes. */
export const QUERY_BYTES = 64 * 1024;

export const DEFAULT_VIEW: ViewType = 'levelsOverTime';

/**
 * The ref ID of the queries that the source `grafana` sends to another data source. A Seismolog data source refuses
 * them, so that no two ask each other in a circle.
 */
export const SOURCE_REF_ID = 'seismolog-source';

const SEVERITIES = Object.fromEntries(INCIDENT_SEVERITIES.map((name) => [name, { label: name }])) as Record<
  IncidentSeverity,
  { label: string }
>;

/**
 * The options of a query, beside Grafana's own; some belong to some views only (queryTable). A new option is a new line
 * here.
 */
export const QUERY = {
  queryType: {
    kind: 'choice',
    options: VIEWS,
    label: 'View',
    description: 'What is shown. An alert rule must name it; a panel that does not shows the log levels over time.',
  },
  expr: {
    kind: 'text',
    maxLength: 20_000,
    label: 'Query',
    description: "Which logs, in the store's own language (LogQL, Lucene). Empty: the data source's default.",
  },
  services: {
    kind: 'list',
    maxItems: 10_000,
    placeholder: 'all',
    label: 'Services',
    description: 'Names or variables. Empty: all services.',
    of: { kind: 'text', maxLength: 1000, label: 'Service' },
  },
  filters: {
    kind: 'list',
    maxItems: 100,
    default: [],
    label: 'Filters',
    description:
      'On service and anomaly what is shown; on template and on fields of the store which logs are read. Those of a dashboard come on top.',
    of: { kind: 'group', label: 'Filter', settings: FILTER },
  },
  metric: {
    kind: 'text',
    placeholder: 'all',
    label: 'Metric',
    description: 'One number alone, as an alert rule needs it.',
  },
  severities: {
    kind: 'list',
    maxItems: 10,
    placeholder: 'all',
    label: 'Severities',
    description: 'Only incidents of these. Empty: all.',
    of: { kind: 'choice', options: SEVERITIES, label: 'Severity' },
  },
  incident: {
    kind: 'text',
    label: 'Incident',
    description: `The id of one, or "${MOST_PRESSING}".`,
  },
  include: {
    kind: 'pattern',
    placeholder: 'all',
    label: 'Include',
    description: 'Only texts in which this regular expression matches.',
  },
  exclude: {
    kind: 'pattern',
    placeholder: 'none',
    label: 'Exclude',
    description: 'No texts in which this regular expression matches.',
  },
  limit: {
    kind: 'integer',
    min: 1,
    max: 10_000,
    label: 'Limit',
    description: 'Rows, bars or services at most.',
  },
  timeZone: {
    kind: 'timeZone',
    placeholder: "the data source's",
    label: 'Time zone',
    description:
      "Which zone hours and days belong to, for example Europe/Berlin or $__timezone. Empty: the data source's.",
  },
  live: {
    kind: 'flag',
    default: false,
    label: 'Live',
    description:
      'In place of the range: the last quarter of an hour, and what comes, every few seconds, for as long as the panel is open.',
  },
  analysis: {
    kind: 'group',
    label: 'Analysis',
    description: "For this query alone, over the data source's own.",
    settings: ANALYSIS,
  },
} as const satisfies Table;

/** What a panel, an alert rule or Explore asks for. */
export type SeismologQuery = DataQuery & Values<typeof QUERY>;

/** What Grafana itself keeps in a query. */
export function isGrafanaQueryKey(key: string): boolean {
  return GRAFANA_KEYS.has(key);
}

const GRAFANA_KEYS: ReadonlySet<string> = new Set([
  'refId',
  'hide',
  'key',
  'datasource',
  'datasourceId',
  'intervalMs',
  'maxDataPoints',
  'queryCachingTTL',
  'range',
  'requestId',
]);

/** The options that a view has, with its own bounds: what a query of this view is read by. */
export function queryTable(view: ViewType): Table {
  return tables[view];
}

const tables = Object.fromEntries((Object.keys(VIEWS) as ViewType[]).map((type) => [type, tableOf(type)])) as Readonly<
  Record<ViewType, Table>
>;

function tableOf(type: ViewType): Table {
  const { metrics, limit, usesSeverities, usesIncident, usesPatterns, usesTimeZone, live: canBeLive } = viewOf(type);
  const { queryType, expr, services, filters, metric, severities, incident, include, exclude } = QUERY;
  const { timeZone, live, analysis } = QUERY;
  return {
    queryType,
    expr,
    services,
    filters,
    ...(metrics && { metric: metricChoice(metric, metrics) }),
    ...(usesSeverities && { severities }),
    ...(usesIncident && { incident }),
    ...(usesPatterns && { include, exclude }),
    ...(limit && { limit: { ...QUERY.limit, ...limit } }),
    ...(usesTimeZone && { timeZone }),
    ...(canBeLive && { live }),
    analysis,
  };
}

function metricChoice(metric: Omit<ChoiceSetting, 'kind' | 'options'>, metrics: Readonly<Record<string, string>>) {
  const options = Object.fromEntries(Object.entries(metrics).map(([name, label]) => [name, { label }]));
  return { ...metric, kind: 'choice', options } as const;
}
