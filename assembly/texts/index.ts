/**
 * Distinguishes texts by what is alike in lines of one kind, from their UTF-8. Characters beyond ASCII are letters, so
 * that it makes no difference that each is several bytes.
 */
import { clear, numberOf } from './numbering';

export { countOfKinds } from './numbering';

/* FNV-1a. */
const FNV_OFFSET: u32 = 0x811c9dc5;
const FNV_PRIME: u32 = 0x01000193;
const FNV64_OFFSET: u64 = 0xcbf29ce484222325;
const FNV64_PRIME: u64 = 0x100000001b3;

/** What a byte is, as the caller says; see `classesAt`. */
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const classes = memory.data(256);

/**
 * The texts of a batch, one after the other; where each begins, and at last where the last one ends (u32); each one's
 * number (u32).
 */
let texts: usize = 0;
let offsets: usize = 0;
let numbers: usize = 0;

/** Where the class of each byte is to be written: 1 letter, 2 digit, else neither. */
export function classesAt(): usize {
  return classes;
}

/** Makes room for batches, always of the same sizes, and forgets the texts that were numbered. */
export function start(mostBytes: usize, mostTexts: usize): void {
  if (texts == 0) {
    texts = heap.alloc(mostBytes);
    offsets = heap.alloc((mostTexts + 1) << 2);
    numbers = heap.alloc(mostTexts << 2);
  }
  clear();
}

export function textsAt(): usize {
  return texts;
}

export function offsetsAt(): usize {
  return offsets;
}

export function numbersAt(): usize {
  return numbers;
}

/** Numbers the texts of a batch by `roughKey`, in the order in which keys are first seen. */
export function numberByRoughKey(count: i32, mostBytes: u32): void {
  for (let text = 0; text < count; text++) {
    const start = startOf(text);
    store<u32>(
      numbers + ((<usize>text) << 2),
      numberOf(roughKey(start, start + <usize>min(lengthOf(text), mostBytes)))
    );
  }
}

/** Numbers the texts of a batch by `shape`, in the order in which shapes are first seen. */
export function numberByShape(count: i32): void {
  for (let text = 0; text < count; text++) {
    store<u32>(numbers + ((<usize>text) << 2), numberOf(<u64>shape(startOf(text), lengthOf(text))));
  }
}

function startOf(text: i32): usize {
  return texts + <usize>load<u32>(offsets + ((<usize>text) << 2));
}

function lengthOf(text: i32): u32 {
  const offset = offsets + ((<usize>text) << 2);
  return load<u32>(offset, 4) - load<u32>(offset);
}

function classOf(byte: u8): u8 {
  return load<u8>(classes + <usize>byte);
}

/**
 * A key of a line in which every part with two digits or more, a value whatever it holds, is left out: lines with the
 * same key are masked in the same way. Far cheaper than the tokens, and most lines share theirs with many.
 */
function roughKey(start: usize, end: usize): u64 {
  let key = FNV64_OFFSET;
  let keyBefore = key;
  let partStart = start;
  let digits: u32 = 0;
  for (let at = start; at < end; at++) {
    const byte = load<u8>(at);
    const kind = classOf(byte);
    if (kind == LETTER) {
      key = (key ^ byte) * FNV64_PRIME;
    } else if (kind == DIGIT) {
      key = (key ^ byte) * FNV64_PRIME;
      digits++;
    } else {
      if (digits >= 2) {
        key = (keyBefore ^ valueSymbol(partStart, at, digits)) * FNV64_PRIME;
      }
      key = (key ^ byte) * FNV64_PRIME;
      keyBefore = key;
      partStart = at + 1;
      digits = 0;
    }
  }
  return digits >= 2 ? (keyBefore ^ valueSymbol(partStart, end, digits)) * FNV64_PRIME : key;
}

/** What masking still asks of a value: whether it begins with a digit, ends with one, is a number. No byte's code. */
function valueSymbol(start: usize, end: usize, digits: u32): u64 {
  return (
    0x10000 +
    (classOf(load<u8>(start)) == DIGIT ? 1 : 0) +
    (classOf(load<u8>(end - 1)) == DIGIT ? 2 : 0) +
    (digits == <u32>(end - start) ? 4 : 0)
  );
}

/** How much of a line makes its shape: what it begins with. Values come later, and ids don't count as words. */
const PREFIX: u32 = 240;
const WORDS: i32 = 12;
const MASKED: u32 = 0x2a;
const HASH: u8 = 0x23;

/**
 * A number that is the same for lines that begin with the same words, whatever numbers and ids stand among them: cheap
 * enough for every line, good enough to count kinds of lines by. (Drain's templates are the better ones to show.)
 */
function shape(start: usize, length: u32): u32 {
  const end = start + <usize>min(PREFIX, length);
  let shape = FNV_OFFSET;
  let word = FNV_OFFSET;
  let inWord = false;
  let masked = false;
  let glued = false;
  let words = 0;
  for (let at = start; at < end && words < WORDS; at++) {
    const byte = load<u8>(at);
    // A number glued to a name by # is a place in the source, as in OrderService#72, and no value.
    if (byte == HASH && inWord && !masked) {
      word = (word ^ byte) * FNV_PRIME;
      glued = true;
      continue;
    }
    const digit = byte - 48 < 10;
    if (digit || (byte | 32) - 97 < 26 || byte > 127) {
      inWord = true;
      masked = masked || (digit && !glued);
      word = (word ^ byte) * FNV_PRIME;
    } else if (inWord) {
      shape = (shape ^ (masked ? MASKED : word)) * FNV_PRIME;
      words += masked ? 0 : 1;
      word = FNV_OFFSET;
      inWord = false;
      masked = false;
      glued = false;
    }
  }
  // A word that the end of the prefix cuts is left out: where it is cut depends on the ids before it.
  return inWord && length <= PREFIX ? (shape ^ (masked ? MASKED : word)) * FNV_PRIME : shape;
}
