import { type Analysis } from '../analysis/model/analysis';
import { type WindowTable } from '../logs/windowTable';
import { type IncidentSeverity } from '../query/views';
import { type Frame } from './frame';

/** What a view is asked for beside the analysis. */
export interface ViewRequest {
  /** Only these services; none: all. */
  services: readonly string[];
  /** Rows or bars at most, where the view has a ranking; undefined: the view's own default. */
  limit: number | undefined;
  /** The one number wanted of a view that has several (VIEW_METRICS); undefined: the view's own default. */
  metric?: string | undefined;
  /** Only incidents of these severities; none: all. */
  severities?: readonly IncidentSeverity[];
  /** Asked by an alert rule, which reads one value per set of labels. */
  forAlert?: boolean;
  /** Counts of the time before the range, for views that learn from it (VIEW_HISTORY_MS); undefined: not known. */
  history?: WindowTable | undefined;
  /** IANA name of the zone that hours and days belong to. */
  timeZone: string;
  /** How many points a series may have. Windows of detection never depend on it. */
  maxDataPoints: number;
}

/** One way to look at an analysis: a query type. One file a view, one line in the registry. */
export interface View {
  /** For people, in editors and error messages. */
  readonly label: string;
  readonly description: string;
  /** Whether an alert rule can read the frames. */
  readonly alertable: boolean;
  /**
   * Pure: the same analysis and request give the same frames. There is at least one; the first carries the notices,
   * those of the analysis among them.
   *
   * @throws QueryError for a metric or time zone that doesn't exist.
   */
  toFrames(analysis: Analysis, request: ViewRequest): Frame[];
}
