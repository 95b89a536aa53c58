import { type DataSourceJsonData } from '@grafana/schema';
import { type AnalysisOptions } from './options';

export const PLUGIN_ID = 'seismolog-loganalytics-datasource';

export const SOURCE_TYPES = ['generated', 'loki', 'elasticsearch', 'grafana'] as const;

export type SourceType = (typeof SOURCE_TYPES)[number];

/** Units that a response time may be given in. */
export const TIME_UNITS = ['ns', 'us', 'ms', 's'] as const;

export type TimeUnit = (typeof TIME_UNITS)[number];

/** Which field of a log is what. Left out: the usual names are recognised. A name may be a path: `http.status`. */
export interface FieldMapping {
  time?: string;
  /** The form of times, in tokens of Luxon: `dd.MM.yy HH:mm:ss`. Left out: the usual forms are recognised. */
  timeFormat?: string;
  /** The zone of times that name none, of the IANA database: `Europe/Paris`. Left out: UTC. */
  timeZone?: string;
  level?: string;
  service?: string;
  message?: string;
  responseTime?: string;
  /** The unit of a response time that is a bare number. Left out: told from the field's name, else ms. */
  responseTimeUnit?: TimeUnit;
  statusCode?: string;
  traceId?: string;
  /** For plain text: a regular expression (RE2 syntax) with named groups time, level, service, message, responseTime, statusCode, traceId. */
  pattern?: string;
}

export interface GeneratedOptions {
  seed: number;
  /** Logs in an average day. The seed document's 100,800 in 7 days are 14,400. */
  logsPerDay: number;
  /** Default: mixed. */
  faults?: FaultMix;
}

/** What goes wrong in generated logs: a bit of everything, or mostly what builds up and can be foreseen. */
export const FAULT_MIXES = ['mixed', 'growing'] as const;

export type FaultMix = (typeof FAULT_MIXES)[number];

export const DEFAULT_GENERATED_OPTIONS: GeneratedOptions = { seed: 42, logsPerDay: 14_400 };

/** Where the logs of an Elasticsearch or OpenSearch are. */
export interface ElasticsearchOptions {
  /** Names or patterns of indices, data streams and aliases, separated by commas. Default `logs-*`. */
  index: string;
  /** The date field by which logs are read. Default: `@timestamp`, else `timestamp`. */
  timeField?: string;
}

export const DEFAULT_ELASTICSEARCH_OPTIONS: ElasticsearchOptions = { index: 'logs-*' };

/** Which data source of a Grafana to ask, and what. */
export interface GrafanaOptions {
  datasourceUid: string;
  /** The query in that data source's own model, as its editor writes it: `{ "expr": "{app=\"x\"}" }` for a Loki. */
  query: Record<string, unknown>;
}

export const DEFAULT_GRAFANA_OPTIONS: GrafanaOptions = { datasourceUid: '', query: {} };

export const DEFAULT_LINE_LIMIT = 200_000;

/**
 * How logs are analysed: `entries` reads each line, up to the line limit; `windows` has the store count and reads a sample; `auto`
 * takes windows where there are more lines than the limit and the store can count.
 */
export const MODES = ['auto', 'entries', 'windows'] as const;

export type Mode = (typeof MODES)[number];

/** The data source's jsonData. The store's address is the data source's `url`. */
export interface SeismologSettings extends DataSourceJsonData {
  /** Default: generated. */
  source?: SourceType;
  generated?: Partial<GeneratedOptions>;
  elasticsearch?: Partial<ElasticsearchOptions>;
  grafana?: Partial<GrafanaOptions>;
  /** Loki: the value of X-Scope-OrgID. */
  tenantId?: string;
  /** The query of panels that have none of their own. */
  defaultExpr?: string;
  /** The most lines that one analysis reads. Default 200,000. */
  lineLimit?: number;
  /** Default: auto. */
  mode?: Mode;
  /** Seconds until a request to the store is given up. Default 60. */
  timeout?: number;
  fields?: FieldMapping;
  analysis?: PartialAnalysisOptions;
  /* Grafana's own names for TLS and headers. */
  tlsSkipVerify?: boolean;
  tlsAuth?: boolean;
  tlsAuthWithCACert?: boolean;
  serverName?: string;
  [httpHeaderName: `httpHeaderName${number}`]: string | undefined;
}

export interface SeismologSecureSettings {
  basicAuthPassword?: string;
  bearerToken?: string;
  /** Elasticsearch: the encoded form of an API key. */
  apiKey?: string;
  /** Of the Grafana whose data sources are asked. */
  serviceAccountToken?: string;
  tlsCACert?: string;
  tlsClientCert?: string;
  tlsClientKey?: string;
  [httpHeaderValue: `httpHeaderValue${number}`]: string | undefined;
}

/** Any part of the options may be left out, at the data source and at the query. */
export type PartialAnalysisOptions = {
  [Part in keyof AnalysisOptions]?: AnalysisOptions[Part] extends unknown[]
    ? AnalysisOptions[Part]
    : Partial<AnalysisOptions[Part]>;
};
