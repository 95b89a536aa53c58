import { allocate, Column, mark, release } from '../column';
import { ERROR, UNKNOWN } from './level';

const SERVER_ERROR: u16 = 500;

/**
 * The logs in order of service and, within it, of time: what stands at the places `starts[s]` to `starts[s + 1] - 1` is
 * of service s. Columns are by place, so that what is looked at together stands together, but for two.
 */
@unmanaged
@final
export class Logs {
  length: i32;
  services: i32;
  /** The most logs of one service. */
  largest: i32;
  /** By row, in order of time. */
  timeMs: Column<f64>;
  levelOf: Column<u8>;
  starts: Column<i32>;
  /** The row in the table. */
  rows: Column<i32>;
  time: Column<f64>;
  level: Column<u8>;
  responseTime: Column<f64>;
  statusCode: Column<u16>;
  /** The code of the message. */
  message: Column<i32>;
}

/** Room for so many logs. @param levelOf by row, as `timeMs` */
export function createLogs(length: i32, services: i32, timeMs: Column<f64>, levelOf: Column<u8>): Logs {
  const logs = changetype<Logs>(allocate(offsetof<Logs>()));
  logs.length = length;
  logs.services = services;
  logs.timeMs = timeMs;
  logs.levelOf = levelOf;
  logs.starts = Column.of<i32>(services + 1);
  logs.rows = Column.of<i32>(length);
  logs.time = Column.of<f64>(length);
  logs.level = Column.of<u8>(length);
  logs.responseTime = Column.of<f64>(length);
  logs.statusCode = Column.of<u16>(length);
  logs.message = Column.of<i32>(length);
  return logs;
}

/**
 * Brings logs in order of service, by a counting sort.
 *
 * @param service by row, as all that follow
 */
export function orderLogs(
  logs: Logs,
  service: Column<i32>,
  responseTime: Column<f64>,
  statusCode: Column<u16>,
  message: Column<i32>
): void {
  const free = mark();
  const next = placesOf(logs, service);
  for (let row = 0; row < logs.length; row++) {
    const place = next[service[row]]++;
    logs.rows[place] = row;
    logs.time[place] = logs.timeMs[row];
    logs.level[place] = logs.levelOf[row];
    logs.responseTime[place] = responseTime[row];
    logs.statusCode[place] = statusCode[row];
    logs.message[place] = message[row];
  }
  release(free);
}

/** Finds where each service starts. @returns the same once more, to count on from */
function placesOf(logs: Logs, service: Column<i32>): Column<i32> {
  const next = Column.zeros<i32>(logs.services);
  for (let row = 0; row < logs.length; row++) {
    next[service[row]]++;
  }
  let start = 0;
  logs.largest = 0;
  for (let s = 0; s < logs.services; s++) {
    logs.largest = max(logs.largest, next[s]);
    logs.starts[s] = start;
    start += next[s];
    next[s] = logs.starts[s];
  }
  logs.starts[logs.services] = start;
  return next;
}

export function isKnown(logs: Logs, place: i32): bool {
  return logs.level[place] !== UNKNOWN;
}

export function isError(logs: Logs, place: i32): bool {
  return logs.level[place] >= ERROR;
}

/** An error, or a status of 500 and above. */
export function hasFailed(logs: Logs, place: i32): bool {
  return isError(logs, place) || logs.statusCode[place] >= SERVER_ERROR;
}
