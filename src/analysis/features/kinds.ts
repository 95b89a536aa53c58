import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';

type Numbers = Pick<LogTable, 'length' | 'service' | 'level' | 'statusCode'>;

/** A kind for each log, numbered from 0; a kind belongs to one service only. `count` stands for none. */
export interface Kinds {
  readonly codes: Uint32Array;
  readonly count: number;
}

/**
 * Messages of one service and one template are of a kind.
 *
 * @param templateOf by message code; those below 0 are of one kind
 */
export function messageKinds({ message, service, length }: LogTable, templateOf: Int32Array): Kinds {
  const services = service.values.length;
  return numbered(length, (row) => (templateOf[message.codes[row]] + 1) * services + service.codes[row]);
}

/** Logs of one service, level and status are of a kind. */
export function statusKinds({ level, statusCode, service, length }: Numbers): Kinds {
  const services = service.values.length;
  return numbered(length, (row) => (level[row] * 2 ** 16 + statusCode[row]) * services + service.codes[row]);
}

/** An error, or a status of 500 and above. */
export function hasFailed({ level, statusCode }: Numbers, row: number): boolean {
  return level[row] >= ERROR || statusCode[row] >= 500;
}

/** Failures of one service are of a kind, whatever they say; what did not fail is of none. */
export function failureKinds(table: Numbers): Kinds {
  const { service, length } = table;
  const count = service.values.length;
  const codes = new Uint32Array(length).fill(count);
  for (let row = 0; row < length; row++) {
    if (hasFailed(table, row)) {
      codes[row] = service.codes[row];
    }
  }
  return { codes, count };
}

/** Numbers keys in the order in which they are first seen. */
function numbered(length: number, keyOf: (row: number) => number): Kinds {
  const numbers = new Map<number, number>();
  const codes = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    const key = keyOf(row);
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    codes[row] = number;
  }
  return { codes, count: numbers.size };
}
