import { findBursts } from './bursts';
import { Column, mark, release } from '../column';
import { countAsked, minByLevel, markStrong, noneByLevel, evidenceOf } from './evidence';
import { takeFindings, createSearch, Findings, Search } from './findings';
import { usualSurprise } from './usualBursts';
import { burstOf, feature, order, slowPeriodOf } from './host';
import { failureKeys, messageKeys, statusKeys } from './kinds';
import { severities } from './level';
import { Logs, orderLogs } from './logs';
import { findOutliers, responseFeatures } from './responseTime';
import { rollingMeans } from './rolling';
import { findSlowPeriods } from './slowPeriods';
import { timeFeatures } from './time';

export { allocate, mark, release } from '../column';
export { createLogs } from './logs';
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

/**
 * The features of each log, and what they are made of, handed to the host: each feature that is not the same for every
 * log; the order of logs by service; the slow periods, then which rows are of which; and so the bursts of messages, of
 * statuses, of failures.
 *
 * @param templateOf the template of each message, `messages` in number
 * @param sin of each minute of the day, and `cos`
 * @param service by row, as all that follow: the last that was allocated, as their memory is used again
 */
export function extractFeatures(
  logs: Logs,
  messages: i32,
  templateOf: Column<i32>,
  sin: Column<f32>,
  cos: Column<f32>,
  service: Column<i32>,
  responseTime: Column<f64>,
  statusCode: Column<u16>,
  message: Column<i32>
): void {
  handPlain(logs, sin, cos, service, statusCode);
  orderLogs(logs, service, responseTime, statusCode, message);
  release(service.addressOf(0));
  order(logs.rows, logs.starts);

  const search = createSearch(logs.length);
  // What the messages are is not asked again.
  const keys = logs.message;
  const messageKinds = messageKeys(logs, templateOf, messages, keys);
  const ofMessages = handBursts(logs, keys, messageKinds, search);
  const usual = usualSurprise(logs, keys, messageKinds, ofMessages);
  const statusKinds = statusKeys(logs, keys);
  const ofStatuses = handBursts(logs, keys, statusKinds, search);
  const failureKinds = failureKeys(logs, keys);
  const ofFailures = handBursts(logs, keys, failureKinds, search);

  const values = Column.of<f32>(logs.length);
  const deviation = Column.of<f32>(logs.length);
  const slow = handResponses(logs, search, deviation, values);
  findOutliers(logs, deviation, search);
  const outliers = takeFindings(search);

  const strong = Column.zeros<u8>(logs.length);
  markStrong(ofMessages, usual, logs.length, strong);
  markStrong(ofStatuses, usual, logs.length, strong);
  markStrong(ofFailures, 0, logs.length, strong);
  markStrong(slow, 0, logs.length, strong);
  markStrong(outliers, 0, logs.length, strong);
  const asked = Column.of<i32>(logs.length);
  countAsked(logs, strong, asked);
  const byLevel = minByLevel(logs);
  evidenceOf(logs, ofMessages, usual, asked, byLevel, values);
  hand(Feature.MessageBurst, values, logs.length);
  evidenceOf(logs, ofStatuses, usual, asked, byLevel, values);
  hand(Feature.StatusBurst, values, logs.length);
  evidenceOf(logs, ofFailures, 0, asked, byLevel, values);
  hand(Feature.FailureBurst, values, logs.length);
  // Failures may take long as they are: by response times no level is judged apart.
  const notByLevel = noneByLevel();
  evidenceOf(logs, slow, 0, asked, notByLevel, values);
  hand(Feature.SlowPeriod, values, logs.length);
  evidenceOf(logs, outliers, 0, asked, notByLevel, values);
  hand(Feature.ResponseOutlier, values, logs.length);
}

/** What each log says by itself. */
function handPlain(
  logs: Logs,
  sin: Column<f32>,
  cos: Column<f32>,
  service: Column<i32>,
  statusCode: Column<u16>
): void {
  const free = mark();
  const length = logs.length;
  const first = Column.of<f32>(length);
  const second = Column.of<f32>(length);
  const third = Column.of<f32>(length);
  timeFeatures(logs.timeMs, length, sin, cos, first, second, third);
  hand(Feature.HourSin, first, length);
  hand(Feature.HourCos, second, length);
  hand(Feature.DayOfWeek, third, length);
  for (let row = 0; row < length; row++) {
    first[row] = f32(service[row]);
    third[row] = f32(statusCode[row] / 100);
  }
  severities(logs.levelOf, service, length, logs.services, second);
  hand(Feature.Service, first, length);
  hand(Feature.Level, second, length);
  hand(Feature.StatusClass, third, length);
  release(free);
}
/**
 * What response times show, and the rolling means. @returns the slow periods; `deviation` becomes what responseFeatures
 * makes it
 */
function handResponses(logs: Logs, search: Search, deviation: Column<f32>, values: Column<f32>): Findings {
  const length = logs.length;
  const log = Column.of<f32>(length);
  const usual = Column.of<f64>(logs.services);
  const known = responseFeatures(logs, log, deviation, usual);
  const meanResponse = Column.of<f32>(length);
  rollingMeans(logs, log, values, meanResponse);
  hand(Feature.ErrorRate, values, length);
  if (!known) {
    return takeFindings(search);
  }
  hand(Feature.MeanResponse, meanResponse, length);
  for (let at = 0; at < length; at++) {
    values[logs.rows[at]] = log[at];
  }
  hand(Feature.ResponseTime, values, length);
  findSlowPeriods(logs, log, deviation, usual, search);
  const slow = takeFindings(search);
  slowPeriodOf(slow.rows, slow.numbers, slow.count);
  return slow;
}

function handBursts(logs: Logs, keys: Column<i32>, keyCount: i32, search: Search): Findings {
  findBursts(logs, keys, keyCount, search);
  const found = takeFindings(search);
  burstOf(found.rows, found.numbers, found.count);
  return found;
}

/** Hands a feature to the host, unless it is the same for every log. */
function hand(index: i32, values: Column<f32>, length: i32): void {
  for (let row = 1; row < length; row++) {
    if (values[row] !== values[0]) {
      feature(index, values);
      return;
    }
  }
}
