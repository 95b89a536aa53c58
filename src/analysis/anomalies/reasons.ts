import { LEVELS } from '../../logs/level';
import { type LogFigures } from '../features/logFigures';
import { type Bursts } from '../features/bursts';
import { type FeatureName } from '../features/features';
import { duration, milliseconds, percent, plural } from '../incidents/words';
import { type ServiceNormals } from './serviceNormals';

/** What a log can be unusual in: a feature, or several that say the same. */
export type ReasonName =
  | 'level'
  | 'status code'
  | 'response time'
  | 'response time (5 minutes)'
  | 'error rate (5 minutes)'
  | 'slow period'
  | 'burst of messages'
  | 'burst of status'
  | 'burst of failures'
  | 'time'
  | 'service';

export const REASON_OF: Readonly<Record<FeatureName, ReasonName>> = {
  hour_sin: 'time',
  hour_cos: 'time',
  day_of_week: 'time',
  service: 'service',
  level: 'level',
  status_class: 'status code',
  response_time: 'response time',
  error_rate_5m: 'error rate (5 minutes)',
  response_time_5m: 'response time (5 minutes)',
  slow_period: 'slow period',
  response_time_outlier: 'response time',
  message_burst: 'burst of messages',
  status_burst: 'burst of status',
  failure_burst: 'burst of failures',
};

interface Reason {
  /** Undefined: the log has no such value. */
  value(table: LogFigures, normals: ServiceNormals, row: number): number | undefined;
  /** What is normal; left out: the median over the service. */
  usual?(normals: ServiceNormals, row: number): number;
  /** Far enough from normal to be told; else the feature only helped. */
  unusual(value: number, normal: number): boolean;
  text(value: number, normal: number, normals: ServiceNormals, row: number): string;
}

const tenths = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const REASONS: Readonly<Record<ReasonName, Reason>> = {
  level: {
    value: (table, _, row) => table.level[row],
    unusual: (value, normal) => value !== normal,
    text: (value, normal) => `${LEVELS[value]}, normally ${LEVELS[Math.round(normal)]}`,
  },
  'status code': {
    value: (table, _, row) => table.statusCode[row] || undefined,
    unusual: (value, normal) => Math.floor(value / 100) !== Math.floor(normal / 100),
    text: (value, normal) => (normal > 0 ? `status ${value}, normally ${normal}` : `status ${value}`),
  },
  'response time': {
    value: (table, _, row) => (Number.isNaN(table.responseTime[row]) ? undefined : table.responseTime[row]),
    unusual: (value, normal) => value > 1.5 * normal || value < normal / 2,
    text: (value, normal) => `response time ${milliseconds(value)}, normally ${milliseconds(normal)}`,
  },
  'response time (5 minutes)': {
    value: (_, normals, row) => normals.feature('response_time_5m', row, Math.expm1),
    unusual: (value, normal) => value > 1.5 * normal || value < normal / 2,
    text: (value, normal) => `mean response time ${milliseconds(value)} in 5 minutes, normally ${milliseconds(normal)}`,
  },
  'error rate (5 minutes)': {
    value: (_, normals, row) => normals.feature('error_rate_5m', row),
    unusual: (value, normal) => value > normal + 0.05,
    text: (value, normal) => `${percent(value)} errors in 5 minutes, normally ${percent(normal)}`,
  },
  'slow period': {
    value: (_, { matrix }, row) => matrix.details.slow?.factor[row],
    usual: () => 1,
    unusual: (value) => value > 1.2,
    text: (value) => `part of a period of responses ${tenths.format(value)} times as slow as usual`,
  },
  'burst of messages': burst(
    (count) => `${plural(count, 'log')} of this kind`,
    ({ matrix }) => matrix.details.messages
  ),
  'burst of status': burst(
    (count) => `${plural(count, 'log')} of this level and status`,
    ({ matrix }) => matrix.details.statuses
  ),
  'burst of failures': burst(
    (count) => plural(count, 'failure'),
    ({ matrix }) => matrix.details.failures
  ),
  time: {
    value: (table, _, row) => hourOfWeek(table.timeMs[row]),
    unusual: () => true,
    text: (value) => {
      const hour = Math.floor(value % 24);
      const minute = Math.floor((value % 1) * 60);
      return `on a ${DAYS[Math.floor(value / 24)]} at ${twoDigits(hour)}:${twoDigits(minute)} UTC`;
    },
  },
  service: {
    value: (_, normals, row) => normals.shareOfLogs(row),
    unusual: () => true,
    text: (value) => `from a service with ${percent(value)} of the logs`,
  },
};

function burst(counted: (count: number) => string, burstsOf: (normals: ServiceNormals) => Bursts): Reason {
  return {
    value: (_, normals, row) => burstsOf(normals).count[row],
    usual: (normals, row) => burstsOf(normals).expected[row],
    unusual: (value, normal) => value > 2 * normal,
    text: (value, normal, normals, row) =>
      `${counted(value)} within ${duration(Math.max(1, burstsOf(normals).minutes[row]) * 60_000)}, normally ${tenths.format(normal)}`,
  };
}

/** Hours since Monday 00:00 UTC. */
export function hourOfWeek(timeMs: number): number {
  // The epoch began on a Thursday.
  const hours = timeMs / 3_600_000 + 72;
  return ((hours % 168) + 168) % 168;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
