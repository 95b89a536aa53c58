import { type CalendarToRead } from './calendarFiles';
import { type StoreConnection } from './connection';
import { type Filter } from './filters/filter';
import { type AnalysisOptions, type PartialAnalysisOptions } from './options';
import { type SETTINGS } from './settings';
import { type Resolved } from './table/entry';
import { type IncidentSeverity, type ViewType } from './views';

/** The data source as Grafana stores it, not yet looked at. */
export interface StoredSettings {
  jsonData: unknown;
  secureJsonData: Readonly<Record<string, string>>;
  url: string;
  basicAuth: boolean;
  basicAuthUser: string;
}

/** The data source's settings, checked, with every default filled in. Holds secrets: never log or show it. */
export interface ResolvedSettings extends Omit<
  Resolved<typeof SETTINGS>,
  'analysis' | 'calendars' | 'marks' | keyof ConnectionSettings
> {
  connection: StoreConnection;
  calendars: readonly CalendarToRead[];
  /** The Grafana whose annotations are marks; left out: none are read. */
  marks?: StoreConnection;
  /** Over the defaults and under those of a query. */
  analysis: PartialAnalysisOptions;
}

/** The settings that say how to reach the store. */
export type ConnectionSettings = Pick<
  Resolved<typeof SETTINGS>,
  'tenantId' | 'timeout' | 'tlsSkipVerify' | 'tlsAuth' | 'tlsAuthWithCACert' | 'serverName'
>;

/** A query, checked, with every default filled in but the data source's own. */
export interface ResolvedQuery {
  queryType: ViewType;
  /** Left out: the data source's default. */
  expr: string | undefined;
  services: readonly string[];
  filters: readonly Filter[];
  limit: number | undefined;
  /** Left out: the view's own default. */
  metric: string | undefined;
  severities: readonly IncidentSeverity[];
  incident: string | undefined;
  include: string | undefined;
  exclude: string | undefined;
  /** Left out: the data source's. */
  timeZone: string | undefined;
  analysis: PartialAnalysisOptions;
}

/** What one analysis is made of: equal requests have equal analyses, as far as their logs are the same. */
export interface AnalysisRequest {
  settings: ResolvedSettings;
  expr: string;
  fromMs: number;
  toMs: number;
  options: AnalysisOptions;
}
