import { ByteDictionary } from '../../src/sources/file/byteDictionary';
import { CsvChunks } from '../../src/sources/file/csvChunks';
import { type KernelCase } from './kernelCase';

const COMMA = 44;
const NEWLINE = 10;
const QUOTE = 34;
const POINT = 46;

/** What each column of a generated CSV is taken as. */
const KINDS = ['number', 'text', 'text', 'text', 'number', 'status', 'text'] as const;
const COLUMNS = KINDS.length;

/** A whole CSV, header and all, each of its columns taken. */
export function csvCase(bytes: Uint8Array): KernelCase {
  const start = bytes.indexOf(NEWLINE) + 1;
  const rows = bytes.reduce((count, byte) => count + Number(byte === NEWLINE), 0) - 1;
  return { kernel: () => takeByKernel(bytes, start, rows), twin: () => takeByTwin(bytes, start, rows) };
}

function takeByKernel(bytes: Uint8Array, start: number, rows: number) {
  const into = columns(rows);
  const chunks = new CsvChunks(bytes, COMMA, COLUMNS, start);
  const dictionaries = KINDS.map(() => chunks.createDictionary());
  for (let first = 0; chunks.advance(); first += chunks.rows) {
    KINDS.forEach((kind, column) => {
      if (kind === 'text') {
        into[column].set(chunks.codes(column, dictionaries[column]), first);
      } else if (kind === 'status') {
        into[column].set(chunks.statuses(column).values, first);
      } else {
        into[column].set(column === 0 ? chunks.times(column).values : chunks.decimals(column).values, first);
      }
    });
  }
  return into;
}

function takeByTwin(bytes: Uint8Array, start: number, rows: number) {
  const into = columns(rows);
  const dictionaries = KINDS.map(() => {
    let count = 0;
    return new ByteDictionary(bytes, () => count++);
  });
  for (let row = 0, at = start; row < rows; row++) {
    for (let column = 0; column < COLUMNS; column++, at++) {
      const isQuoted = bytes[at] === QUOTE;
      const from = isQuoted ? at + 1 : at;
      const to = isQuoted ? closingQuote(bytes, from) : cellEnd(bytes, from);
      at = isQuoted ? to + 1 : to;
      const kind = KINDS[column];
      into[column][row] =
        kind === 'text'
          ? dictionaries[column].codeOf(from, to, 0)
          : kind === 'status' && from === to
            ? 0
            : decimal(bytes, from, to);
    }
  }
  return into;
}

function columns(rows: number) {
  return KINDS.map((kind) =>
    kind === 'text' ? new Uint32Array(rows) : kind === 'status' ? new Uint16Array(rows) : new Float64Array(rows)
  );
}

function cellEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== COMMA && bytes[at] !== NEWLINE) {
    at++;
  }
  return at;
}

function closingQuote(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; at < bytes.length && (bytes[at] !== QUOTE || bytes[at + 1] === QUOTE); at++) {
    at += bytes[at] === QUOTE ? 1 : 0;
  }
  return at;
}

/** NaN for any other form. */
function decimal(bytes: Uint8Array, from: number, to: number): number {
  let digits = 0;
  let divisor = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at] - 48;
    if (digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit;
      divisor *= 10;
    } else if (bytes[at] === POINT && divisor === 0 && to - from > 1) {
      divisor = 1;
    } else {
      return NaN;
    }
  }
  return from === to ? NaN : divisor > 1 ? digits / divisor : digits;
}
