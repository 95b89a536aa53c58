import { runFeatureKernel } from './featureKernel';
import { type LogFigures } from './logFigures';
import { type Bursts, type SlowPeriods } from './periods';
import { type RowGroups } from './rowGroups';

/**
 * What a log is like, in the order of the kernel's features. Rolling features are of the 5 minutes up to and including
 * the log, within its service.
 */
export const PLAIN_FEATURES = [
  'hour_sin',
  'hour_cos',
  'day_of_week',
  'service',
  'level',
  'status_class',
  'response_time',
  'error_rate_5m',
  'response_time_5m',
] as const;

/** What in a log its service's own normal does not account for: 0 for all that chance may bring. */
export const EVIDENCE_FEATURES = [
  'slow_period',
  'response_time_outlier',
  'message_burst',
  'status_burst',
  'failure_burst',
] as const;

export type FeatureName = (typeof PLAIN_FEATURES)[number] | (typeof EVIDENCE_FEATURES)[number];

const EVIDENCE: ReadonlySet<string> = new Set(EVIDENCE_FEATURES);

export function isEvidence(name: FeatureName): boolean {
  return EVIDENCE.has(name);
}

interface FeatureColumn {
  readonly name: FeatureName;
  /** One value a log, never NaN. */
  readonly values: Float32Array;
}

export interface FeatureMatrix {
  readonly length: number;
  /** Plain features, then evidence; those that are the same for every log are left out. */
  readonly columns: readonly FeatureColumn[];
  readonly services: RowGroups;
  /** What the evidence is made of. */
  readonly details: {
    readonly slow?: SlowPeriods;
    readonly messages: Bursts;
    readonly statuses: Bursts;
    readonly failures: Bursts;
  };
}

/**
 * The features of each log, in linear time.
 *
 * - `hour_sin`, `hour_cos`: the time of day (UTC) on a circle. `day_of_week`: 0 Monday to 6 Sunday (UTC).
 * - `service`: the dictionary's code. `level`: 0 (DEBUG) to 4. `status_class`: 2 for 2xx; 0 without a status.
 * - `response_time`: ln(1 + ms); `response_time_5m`: its rolling mean in ms, as ln(1 + ms).
 * - `error_rate_5m`: the share of ERROR and CRITICAL in the logs whose level is known, 0 to 1.
 * - A log whose level is not known is neutral: its `level` is the median of its service (of all, where the service has
 *   none), its `error_rate_5m` of five minutes without a known level that of the service, and it is part of no burst of
 *   a level and status.
 * - evidence: ln(1 + surprise) of a slow period of the service, of a response time beyond the service's own spread, of
 *   a burst of this kind of message, of this level and status, and of failures. A surprise is the negative logarithm of
 *   a probability; one under the logarithm of the number of logs must be expected by chance in so many, and counts as
 *   none.
 */
export function extractFeatures(figures: LogFigures): FeatureMatrix {
  const { columns, services, slow, bursts } = runFeatureKernel(figures);
  const [messages, statuses, failures] = bursts;
  return {
    length: figures.length,
    columns: [...PLAIN_FEATURES, ...EVIDENCE_FEATURES].flatMap((name, index) => {
      const values = columns[index];
      return values ? [{ name, values }] : [];
    }),
    services,
    details: { ...(slow && { slow }), messages, statuses, failures },
  };
}
