import { type DataSourceJsonData } from '@grafana/schema';
import { CALENDAR } from './calendar';
import { CALENDAR_FILES } from './calendarFiles';
import { MARKS_SETTING } from './marks';
import { ANALYSIS, SEED } from './options';
import { SOURCES, type SourceType } from './sources';
import { defaultsOf } from './table/defaults';
import { type Entry, type Resolved, type Table, type Values } from './table/entry';

export const PLUGIN_ID = 'seismolog-loganalytics-datasource';

/** How long a data source's settings may be as JSON, bytes, its secrets included. */
export const SETTINGS_BYTES = 256 * 1024;

/**
 * Where the settings page has a setting: with the choice of the source, with its store, or drawn by Grafana's own
 * parts; else further down.
 */
interface Placement {
  readonly section?: 'source' | 'store' | 'grafana';
  /** Only these sources have it. */
  readonly sources?: readonly SourceType[];
}

/** Units that a response time may be given in. */
const TIME_UNITS = {
  ns: { label: 'nanoseconds' },
  us: { label: 'microseconds' },
  ms: { label: 'milliseconds' },
  s: { label: 'seconds' },
} as const;

/** What goes wrong in generated logs. */
export const FAULT_MIXES = {
  mixed: { label: 'Mixed', description: 'A bit of everything' },
  growing: { label: 'Growing', description: 'Mostly what builds up and can be foreseen' },
} as const;

/** How logs are analysed. */
export const MODES = {
  auto: { label: 'Auto', description: 'Lines up to the limit, windows beyond it' },
  entries: { label: 'Entries', description: 'Each line is read; beyond the limit the newest' },
  windows: { label: 'Windows', description: 'The store counts, and a sample of the lines is read' },
} as const;

const GENERATED = {
  seed: { ...SEED, default: 42, label: 'Seed', description: 'The same seed gives the same logs at any time.' },
  logsPerDay: {
    kind: 'number',
    min: 1,
    max: 10_000_000,
    // 100,800 in 7 days.
    default: 14_400,
    label: 'Logs per day',
    description: 'On average: there are more by day than by night and at weekends.',
  },
  faults: { kind: 'choice', options: FAULT_MIXES, default: 'mixed', label: 'Faults', description: 'What goes wrong.' },
} as const satisfies Table;

const ELASTICSEARCH = {
  index: {
    kind: 'text',
    default: 'logs-*',
    label: 'Index pattern',
    description: 'Indices, data streams or aliases; several separated by commas.',
  },
  timeField: {
    kind: 'text',
    placeholder: '@timestamp',
    label: 'Time field',
    description: 'A date field. Empty: @timestamp, or timestamp where there is none.',
  },
} as const satisfies Table;

const GRAFANA = {
  datasourceUid: {
    kind: 'text',
    default: '',
    label: 'Data source UID',
    description: "The last part of the address of the data source's settings page.",
  },
  query: {
    kind: 'object',
    default: {},
    placeholder: '{"scenarioId": "logs", "lines": 500}',
    label: 'Query',
    description: "JSON, in that data source's own model: a panel's query, as its inspector shows it.",
  },
  queryKeys: {
    kind: 'text',
    default: 'expr, query, queryText, expression, maxLines, limit, lines',
    label: 'Keys that a query may set',
    description:
      "Of the asked query, separated by commas. All others are the settings' alone, as each query has the rights of the service account. The word none: no key.",
  },
} as const satisfies Table;

/** Which field of a log is what. Left out: the usual names are recognised. A name may be a path: `http.status`. */
const FIELDS = {
  time: { kind: 'field', label: 'Time', placeholder: 'time, timestamp, @timestamp...' },
  timeFormat: {
    kind: 'timeFormat',
    placeholder: 'dd.MM.yy HH:mm:ss',
    label: 'Time format',
    description: 'The form of times, in tokens of Luxon. Empty: the usual forms are recognised.',
  },
  timeZone: {
    kind: 'timeZone',
    placeholder: 'UTC',
    label: 'Time zone of the logs',
    description: 'Of times that name none, for example Europe/Paris. Empty: UTC.',
  },
  level: { kind: 'field', label: 'Level', placeholder: 'level, severity, detected_level...' },
  service: { kind: 'field', label: 'Service', placeholder: 'service_name, service, app...' },
  message: { kind: 'field', label: 'Message', placeholder: 'msg, message, body...' },
  responseTime: { kind: 'field', label: 'Response time', placeholder: 'duration, latency, response_time...' },
  responseTimeUnit: {
    kind: 'choice',
    options: TIME_UNITS,
    placeholder: 'automatic',
    label: 'Response time unit',
    description: "Of a bare number. Empty: taken from the field's name, else milliseconds.",
  },
  statusCode: { kind: 'field', label: 'Status code', placeholder: 'status, status_code, code...' },
  traceId: { kind: 'field', label: 'Trace ID', placeholder: 'trace_id, traceId...' },
  pattern: {
    kind: 'pattern',
    placeholder: '^(?P<level>\\w+) (?P<message>.*)$',
    label: 'Pattern for plain text',
    description:
      'A regular expression (RE2) with groups named time, level, service, message, responseTime, statusCode, traceId.',
  },
} as const satisfies Table;

/** Whose query a trace is opened by. */
const TRACE_STORES = {
  tempo: { label: 'Tempo' },
  jaeger: { label: 'Jaeger' },
  zipkin: { label: 'Zipkin' },
} as const;

/** What one reading may take from the store: of a budget that is left out there is no limit. */
const BUDGET = {
  megabytes: {
    kind: 'number',
    min: 1,
    max: 1e9,
    placeholder: 'no limit',
    unit: 'MB',
    label: 'Received',
    description: 'Of all answers, unpacked.',
  },
  requests: {
    kind: 'integer',
    min: 1,
    max: 1e6,
    placeholder: 'no limit',
    unit: 'requests',
    label: 'Requests',
    description: 'Those that are tried again count again.',
  },
  seconds: {
    kind: 'number',
    min: 1,
    max: 86_400,
    placeholder: 'no limit',
    unit: 's',
    label: 'Time',
    description: 'No request is begun later.',
  },
} as const satisfies Table;

/** Where rows lead to. */
const LINKS = {
  logsUid: {
    kind: 'text',
    default: '',
    label: 'Logs',
    placeholder: 'uid',
    description:
      'UID of the data source of this Grafana that has the same logs: rows open their lines there, in Explore.',
  },
  tracesUid: {
    kind: 'text',
    default: '',
    label: 'Traces',
    placeholder: 'uid',
    description: 'UID of the data source of this Grafana that has the traces: trace IDs open there.',
  },
  tracesType: {
    kind: 'choice',
    options: TRACE_STORES,
    default: 'tempo',
    label: 'Traces are in',
    description: 'The type of that data source.',
  },
  serviceDashboardUid: {
    kind: 'text',
    default: '',
    label: 'Service dashboard',
    placeholder: 'seismolog-service',
    description:
      'UID of the dashboard that services lead to. It has the variables datasource and service, as the one that the plugin brings.',
  },
} as const satisfies Table;

/**
 * The data source's jsonData, in the order of the settings page. A new setting is a new line here, or in one of the
 * parts above.
 */
export const SETTINGS = {
  source: { kind: 'choice', section: 'source', options: SOURCES, default: 'generated', label: 'Logs come from' },
  generated: {
    kind: 'group',
    section: 'store',
    sources: ['generated'],
    label: 'Generated logs',
    description: 'Seven services with business hours, weekends and incidents.',
    settings: GENERATED,
  },
  tenantId: {
    kind: 'text',
    section: 'store',
    sources: ['loki', 'victorialogs'],
    label: 'Tenant',
    description:
      'Of a Loki its X-Scope-OrgID, of a VictoriaLogs AccountID:ProjectID. Leave empty where there are none.',
  },
  elasticsearch: {
    kind: 'group',
    section: 'store',
    sources: ['elasticsearch'],
    label: 'Indices',
    settings: ELASTICSEARCH,
  },
  grafana: {
    kind: 'group',
    section: 'store',
    sources: ['grafana'],
    label: 'Asked data source',
    description: 'Any data source of that Grafana that gives log lines.',
    settings: GRAFANA,
  },
  defaultExpr: {
    kind: 'text',
    section: 'store',
    sources: ['loki', 'elasticsearch', 'victorialogs'],
    maxLength: 20_000,
    default: '',
    label: 'Default query',
    description: 'In the language of the store. For panels and rules that have none of their own.',
  },
  lineLimit: {
    kind: 'integer',
    min: 1,
    max: 10_000_000,
    default: 200_000,
    unit: 'lines',
    label: 'Most lines to read',
    description: 'One analysis reads at most this many lines; what it left out is said on the panel.',
  },
  mode: {
    kind: 'choice',
    sources: ['loki', 'elasticsearch', 'victorialogs'],
    options: MODES,
    default: 'auto',
    label: 'Mode',
    description: 'Beyond the limit the store counts, and a sample of the lines is read.',
  },
  learningDays: {
    kind: 'integer',
    min: 1,
    max: 35,
    default: 7,
    unit: 'days',
    label: 'Learning period',
    description:
      'What is usual is learned from so many days before the end of a range, however short it is, and the same in every range that ends there.',
  },
  timeZone: {
    kind: 'timeZone',
    default: 'UTC',
    label: 'Time zone',
    description: 'Of the hours that are learned and of the calendar, for example Europe/Berlin.',
  },
  timeout: {
    kind: 'number',
    min: 1,
    max: 3600,
    default: 60,
    unit: 's',
    sources: ['loki', 'elasticsearch', 'victorialogs', 'grafana'],
    label: 'Timeout',
    description: 'Until a request to the store is given up.',
  },
  budget: {
    kind: 'group',
    sources: ['loki', 'elasticsearch', 'victorialogs', 'grafana'],
    label: 'Budget',
    description:
      'The most that one reading may take from the store. Beyond it the mode "auto" asks for counts and a sample of the lines; where these take more, too, an error says so.',
    settings: BUDGET,
  },
  fields: {
    kind: 'group',
    label: 'Fields',
    description: 'Which field of a log is what. Leave empty what has one of the usual names.',
    settings: FIELDS,
  },
  links: {
    kind: 'group',
    sources: ['loki', 'elasticsearch', 'victorialogs', 'grafana'],
    label: 'Links',
    description: 'Where anomalies, incidents, templates, services and forecasts lead to in this Grafana.',
    settings: LINKS,
  },
  calendar: CALENDAR,
  calendars: CALENDAR_FILES,
  marks: MARKS_SETTING,
  analysis: {
    kind: 'group',
    label: 'Analysis',
    description: 'Each of these can be set for one query alone, too.',
    settings: ANALYSIS,
  },
  tlsSkipVerify: { kind: 'flag', section: 'grafana', default: false, label: 'Skip TLS certificate validation' },
  tlsAuth: { kind: 'flag', section: 'grafana', default: false, label: 'TLS client authentication' },
  tlsAuthWithCACert: { kind: 'flag', section: 'grafana', default: false, label: 'Add self-signed certificate' },
  serverName: { kind: 'text', section: 'grafana', label: 'Server name of the TLS client authentication' },
} as const satisfies Readonly<Record<string, Entry & Placement>>;

/** What Grafana itself, or a part of its settings page, keeps in the same object. */
export function isGrafanaKey(key: string): boolean {
  return GRAFANA_KEYS.has(key) || /^httpHeaderName\d+$|^(sigV4|azure|secureSocksProxy|oauth|pdc)/.test(key);
}

const GRAFANA_KEYS: ReadonlySet<string> = new Set([
  'alertmanagerUid',
  'allowAsRecordingRulesTarget',
  'authType',
  'defaultRegion',
  'disableGrafanaCache',
  'enableSecureSocksProxy',
  'keepCookies',
  'manageAlerts',
  'profile',
  'teamHttpHeaders',
]);

/**
 * The settings by their keys, with where they are placed; one that says nothing stands among the additional settings of
 * every source.
 */
export const SETTING_ENTRIES: ReadonlyArray<[string, Entry & Placement]> = Object.entries(SETTINGS);

/** The data source's jsonData. The store's address is the data source's `url`. */
export type SeismologSettings = DataSourceJsonData &
  Values<typeof SETTINGS> & { [httpHeaderName: `httpHeaderName${number}`]: string | undefined };

export interface SeismologSecureSettings {
  basicAuthPassword?: string;
  bearerToken?: string;
  /** Elasticsearch: the encoded form of an API key. */
  apiKey?: string;
  /** Of the Grafana whose data sources are asked. */
  serviceAccountToken?: string;
  /** Of the Grafana whose annotations are marks. */
  marksToken?: string;
  tlsCACert?: string;
  tlsClientCert?: string;
  tlsClientKey?: string;
  [httpHeaderValue: `httpHeaderValue${number}`]: string | undefined;
}

type Defaulted = Resolved<typeof SETTINGS>;

/** Faults left out: mixed. */
export type GeneratedOptions = Omit<Defaulted['generated'], 'faults'> & { faults?: FaultMix };
export type ElasticsearchOptions = Defaulted['elasticsearch'];
export type GrafanaOptions = Defaulted['grafana'];
export type FieldMapping = Defaulted['fields'];
/** What a field can be named for. */
export type FieldRole = {
  [Key in keyof typeof FIELDS]: (typeof FIELDS)[Key] extends { kind: 'field' } ? Key : never;
}[keyof typeof FIELDS];
export type FaultMix = keyof typeof FAULT_MIXES;
export type Mode = Defaulted['mode'];
export type TraceStore = keyof typeof TRACE_STORES;
export type TimeUnit = keyof typeof TIME_UNITS;

export const DEFAULT_GENERATED_OPTIONS: GeneratedOptions = defaultsOf(GENERATED);
