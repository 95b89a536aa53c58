import { type Analysis } from '../analysis/model/analysis';
import { type WindowTable } from '../logs/windowTable';
import { type ExploreStates } from '../query/explore/exploreState';
import { type IncidentSeverity } from '../query/views';
import { type Frame } from './frame';

/** What a view is asked for beside the analysis. */
export interface ViewRequest {
  /** Only these services; none: all. */
  services: readonly string[];
  /** Whether the logs can be filtered by what is in them. */
  filtersFields?: boolean;
  /** Of the list of anomalies only those of these types; undefined: all. */
  anomalyTypes?: ((type: string) => boolean) | undefined;
  /** Rows, bars or services at most, where the view ranks them; undefined: the view's own default. */
  limit: number | undefined;
  /**
   * The one number wanted of a view that has several (its definition's `metrics`); undefined: the view's own default.
   */
  metric?: string | undefined;
  /** Only incidents of these severities; none: all. */
  severities?: readonly IncidentSeverity[];
  /** Only what belongs to the incident of this id, or to the most pressing one; undefined: see each view. */
  incident?: string | undefined;
  /** Only texts in which this RE2 pattern matches; undefined: all. */
  include?: string | undefined;
  /** No texts in which this RE2 pattern matches. */
  exclude?: string | undefined;
  /** Asked by an alert rule, which reads one value per set of labels. */
  forAlert?: boolean;
  /** Counts of the time before the range, for views that learn from it (`usesHistory`); undefined: not known. */
  history?: WindowTable | undefined;
  /** What rows lead to in Explore; left out: nothing. */
  explore?: ExploreStates | undefined;
  /** The dashboard that services lead to; left out: none. */
  serviceDashboard?: ServiceDashboard | undefined;
  /** IANA name of the zone that hours and days belong to. */
  timeZone: string;
  /** How many points a series may have. Windows of detection never depend on it. */
  maxDataPoints: number;
}

/** A dashboard with the variables `datasource` and `service`. */
export interface ServiceDashboard {
  readonly uid: string;
  /** The data source that it is to show. */
  readonly dataSourceUid: string;
}

/** A request with the view's own limit where it named none. */
export interface LimitedRequest extends ViewRequest {
  limit: number;
}

/**
 * Draws one view. Pure: the same analysis and request give the same frames. There is at least one.
 * @throws QueryError for a metric or time zone that doesn't exist.
 */
export type DrawView = (analysis: Analysis, request: LimitedRequest) => Frame[];
