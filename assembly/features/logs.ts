import { allocate, Column } from './column';
import { groupRows } from './groupRows';

const ERROR: u8 = 3;
const SERVER_ERROR: u16 = 500;

/**
 * The logs, as src/analysis/features/logFigures.ts has them, and in order of service: those of service s, in order of time, are of
 * `rows[starts[s]]` to `rows[starts[s + 1] - 1]`. A place is an index in that order.
 */
@unmanaged
@final
export class Logs {
  length: i32;
  services: i32;
  /** The most logs of one service. */
  largest: i32;
  /** By row, as all that follow but the last three. */
  timeMs: Column<f64>;
  level: Column<u8>;
  responseTime: Column<f64>;
  statusCode: Column<u16>;
  /** The row at each place. */
  rows: Column<i32>;
  starts: Column<i32>;
  /** `timeMs` at each place. */
  time: Column<f64>;
}

export function orderLogs(
  length: i32,
  services: i32,
  timeMs: Column<f64>,
  service: Column<i32>,
  level: Column<u8>,
  responseTime: Column<f64>,
  statusCode: Column<u16>
): Logs {
  const logs = changetype<Logs>(allocate(offsetof<Logs>()));
  logs.length = length;
  logs.services = services;
  logs.timeMs = timeMs;
  logs.level = level;
  logs.responseTime = responseTime;
  logs.statusCode = statusCode;
  logs.rows = Column.of<i32>(length);
  logs.starts = Column.of<i32>(services + 1);
  logs.time = Column.of<f64>(length);
  groupRows(service, length, services, logs.rows, logs.starts);
  for (let at = 0; at < length; at++) {
    logs.time[at] = timeMs[logs.rows[at]];
  }
  logs.largest = 0;
  for (let s = 0; s < services; s++) {
    logs.largest = max(logs.largest, logs.starts[s + 1] - logs.starts[s]);
  }
  return logs;
}

export function isError(logs: Logs, row: i32): bool {
  return logs.level[row] >= ERROR;
}

/** An error, or a status of 500 and above. */
export function hasFailed(logs: Logs, row: i32): bool {
  return isError(logs, row) || logs.statusCode[row] >= SERVER_ERROR;
}
