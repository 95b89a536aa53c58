import { Column, mark, release } from '../column';
import { robustVariance } from './dispersion';
import { MIN_SURPRISE } from './evidence';
import { note, Search } from './findings';
import { log1p } from './log1p';
import { Logs } from './logs';
import { medianInPlace } from './quantile';
import { usualByHour } from './usualByHour';

/** Under this, a deviation is put down to rounding: 5% of a response time. */
const MIN_SIGMA: f64 = 0.05;

/**
 * @param log by place ln(1 + ms); a log without a response time stands at its service's median, a service without any
 *   at that of all
 * @param deviation as well how many robust standard deviations `log` is off what is usual for the service at that time
 *   of day;
 *   0 without a response time
 * @param usual the median of `log` per service
 * @returns whether any log has a response time
 */
export function responseFeatures(logs: Logs, log: Column<f32>, deviation: Column<f32>, usual: Column<f64>): bool {
  const free = mark();
  const timed = Column.of<i32>(logs.largest);
  const values = Column.of<f64>(logs.largest);
  const off = Column.of<f64>(logs.largest);
  let missing = 0;
  let silent = 0;
  for (let service = 0; service < logs.services; service++) {
    const start = logs.starts[service];
    const count = takeLogarithms(logs, service, log, timed, values);
    const own = deviation.from(start);
    const length = logs.starts[service + 1] - start;
    memory.fill(own.addressOf(0), 0, (<usize>length) << alignof<f32>());
    missing += length - count;
    if (count === 0) {
      usual[service] = NaN;
      silent++;
      continue;
    }
    usual[service] = usualByHour(logs.time.from(start), timed, values, count, off);
    for (let i = 0; i < count; i++) {
      off[i] = values[i] - off[i];
      own[timed[i]] = f32(off[i]);
    }
    const sigma = max(MIN_SIGMA, Math.sqrt(robustVariance(off, count)));
    for (let i = 0; i < count; i++) {
      own[timed[i]] = f32(f64(own[timed[i]]) / sigma);
    }
  }
  release(free);
  if (missing === logs.length) {
    return false;
  }
  if (silent > 0) {
    standAt(usual, logs.services, medianOfAll(logs, log));
  }
  if (missing > 0) {
    fillMissing(logs, log, usual);
  }
  return true;
}

/**
 * Takes the logarithms of a service's logs, and lists those that have one: their index in the service and the value.
 * @returns how many
 */
function takeLogarithms(logs: Logs, service: i32, log: Column<f32>, timed: Column<i32>, values: Column<f64>): i32 {
  const start = logs.starts[service];
  const length = logs.starts[service + 1] - start;
  let count = 0;
  for (let i = 0; i < length; i++) {
    const value = f32(log1p(max(0, logs.responseTime[start + i])));
    log[start + i] = value;
    timed[count] = i;
    values[count] = f64(value);
    count += i32(value === value);
  }
  return count;
}

function medianOfAll(logs: Logs, log: Column<f32>): f64 {
  const free = mark();
  const known = Column.of<f64>(logs.length);
  let count = 0;
  for (let at = 0; at < logs.length; at++) {
    const value = f64(log[at]);
    known[count] = value;
    count += i32(value === value);
  }
  const median = medianInPlace(known, count);
  release(free);
  return median;
}

/** Of services without a response time. */
function standAt(usual: Column<f64>, services: i32, median: f64): void {
  for (let service = 0; service < services; service++) {
    if (isNaN(usual[service])) {
      usual[service] = median;
    }
  }
}

function fillMissing(logs: Logs, log: Column<f32>, usual: Column<f64>): void {
  for (let service = 0; service < logs.services; service++) {
    const value = f32(usual[service]);
    for (let at = logs.starts[service]; at < logs.starts[service + 1]; at++) {
      if (isNaN(log[at])) {
        log[at] = value;
      }
    }
  }
}

/**
 * Response times far above what is usual. The surprise is -ln of the normal distribution's bound for the probability of
 * that.
 *
 * @param deviation by place
 */
export function findOutliers(logs: Logs, deviation: Column<f32>, search: Search): void {
  for (let at = 0; at < logs.length; at++) {
    const above = max(0, f64(deviation[at]));
    const surprise = (above * above) / 2;
    if (surprise >= MIN_SURPRISE) {
      note(search, logs.rows[at], surprise, 1);
    }
  }
}
