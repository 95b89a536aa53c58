import { Column, mark, release } from '../column';
import { hasFailed, isKnown, Logs } from './logs';

/** A key that stands for no kind: logs of one service with the same other key are of a kind. */
export const NO_KIND: i32 = 0;

/**
 * Messages of one template are of a kind.
 *
 * @param templateOf by the code of a message its template; those below 0 are of one kind
 * @param keys by place, made here, as in all that follow
 * @returns above all keys, as all that follow
 */
export function messageKeys(logs: Logs, templateOf: Column<i32>, messages: i32, keys: Column<i32>): i32 {
  let templates = 0;
  for (let code = 0; code < messages; code++) {
    templates = max(templates, templateOf[code] + 1);
  }
  for (let at = 0; at < logs.length; at++) {
    keys[at] = max(-1, templateOf[logs.message[at]]) + 2;
  }
  return templates + 2;
}

/** Logs of one level and status are of a kind; those whose level is not known are of none. */
export function statusKeys(logs: Logs, keys: Column<i32>): i32 {
  const free = mark();
  // Numbered from 1, as few of all that there could be are used.
  const numberOf = Column.zeros<u16>(0x10000);
  let numbers = 0;
  for (let at = 0; at < logs.length; at++) {
    const status = logs.statusCode[at];
    if (numberOf[status] === 0) {
      numberOf[status] = <u16>++numbers;
    }
    keys[at] = isKnown(logs, at) ? ((<i32>numberOf[status]) << 8) | logs.level[at] : NO_KIND;
  }
  release(free);
  return (numbers + 1) << 8;
}

/** Failures are of a kind, whatever they say; what did not fail is of none. */
export function failureKeys(logs: Logs, keys: Column<i32>): i32 {
  for (let at = 0; at < logs.length; at++) {
    keys[at] = NO_KIND + i32(hasFailed(logs, at));
  }
  return 2;
}
