import { type SeismologQuery } from '../../src/query/query';
import { DASHBOARDS, dashboardLinks, type Uid } from './links';
import { levelsOverTime } from './panels/charts';
import { DATA_SOURCE, type Json, panelsOf, type Row } from './panel';

export interface Page {
  readonly uid: Uid;
  readonly description: string;
  /** What is chosen above it, beside the data source. */
  readonly variables: readonly Json[];
  readonly from: string;
  readonly refresh?: string;
  readonly rows: readonly Row[];
}

const VARIABLE = { hide: 0, skipUrlSync: false };

const dataSource: Json = {
  type: 'datasource',
  name: 'datasource',
  label: 'Data source',
  query: DATA_SOURCE.type,
  regex: '',
  multi: false,
  includeAll: false,
  refresh: 1,
  ...VARIABLE,
  options: [],
  current: {},
};

const service: Json = {
  type: 'query',
  name: 'service',
  label: 'Service',
  description: 'One or several services; the least healthy comes first.',
  datasource: DATA_SOURCE,
  query: { refId: 'Services', queryType: 'serviceHealth' } satisfies SeismologQuery,
  definition: 'Service health',
  regex: '',
  sort: 0,
  refresh: 2,
  multi: true,
  ...VARIABLE,
  options: [],
};

/** At first the least healthy service alone. */
export const aService: Json = { ...service, includeAll: false, current: {} };

/** At first all services together. */
export const allServices: Json = {
  ...service,
  includeAll: true,
  // What the data source takes for no choice.
  allValue: '*',
  current: { text: ['All'], value: ['$__all'] },
};

export function textVariable(name: string, label: string, description: string, value = ''): Json {
  return {
    type: 'textbox',
    name,
    label,
    description,
    query: value,
    ...VARIABLE,
    options: [],
    current: { text: value, value },
  };
}

/** On services and types of anomalies, and on templates and fields of the store. */
const filters: Json = {
  type: 'adhoc',
  name: 'filters',
  label: 'Filters',
  description: 'On service and anomaly what is shown; on template and on fields of the store which logs are read.',
  datasource: DATA_SOURCE,
  ...VARIABLE,
  filters: [],
  baseFilters: [],
};

/** A dashboard as Grafana reads it from a file, in the schema of its version 12. */
export function dashboard({ uid, description, variables, from, refresh = '', rows }: Page): Json {
  return {
    uid,
    title: `Seismolog: ${DASHBOARDS[uid]}`,
    description,
    tags: ['seismolog', 'logs'],
    schemaVersion: 42,
    version: 1,
    editable: true,
    graphTooltip: 1,
    liveNow: false,
    preload: false,
    time: { from, to: 'now' },
    timezone: 'browser',
    refresh,
    fiscalYearStartMonth: 0,
    weekStart: '',
    timepicker: { refresh_intervals: ['30s', '1m', '5m', '15m', '1h'] },
    templating: { list: [dataSource, ...variables, filters] },
    annotations: { list: [grafanaAnnotations, ...criticalIncidents(panelsOf(rows)), calendar] },
    links: dashboardLinks(uid),
    panels: panelsOf(rows),
  };
}

const grafanaAnnotations: Json = {
  name: 'Annotations & Alerts',
  builtIn: 1,
  datasource: { type: 'grafana', uid: '-- Grafana --' },
  enable: true,
  hide: true,
  iconColor: 'rgba(0, 211, 255, 1)',
  type: 'dashboard',
};

/** What people know is not usual: bands over all panels. */
const calendar: Json = {
  name: 'Calendar',
  datasource: DATA_SOURCE,
  enable: true,
  hide: false,
  iconColor: 'blue',
  target: { refId: 'Calendar', queryType: 'calendar' } satisfies SeismologQuery,
};

/** Drawn in the levels over time, where the dashboard has them. */
function criticalIncidents(panels: readonly Json[]): Json[] {
  const ids = panels.filter(({ title }) => title === levelsOverTime.title).map(({ id }) => id);
  const target: SeismologQuery = {
    refId: 'Anno',
    queryType: 'incidents',
    severities: ['CRITICAL'],
    services: ['$service'],
  };
  const incidents = {
    name: 'Critical incidents',
    datasource: DATA_SOURCE,
    enable: true,
    hide: false,
    iconColor: 'red',
    filter: { exclude: false, ids },
    target,
  };
  return ids.length > 0 ? [incidents] : [];
}
