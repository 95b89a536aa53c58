import { findBursts } from './bursts';
import { Column, mark, release } from './column';
import { leastByLevel, leastEvidence, tellEvidence } from './evidence';
import { burstOf, feature, order, slowPeriodOf } from './host';
import { failureKeys, messageKeys, statusKeys } from './kinds';
import { Logs, orderLogs } from './logs';
import { responseFeatures } from './responseTime';
import { rollingMeans } from './rolling';
import { findSlowPeriods } from './slowPeriods';
import { timeFeatures } from './time';

export { allocate } from './column';
export { nextHighPeriod } from './highPeriods';
export { medianInPlace } from './quantile';

/** The order of the names in src/analysis/features/features.ts. */
const enum Feature {
  HourSin,
  HourCos,
  DayOfWeek,
  Service,
  Level,
  StatusClass,
  ResponseTime,
  ErrorRate,
  MeanResponse,
  SlowPeriod,
  ResponseOutlier,
  MessageBurst,
  StatusBurst,
  FailureBurst,
}

/** The kinds of evidence, in the order of their surprises in memory. */
const enum Kind {
  Slow,
  Outlier,
  Messages,
  Statuses,
  Failures,
  Count,
}

/**
 * The features of each log, and what they are made of, handed to the host: the order of logs by service; each feature that is not the same for every log; the slow
 * periods, then of which each row is; and so the bursts of messages, of statuses, of failures.
 *
 * @param timeMs by row, as all that follow, ascending
 * @param templateOf the template of each message
 * @param sin of each minute of the day, and `cos`
 */
export function extractFeatures(
  length: i32,
  services: i32,
  messages: i32,
  timeMs: Column<f64>,
  service: Column<i32>,
  level: Column<u8>,
  responseTime: Column<f64>,
  statusCode: Column<u16>,
  message: Column<i32>,
  templateOf: Column<i32>,
  sin: Column<f32>,
  cos: Column<f32>
): void {
  const first = Column.of<f32>(length);
  const second = Column.of<f32>(length);
  const third = Column.of<f32>(length);
  timeFeatures(timeMs, length, sin, cos, first, second, third);
  tell(Feature.HourSin, first, length);
  tell(Feature.HourCos, second, length);
  tell(Feature.DayOfWeek, third, length);
  for (let row = 0; row < length; row++) {
    first[row] = f32(service[row]);
    second[row] = f32(level[row]);
    third[row] = f32(statusCode[row] / 100);
  }
  tell(Feature.Service, first, length);
  tell(Feature.Level, second, length);
  tell(Feature.StatusClass, third, length);

  const logs = orderLogs(length, services, timeMs, service, level, responseTime, statusCode);
  order(logs.rows, logs.starts);
  const surprises = Column.zeros<f32>(Kind.Count * length);
  responses(logs, surprises, first, second, third);
  const keys = Column.of<i32>(length);
  const messageKinds = messageKeys(logs, message, templateOf, messages, keys);
  bursts(logs, keys, messageKinds, surprises.from(Kind.Messages * length));
  const statusKinds = statusKeys(logs, keys);
  bursts(logs, keys, statusKinds, surprises.from(Kind.Statuses * length));
  const failureKinds = failureKeys(logs, keys);
  bursts(logs, keys, failureKinds, surprises.from(Kind.Failures * length));

  const least = Column.of<f64>(length);
  leastEvidence(logs, surprises, Kind.Count, least);
  const leastOfLevel = leastByLevel(logs);
  for (let kind = 0; kind < Kind.Count; kind++) {
    // Failures may take long as they are: by response times no level is judged apart.
    const byLevel = kind >= Kind.Messages;
    tellEvidence(logs, surprises.from(kind * length), least, byLevel, leastOfLevel, first);
    tell(Feature.SlowPeriod + kind, first, length);
  }
}

/** What response times tell, and the rolling means. */
function responses(
  logs: Logs,
  surprises: Column<f32>,
  log: Column<f32>,
  errorRate: Column<f32>,
  meanResponse: Column<f32>
): void {
  const free = mark();
  const length = logs.length;
  const deviation = Column.of<f32>(length);
  const usual = Column.of<f64>(logs.services);
  const known = responseFeatures(logs, log, deviation, usual);
  rollingMeans(logs, log, errorRate, meanResponse);
  tell(Feature.ErrorRate, errorRate, length);
  if (known) {
    tell(Feature.ResponseTime, log, length);
    tell(Feature.MeanResponse, meanResponse, length);
    const periods = Column.zeros<i32>(length);
    findSlowPeriods(logs, log, deviation, usual, surprises.from(Kind.Slow * length), periods);
    slowPeriodOf(periods);
    tellOutliers(deviation, length, surprises.from(Kind.Outlier * length));
  }
  release(free);
}

/** -ln of the probability of a response time so far above what is usual, by the normal distribution's bound. */
function tellOutliers(deviation: Column<f32>, length: i32, surprise: Column<f32>): void {
  for (let at = 0; at < length; at++) {
    const above = max(0, f64(deviation[at]));
    surprise[at] = f32((above * above) / 2);
  }
}

function bursts(logs: Logs, keys: Column<i32>, keyCount: i32, surprise: Column<f32>): void {
  const free = mark();
  const found = Column.zeros<i32>(logs.length);
  findBursts(logs, keys, keyCount, surprise, found);
  burstOf(found);
  release(free);
}

/** Hands a feature to the host, unless it is the same for every log. */
function tell(index: i32, values: Column<f32>, length: i32): void {
  for (let row = 1; row < length; row++) {
    if (values[row] !== values[0]) {
      feature(index, values);
      return;
    }
  }
}
