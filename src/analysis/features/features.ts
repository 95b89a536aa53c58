import { type LogTable } from '../../logs/logTable';
import { groupRows } from './groupRows';
import { messageRarity } from './messageRarity';
import { perServiceResponse } from './responseTime';
import { rollingFeatures } from './rolling';
import { timeFeatures } from './time';

/** What the forest looks at. Rolling features are of the 5 minutes up to and including the log, within its service. */
export const FEATURES = [
  'hour_sin',
  'hour_cos',
  'day_of_week',
  'service',
  'level',
  'status_class',
  'response_time',
  'response_time_deviation',
  'error_rate_5m',
  'response_time_5m',
  'message_rarity',
] as const;

export type FeatureName = (typeof FEATURES)[number];

export interface FeatureColumn {
  readonly name: FeatureName;
  /** One value a log, never NaN. */
  readonly values: Float32Array;
}

export interface FeatureMatrix {
  readonly length: number;
  /** In the order of FEATURES; those that are the same for every log are left out. */
  readonly columns: readonly FeatureColumn[];
}

/**
 * The features of each log, in linear time.
 *
 * - `hour_sin`, `hour_cos`: the time of day (UTC) on a circle. `day_of_week`: 0 Monday to 6 Sunday (UTC).
 * - `service`: the dictionary's code. `level`: 0 to 4. `status_class`: 2 for 2xx; 0 without a status.
 * - `response_time`: ln(1 + ms); `response_time_5m`: its rolling mean in ms, as ln(1 + ms).
 * - `response_time_deviation`: robust z of ln(1 + ms) against the service's own median and MAD.
 * - `error_rate_5m`: the share of ERROR and CRITICAL, 0 to 1.
 * - `message_rarity`: -ln of the share that logs of this kind of message have in the service.
 *
 * A log without a response time stands at its service's median, a service without any at the median of all.
 */
export function extractFeatures(table: LogTable): FeatureMatrix {
  const { length, level, statusCode } = table;
  const services = groupRows(table.service);
  const { hourSin, hourCos, dayOfWeek } = timeFeatures(table.timeMs);
  const response = perServiceResponse(table, services);
  const rolling = rollingFeatures(table, services, response?.log);
  const columns: Array<[FeatureName, Float32Array | undefined]> = [
    ['hour_sin', hourSin],
    ['hour_cos', hourCos],
    ['day_of_week', dayOfWeek],
    ['service', Float32Array.from(table.service.codes)],
    ['level', Float32Array.from(level)],
    ['status_class', fill(length, (row) => Math.floor(statusCode[row] / 100))],
    ['response_time', response?.log],
    ['response_time_deviation', response?.deviation],
    ['error_rate_5m', rolling.errorRate],
    ['response_time_5m', rolling.responseTime],
    ['message_rarity', messageRarity(table)],
  ];
  return {
    length,
    columns: columns.flatMap(([name, values]) => (values && varies(values) ? [{ name, values }] : [])),
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
