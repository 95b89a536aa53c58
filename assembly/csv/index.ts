/**
 * Reads CSV (RFC 4180) from bytes into numbers, a chunk of a file at a time: `readRows` finds the cells of the chunk's
 * rows, then each column that is wanted is taken at once, by `takeTimes`, `takeDecimals`, `takeStatuses` or
 * `takeCodes`. Each of these knows the plain form of its values alone; it marks the others, for the caller to read in
 * its own way.
 *
 * A cell is where it starts and ends, without its quotes; one that has a quote written twice is written behind the
 * chunk, with it once.
 */
import { codeOf, Dictionary } from './dictionary';

export { codeOf, createDictionary, offsetsOf, sizeOf, textsOf } from './dictionary';

const QUOTE: u8 = 34;
const NEWLINE: u8 = 10;
const RETURN: u8 = 13;
const POINT: u8 = 46;
const ZERO: u8 = 48;

/** Cells are loaded 8 bytes at a time, which may reach beyond the last. */
const SLACK: usize = 16;

/** Milliseconds since the epoch have so many digits from 2001 to 2286. */
const EPOCH_DIGITS: u32 = 13;
const MIN_EPOCH: f64 = 1e12;

/** So many characters of digits fit 64 bits. */
const MAX_DIGITS: usize = 19;
/** Whole numbers up to this are doubles. */
const MAX_SAFE_INTEGER: u64 = 0x1fffffffffffff;

/** What `takeStatuses` gives for what is no plain status. */
const NOT_PLAIN: u16 = 0xffff;

/** The separator in each of 8 bytes. */
let separators: u64 = 0;
/** Columns that a row has by the header. */
let columns: i32 = 0;
let mostRows: i32 = 0;

let chunk: usize = 0;
let chunkSize: usize = 0;
/** Per row: where it starts and ends in the file, and how many cells it has (u32 each). */
let rowStarts: usize = 0;
let rowEnds: usize = 0;
let rowCells: usize = 0;
/** Where the chunk starts in the file. */
let base: u32 = 0;
/** Per row and column: where the cell starts, where it ends. */
let cells: usize = 0;
/** What a column's values are written to: up to 8 bytes a row. */
let values: usize = 0;

const CELL_BYTES: usize = 8;

/** @param most rows that are read at once. */
export function start(separator: u8, columnCount: i32, most: i32): void {
  separators = EACH_BYTE * <u64>separator;
  columns = columnCount;
  mostRows = most;
  rowStarts = heap.alloc((<usize>most) << 2);
  rowEnds = heap.alloc((<usize>most) << 2);
  rowCells = heap.alloc((<usize>most) << 2);
  cells = heap.alloc(<usize>most * <usize>columnCount * CELL_BYTES);
  values = heap.alloc(<usize>most * 8);
}

/** Room for the next chunk. @returns where its bytes are to be written. */
export function makeRoom(size: usize): usize {
  if (size > chunkSize) {
    // Twice: what has quotes written twice goes behind.
    if (chunk != 0) {
      heap.free(chunk);
    }
    chunk = heap.alloc(2 * size + SLACK);
    chunkSize = size;
  }
  return chunk;
}

/** Where each row starts in the file (u32). */
export function rowStartsAt(): usize {
  return rowStarts;
}

/** Where each row ends in the file (u32). */
export function rowEndsAt(): usize {
  return rowEnds;
}

/** How many cells each row has (u32). */
export function rowCellsAt(): usize {
  return rowCells;
}

/** Where each function that takes a column writes its values. */
export function valuesAt(): usize {
  return values;
}

/** Where a cell starts in memory. */
export function cellStart(row: i32, column: i32): usize {
  return chunk + <usize>load<u32>(cellAt(row, column));
}

/** Where a cell ends in memory. */
export function cellEnd(row: i32, column: i32): usize {
  return chunk + <usize>load<u32>(cellAt(row, column), 4);
}

function cellAt(row: i32, column: i32): usize {
  return cells + <usize>(row * columns + column) * CELL_BYTES;
}

/** Where the row after the last one read starts. */
export let consumed: u32 = 0;

/**
 * Finds the rows of the chunk that are whole in it.
 *
 * @param size of the chunk, bytes
 * @param offset where it starts in the file
 * @param isLast 1: the file ends with the chunk
 * @returns how many rows
 */
export function readRows(size: u32, offset: u32, isLast: i32): i32 {
  base = offset;
  const end = chunk + <usize>size;
  let at = chunk;
  let count = 0;
  let cell = cells;
  let unquoted = end;
  while (count < mostRows) {
    while (at < end && (load<u8>(at) == NEWLINE || load<u8>(at) == RETURN)) {
      at++;
    }
    const rowStart = at;
    if (at == end) {
      break;
    }
    let found = 0;
    for (;;) {
      let from = at;
      let to: usize;
      if (at < end && load<u8>(at) == QUOTE) {
        from = at + 1;
        to = closingQuote(from, end);
        at = to;
        if (hasQuote(from, to)) {
          const start = unquoted;
          unquoted = copyUnquoted(from, to, start);
          from = start;
          to = unquoted;
        }
        // What stands behind a closing quote belongs to nothing.
        at = cellEndAt(at, end);
      } else {
        at = cellEndAt(at, end);
        to = at > from && at < end && load<u8>(at) == NEWLINE && load<u8>(at - 1) == RETURN ? at - 1 : at;
      }
      if (found < columns) {
        store<u32>(cell, <u32>(from - chunk));
        store<u32>(cell, <u32>(to - chunk), 4);
        cell += CELL_BYTES;
      }
      found++;
      if (at == end || load<u8>(at) == NEWLINE) {
        break;
      }
      at++;
    }
    if (at == end && !isLast) {
      at = rowStart;
      break;
    }
    const rowEnd = at > rowStart && load<u8>(at - 1) == RETURN ? at - 1 : at;
    const row = (<usize>count) << 2;
    store<u32>(rowStarts + row, base + <u32>(rowStart - chunk));
    store<u32>(rowEnds + row, base + <u32>(rowEnd - chunk));
    store<u32>(rowCells + row, found);
    count++;
    cell = cells + <usize>(count * columns) * CELL_BYTES;
    at = at < end ? at + 1 : at;
  }
  consumed = <u32>(at - chunk);
  return count;
}

const EACH_BYTE: u64 = 0x0101010101010101;
const HIGH_BITS: u64 = 0x8080808080808080;

/** The next separator or line end, or the end. Eight bytes at a time (Mycroft's test for a zero byte). */
function cellEndAt(at: usize, end: usize): usize {
  for (; at < end; at += 8) {
    const bytes = load<u64>(at);
    const found = zeroBytes(bytes ^ separators) | zeroBytes(bytes ^ (EACH_BYTE * NEWLINE));
    if (found != 0) {
      return min(end, at + ((<usize>ctz(found)) >> 3));
    }
  }
  return end;
}

/** The highest bit of the first byte that is zero, and perhaps of later ones. */
function zeroBytes(bytes: u64): u64 {
  return (bytes - EACH_BYTE) & ~bytes & HIGH_BITS;
}

/** Where a quoted cell ends: at the first quote that is not written twice, or the end. */
function closingQuote(at: usize, end: usize): usize {
  while (at < end) {
    if (load<u8>(at) == QUOTE) {
      if (at + 1 == end || load<u8>(at + 1) != QUOTE) {
        return at;
      }
      at++;
    }
    at++;
  }
  return end;
}

function hasQuote(at: usize, end: usize): bool {
  while (at < end && load<u8>(at) != QUOTE) {
    at++;
  }
  return at < end;
}

/** Copies a cell, quotes that are written twice once. @returns where the copy ends */
function copyUnquoted(at: usize, end: usize, to: usize): usize {
  while (at < end) {
    const byte = load<u8>(at);
    store<u8>(to++, byte);
    at += byte == QUOTE ? 2 : 1;
  }
  return to;
}

/** Leaves all rows out but those whose indices, ascending, are among the values. */
export function keepRows(count: i32): void {
  for (let i = 0; i < count; i++) {
    const row = load<u32>(values + ((<usize>i) << 2));
    store<u32>(rowStarts + ((<usize>i) << 2), load<u32>(rowStarts + ((<usize>row) << 2)));
    store<u32>(rowEnds + ((<usize>i) << 2), load<u32>(rowEnds + ((<usize>row) << 2)));
    memory.copy(cellAt(i, 0), cellAt(row, 0), <usize>columns * CELL_BYTES);
  }
}

/**
 * Milliseconds since the epoch (f64); NaN for any other form, and for rows that have not as many cells as the header.
 *
 * @returns how many are NaN
 */
export function takeTimes(count: i32, column: i32): i32 {
  let others = 0;
  for (let row = 0; row < count; row++) {
    const isWhole = load<u32>(rowCells + ((<usize>row) << 2)) == columns;
    const cell = cellAt(row, column);
    const start = load<u32>(cell);
    const hasLength = load<u32>(cell, 4) - start == EPOCH_DIGITS;
    const time = isWhole && hasLength ? decimal(chunk + <usize>start, EPOCH_DIGITS) : NaN;
    // With a point among so few digits it is seconds.
    const isPlain = time >= MIN_EPOCH;
    others += isPlain ? 0 : 1;
    store<f64>(values + ((<usize>row) << 3), isPlain ? time : NaN);
  }
  return others;
}

/**
 * Plain decimal numbers (f64), exact; NaN for any other form.
 *
 * @returns how many are NaN
 */
export function takeDecimals(count: i32, column: i32): i32 {
  let others = 0;
  for (let row = 0; row < count; row++) {
    const cell = cellAt(row, column);
    const start = load<u32>(cell);
    const value = decimal(chunk + start, load<u32>(cell, 4) - start);
    others += value == value ? 0 : 1;
    store<f64>(values + ((<usize>row) << 3), value);
  }
  return others;
}

/** 1234.5; NaN for any other form, or more digits than a double holds. */
function decimal(start: usize, length: usize): f64 {
  if (length - 1 >= MAX_DIGITS) {
    return NaN;
  }
  let digits: u64 = 0;
  let divisor: u64 = 0;
  for (let i: usize = 0; i < length; i++) {
    const byte = load<u8>(start + i);
    if (byte - ZERO < 10) {
      digits = digits * 10 + <u64>(byte - ZERO);
      divisor *= 10;
    } else if (byte == POINT && divisor == 0 && length > 1) {
      divisor = 1;
    } else {
      return NaN;
    }
  }
  if (digits > MAX_SAFE_INTEGER) {
    return NaN;
  }
  return divisor > 1 ? <f64>digits / <f64>divisor : <f64>digits;
}

/**
 * HTTP statuses of three digits, 100 to 599 (u16); 0 for an empty cell, NOT_PLAIN for any other form.
 *
 * @returns how many are NOT_PLAIN
 */
export function takeStatuses(count: i32, column: i32): i32 {
  let others = 0;
  for (let row = 0; row < count; row++) {
    const cell = cellAt(row, column);
    const start = load<u32>(cell);
    const length = load<u32>(cell, 4) - start;
    const status = length == 3 ? decimal(chunk + start, 3) : NaN;
    const isStatus = status >= 100 && status <= 599 && status == floor(status);
    others += length == 0 || isStatus ? 0 : 1;
    store<u16>(values + ((<usize>row) << 1), length == 0 ? 0 : isStatus ? <u16>status : NOT_PLAIN);
  }
  return others;
}

/** The codes of the cells (u32). */
export function takeCodes(count: i32, column: i32, dictionary: Dictionary): void {
  for (let row = 0; row < count; row++) {
    const cell = cellAt(row, column);
    const start = load<u32>(cell);
    store<u32>(values + ((<usize>row) << 2), codeOf(dictionary, chunk + start, load<u32>(cell, 4) - start));
  }
}

/** The codes of whole rows (u32). */
export function takeRowCodes(count: i32, dictionary: Dictionary): void {
  for (let i = 0; i < count; i++) {
    const start = load<u32>(rowStarts + ((<usize>i) << 2));
    const length = load<u32>(rowEnds + ((<usize>i) << 2)) - start;
    store<u32>(values + ((<usize>i) << 2), codeOf(dictionary, chunk + <usize>(start - base), length));
  }
}
