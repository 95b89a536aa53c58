import { type Bursts, findBursts, placesInService } from './bursts';
import { tellEvidence } from './evidence';
import { groupRows } from './groupRows';
import { failureKinds, statusKinds } from './kinds';
import { type LogFigures } from './logFigures';
import { responseFeatures } from './responseTime';
import { rollingFeatures } from './rolling';
import { findSlowPeriods, type SlowPeriods } from './slowPeriods';
import { timeFeatures } from './time';

/** What a log is like. Rolling features are of the 5 minutes up to and including the log, within its service. */
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

export interface FeatureColumn {
  readonly name: FeatureName;
  /** One value a log, never NaN. */
  readonly values: Float32Array;
}

export interface FeatureMatrix {
  readonly length: number;
  /** Plain features, then evidence; those that are the same for every log are left out. */
  readonly columns: readonly FeatureColumn[];
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
 * - `service`: the dictionary's code. `level`: 0 to 4. `status_class`: 2 for 2xx; 0 without a status.
 * - `response_time`: ln(1 + ms); `response_time_5m`: its rolling mean in ms, as ln(1 + ms).
 * - `error_rate_5m`: the share of ERROR and CRITICAL, 0 to 1.
 * - evidence: ln(1 + surprise) of a slow period of the service, of a response time beyond the service's own spread, of a
 *   burst of this kind of message, of this level and status, and of failures. A surprise is the negative logarithm of a probability; one
 *   under the logarithm of the number of logs must be expected by chance in so many, and counts as none.
 */
export function extractFeatures(figures: LogFigures): FeatureMatrix {
  const { length, timeMs, service, level, statusCode, messageKind } = figures;
  const services = groupRows(service.codes, service.values.length);
  const { hourSin, hourCos, dayOfWeek } = timeFeatures(timeMs);
  const response = responseFeatures(figures, services);
  const rolling = rollingFeatures(figures, services, response?.log);
  const slow = response && findSlowPeriods(figures, services, response);
  const places = placesInService(services);
  const messages = findBursts(figures, services, places, messageKind);
  const statuses = findBursts(figures, services, places, statusKinds(figures));
  const failures = findBursts(figures, services, places, failureKinds(figures));
  const [messageBurst, statusBurst, failureBurst, slowPeriod, outlier] = tellEvidence(figures, services, [
    { values: messages.surprise, byLevel: true },
    { values: statuses.surprise, byLevel: true },
    { values: failures.surprise, byLevel: true },
    // Failures may take long as they are: by these no level is judged apart.
    ...(slow ? [{ values: slow.surprise, byLevel: false }] : []),
    ...(response ? [{ values: response.deviation.map((z) => Math.max(0, z) ** 2 / 2), byLevel: false }] : []),
  ]);
  const columns: Array<[FeatureName, Float32Array | undefined]> = [
    ['hour_sin', hourSin],
    ['hour_cos', hourCos],
    ['day_of_week', dayOfWeek],
    ['service', new Float32Array(service.codes)],
    ['level', new Float32Array(level)],
    ['status_class', fill(length, (row) => Math.floor(statusCode[row] / 100))],
    ['response_time', response?.log],
    ['error_rate_5m', rolling.errorRate],
    ['response_time_5m', rolling.responseTime],
    ['slow_period', slowPeriod],
    ['response_time_outlier', outlier],
    ['message_burst', messageBurst],
    ['status_burst', statusBurst],
    ['failure_burst', failureBurst],
  ];
  return {
    length,
    columns: columns.flatMap(([name, values]) => (values && varies(values) ? [{ name, values }] : [])),
    details: { ...(slow && { slow }), messages, statuses, failures },
  };
}

function fill(length: number, valueOf: (row: number) => number): Float32Array {
  const values = new Float32Array(length);
  for (let row = 0; row < length; row++) {
    values[row] = valueOf(row);
  }
  return values;
}

function varies(values: Float32Array): boolean {
  const first = values[0];
  for (let row = 1; row < values.length; row++) {
    if (values[row] !== first) {
      return true;
    }
  }
  return false;
}
