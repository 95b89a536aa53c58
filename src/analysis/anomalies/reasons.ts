import { DEBUG, LEVELS, UNKNOWN } from '../../logs/level';
import { type LogFigures } from '../features/logFigures';
import { type FeatureMatrix, type FeatureName } from '../features/features';
import { type Bursts } from '../features/periods';
import { milliseconds, percent, plural, tenths } from '../../format/format';
import { duration } from '../../format/durations';
import { serviceMedian } from './serviceMedian';
import { cyclic } from '../../time/cyclic';
import { MINUTE, HOUR } from '../../time/units';

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

export interface Reason {
  /** NaN: the log has no such value. */
  value(row: number): number;
  /** What is normal for the log's service, or at its time. */
  normal(row: number): number;
  /** Far enough from normal to be reported; else the feature only helped. Left out: any value says something. */
  unusual?(value: number, normal: number): boolean;
  /** Logs that come in a crowd. */
  readonly isBurst?: boolean;
  text(value: number, normal: number, row: number): string;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The reasons that there may be, each by its name; those that no feature is of have no values. */
export function createReasons(
  figures: LogFigures,
  { columns, services, details }: FeatureMatrix
): Record<ReasonName, Reason> {
  const { level, statusCode, responseTime, timeMs, service } = figures;
  const feature = (name: FeatureName) => columns.find((column) => column.name === name)?.values;

  /** A quantity whose normal is the service's median. */
  function quantity(value: Reason['value']): Pick<Reason, 'value' | 'normal'> {
    const median = serviceMedian(services, value);
    return { value, normal: (row) => median(service.codes[row]) };
  }

  const meanTimes = feature('response_time_5m');
  const errorRates = feature('error_rate_5m');
  const shareOfLogs = (row: number) => {
    const code = service.codes[row];
    return (services.starts[code + 1] - services.starts[code]) / figures.length;
  };
  return {
    level: {
      ...quantity((row) => (level[row] === UNKNOWN ? NaN : level[row] - DEBUG)),
      unusual: (value, normal) => value !== normal,
      text: (value, normal) => `${LEVELS[DEBUG + value]}, normally ${LEVELS[DEBUG + Math.round(normal)]}`,
    },
    'status code': {
      ...quantity((row) => statusCode[row] || NaN),
      unusual: (value, normal) => Math.floor(value / 100) !== Math.floor(normal / 100),
      text: (value, normal) => (normal > 0 ? `status ${value}, normally ${normal}` : `status ${value}`),
    },
    'response time': {
      ...quantity((row) => responseTime[row]),
      unusual: isOtherTime,
      text: (value, normal) => `response time ${milliseconds(value)}, normally ${milliseconds(normal)}`,
    },
    'response time (5 minutes)': {
      ...quantity((row) => (meanTimes ? Math.expm1(meanTimes[row]) : NaN)),
      unusual: isOtherTime,
      text: (value, normal) =>
        `mean response time ${milliseconds(value)} in 5 minutes, normally ${milliseconds(normal)}`,
    },
    'error rate (5 minutes)': {
      ...quantity((row) => (errorRates ? errorRates[row] : NaN)),
      unusual: (value, normal) => value > normal + 0.05,
      text: (value, normal) => `${percent(value)} errors in 5 minutes, normally ${percent(normal)}`,
    },
    'slow period': {
      value: (row) => details.slow?.factor(row) ?? NaN,
      normal: () => 1,
      unusual: (value) => value > 1.2,
      text: (value) => `part of a period of responses ${tenths(value)} times as slow as usual`,
    },
    'burst of messages': burst(details.messages, (count) => `${plural(count, 'log')} of this kind`),
    'burst of status': burst(details.statuses, (count) => `${plural(count, 'log')} of this level and status`),
    'burst of failures': burst(details.failures, (count) => plural(count, 'failure')),
    time: {
      ...quantity((row) => hourOfWeek(timeMs[row])),
      text: (value) => {
        const hour = Math.floor(value % 24);
        const minute = Math.floor((value % 1) * 60);
        return `on a ${DAYS[Math.floor(value / 24)]} at ${twoDigits(hour)}:${twoDigits(minute)} UTC`;
      },
    },
    service: {
      value: shareOfLogs,
      normal: shareOfLogs,
      text: (value) => `from a service with ${percent(value)} of the logs`,
    },
  };
}

function isOtherTime(value: number, normal: number): boolean {
  return value > 1.5 * normal || value < normal / 2;
}

function burst(bursts: Bursts, counted: (count: number) => string): Reason {
  return {
    isBurst: true,
    value: (row) => bursts.count(row),
    normal: (row) => bursts.expected(row),
    unusual: (value, normal) => value > 2 * normal,
    text: (value, normal, row) =>
      `${counted(value)} within ${duration(Math.max(1, bursts.minutes(row)) * MINUTE)}, normally ${tenths(normal)}`,
  };
}

/** Hours since Monday 00:00 UTC. */
function hourOfWeek(timeMs: number): number {
  // The epoch began on a Thursday.
  return cyclic(timeMs / HOUR + 72, 168);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
