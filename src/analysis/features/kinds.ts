import { type LogTable } from '../../logs/logTable';

/** Words that tell a kind. */
const FIRST = 2;

const SPACE = 32;
const ZERO = 48;
const NINE = 57;

/** A kind for each log, numbered from 0; a kind belongs to one service only. */
export interface Kinds {
  readonly codes: Uint32Array;
  readonly count: number;
}

/**
 * Messages of one service are of a kind where they have as many words and begin with the same two, words with a digit in them being
 * the same: what Drain's tree asks before it compares whole messages (He et al., ICWS 2017).
 */
export function messageKinds({ message, service, length }: LogTable): Kinds {
  const kinds = new Map<number, number>();
  const kindOf = message.values.map((text) => numberOf(kinds, hashOfWords(text)));
  const services = service.values.length;
  const inService = new Map<number, number>();
  const codes = new Uint32Array(length);
  // Nearly every message belongs to one service, so that it has to be looked up once.
  const lastService = new Int32Array(message.values.length).fill(-1);
  const lastNumber = new Uint32Array(message.values.length);
  for (let row = 0; row < length; row++) {
    const code = message.codes[row];
    const owner = service.codes[row];
    if (lastService[code] !== owner) {
      lastService[code] = owner;
      lastNumber[code] = numberOf(inService, kindOf[code] * services + owner);
    }
    codes[row] = lastNumber[code];
  }
  return { codes, count: inService.size };
}

/** Logs of one service, level and status are of a kind. */
export function statusKinds({ level, statusCode, service, length }: LogTable): Kinds {
  const services = service.values.length;
  const numbers = new Map<number, number>();
  const codes = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    codes[row] = numberOf(numbers, (level[row] * 2 ** 16 + statusCode[row]) * services + service.codes[row]);
  }
  return { codes, count: numbers.size };
}

/** A key's number, in the order in which keys are first seen. */
function numberOf(numbers: Map<number, number>, key: number): number {
  const known = numbers.get(key);
  if (known !== undefined) {
    return known;
  }
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

/** FNV-1a over the first words of a message and their number. */
function hashOfWords(message: string): number {
  let hash = 0x811c9dc5;
  let word = hash;
  let digits = false;
  let words = 0;
  for (let i = 0; i <= message.length; i++) {
    const char = i < message.length ? message.charCodeAt(i) : SPACE;
    if (char <= SPACE) {
      if (words < FIRST) {
        hash = Math.imul(digits ? hash ^ ZERO : word, 0x01000193);
        word = hash;
        digits = false;
      }
      words++;
    } else if (words < FIRST) {
      digits ||= char >= ZERO && char <= NINE;
      word = Math.imul(word ^ char, 0x01000193);
    }
  }
  return Math.imul(hash ^ words, 0x01000193);
}
