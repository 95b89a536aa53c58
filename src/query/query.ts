import { type DataQuery } from '@grafana/schema';
import { type PartialAnalysisOptions } from './settings';
import { type IncidentSeverity, type ViewType } from './views';

/** What a panel, an alert rule or Explore asks for. */
export interface SeismologQuery extends DataQuery {
  queryType?: ViewType;
  /** The store's own query (LogQL, Lucene). */
  expr?: string;
  /** Only these services; none: all. */
  services?: string[];
  /** Rows of a table or bars of a chart, where the view has a ranking. */
  limit?: number;
  /** The one number wanted of a view that has several (VIEW_METRICS); none: the view's own default. */
  metric?: string;
  /** Only incidents of these severities; none: all. */
  severities?: IncidentSeverity[];
  /** IANA name of the zone that hours and days belong to. Default UTC. */
  timeZone?: string;
  /** Options for this query alone, over those of the data source. */
  analysis?: PartialAnalysisOptions;
}

/** How the source `grafana` calls its query to another data source: a Seismolog that is asked so refuses, and no two ask each other in a circle. */
export const SOURCE_REF_ID = 'seismolog-source';

export const DEFAULT_VIEW: ViewType = 'levelsOverTime';
