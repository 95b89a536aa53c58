import { type LogRecord, type LogTable } from '../../src/logs/logTable';
import { type Frame } from '../../src/views/frame';

/** @throws Error where it does not hold. */
export function check(holds: boolean, what: string): void {
  if (!holds) {
    throw new Error(what);
  }
}

/** A record as a reader leaves it: NaN stands for what a log does not say. */
export function checkRecord(record: Readonly<LogRecord>): void {
  const { timeMs, timeNs, responseTime, statusCode, level } = record;
  check(Number.isNaN(timeMs) || Math.abs(timeMs) <= 8.64e15, `the time is ${timeMs}`);
  check(Number.isInteger(timeNs) && timeNs >= 0 && timeNs < 1e6, `the nanoseconds are ${timeNs}`);
  // What no response can take, even infinity, is the table's to drop.
  check(Number.isNaN(responseTime) || responseTime >= 0, `the response time is ${responseTime}`);
  check(Number.isInteger(statusCode) && statusCode >= 0 && statusCode < 65_536, `the status is ${statusCode}`);
  check(Number.isInteger(level) && level >= 0 && level < 16, `the level is ${level}`);
}

/** A table as a source gives it. */
export function checkTable({ length, timeMs, timeNs, responseTime, service, message, line }: LogTable): void {
  for (let row = 0; row < length; row++) {
    check(Math.abs(timeMs[row]) <= 8.64e15, `the time of row ${row} is ${timeMs[row]}`);
    check(timeNs[row] < 1e6, `the nanoseconds of row ${row} are ${timeNs[row]}`);
    check(row === 0 || timeMs[row] >= timeMs[row - 1], `row ${row} is out of order`);
    check(Math.abs(responseTime[row]) !== Infinity, `the response time of row ${row} is infinite`);
    check(typeof service.values[service.codes[row]] === 'string', `row ${row} has no service`);
    check(typeof message.values.at(message.codes[row]) === 'string', `row ${row} has no message`);
    check(typeof line.at(row) === 'string', `row ${row} has no line`);
  }
}

/** Frames as Grafana takes them: NaN is sent as null, infinity could not be sent. */
export function checkFrames(frames: readonly Frame[]): void {
  for (const { name, fields } of frames) {
    for (const field of fields) {
      check(field.values.length === fields[0].values.length, `${name}: ${field.name} is of another length`);
      if (field.type === 'time' || field.type === 'number') {
        const wrong = field.values.findIndex(
          (value) => Math.abs(value) === Infinity || (field.type === 'time' && Number.isNaN(value))
        );
        check(wrong < 0, `${name}: ${field.name} has ${field.values[wrong]} in row ${wrong}`);
      }
    }
  }
}
