import { CLASS_OF, DIGIT, LETTER } from '../../src/analysis/messages/templates/characters';
import { numberByShape, numberRoughly } from '../../src/analysis/messages/numberMessages';
import { type LogTable, type Utf8 } from '../../src/logs/logTable';
import { utf8Column } from '../../src/logs/textColumn';
import { type KernelCase } from './kernelCase';

/** All different messages, by both numbers. */
export function textsCase({ message: { values } }: LogTable): KernelCase {
  const texts = utf8Column(utf8Of(Array.from({ length: values.length }, (_, i) => values.at(i))));
  const { utf8 } = texts;
  if (!utf8) {
    throw new Error('A column of UTF-8 has none.');
  }
  return {
    kernel: () => [numberRoughly(texts).ofText, numberByShape(texts).ofText],
    twin: () => [number(utf8, roughKey), number(utf8, shape)],
  };
}

function utf8Of(texts: readonly string[]): Utf8 {
  const parts = texts.map((text) => Buffer.from(text));
  const offsets = new Uint32Array(parts.length + 1);
  parts.forEach((part, i) => (offsets[i + 1] = offsets[i] + part.length));
  return { bytes: Buffer.concat(parts), offsets };
}

function number({ bytes, offsets }: Utf8, keyOf: (bytes: Uint8Array, start: number, end: number) => number) {
  const ofText = new Int32Array(offsets.length - 1);
  const numbers = new Map<number, number>();
  for (let text = 0; text < ofText.length; text++) {
    const key = keyOf(bytes, offsets[text], offsets[text + 1]);
    const known = numbers.get(key);
    ofText[text] = known ?? numbers.size;
    if (known === undefined) {
      numbers.set(key, numbers.size);
    }
  }
  return ofText;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/* A second hash beside FNV-1a: with 53 bits of the two no number comes of chance. */
const OTHER_OFFSET = 0x050c5d1f;
const OTHER_PRIME = 0x5bd1e995;

/** assembly/texts/index.ts says of what. */
function roughKey(bytes: Uint8Array, start: number, end: number): number {
  let first = FNV_OFFSET;
  let second = OTHER_OFFSET;
  let firstBefore = first;
  let secondBefore = second;
  let partStart = start;
  let digits = 0;
  const last = Math.min(end, start + 4096);
  for (let at = start; at <= last; at++) {
    const kind = at < last ? CLASS_OF[bytes[at]] : -1;
    if (kind !== LETTER && kind !== DIGIT && digits >= 2) {
      const value = valueSymbol(bytes, partStart, at, digits);
      first = Math.imul(firstBefore ^ value, FNV_PRIME);
      second = Math.imul(secondBefore ^ value, OTHER_PRIME);
    }
    if (at === last) {
      break;
    }
    first = Math.imul(first ^ bytes[at], FNV_PRIME);
    second = Math.imul(second ^ bytes[at], OTHER_PRIME);
    if (kind === DIGIT) {
      digits++;
    } else if (kind !== LETTER) {
      firstBefore = first;
      secondBefore = second;
      partStart = at + 1;
      digits = 0;
    }
  }
  return (first >>> 0) * 0x200000 + (second >>> 11);
}

function valueSymbol(bytes: Uint8Array, start: number, end: number, digits: number): number {
  const begins = CLASS_OF[bytes[start]] === DIGIT ? 1 : 0;
  const ends = CLASS_OF[bytes[end - 1]] === DIGIT ? 2 : 0;
  return 0x10000 + begins + ends + (digits === end - start ? 4 : 0);
}

const PREFIX = 240;
const WORDS = 12;
const MASKED = 42;
const HASH = 35;

/** assembly/texts/index.ts says of what. */
function shape(bytes: Uint8Array, start: number, end: number): number {
  const last = Math.min(end, start + PREFIX);
  let shape = FNV_OFFSET;
  let word = FNV_OFFSET;
  let inWord = false;
  let masked = false;
  let glued = false;
  let words = 0;
  for (let at = start; at < last && words < WORDS; at++) {
    const byte = bytes[at];
    if (byte === HASH && inWord && !masked) {
      word = Math.imul(word ^ byte, FNV_PRIME);
      glued = true;
      continue;
    }
    const digit = byte >= 48 && byte <= 57;
    const lower = byte | 32;
    if (digit || (lower >= 97 && lower <= 122) || byte > 127) {
      inWord = true;
      masked ||= digit && !glued;
      word = Math.imul(word ^ byte, FNV_PRIME);
    } else if (inWord) {
      shape = Math.imul(shape ^ (masked ? MASKED : word), FNV_PRIME);
      words += masked ? 0 : 1;
      word = FNV_OFFSET;
      inWord = masked = glued = false;
    }
  }
  return inWord && last === end ? Math.imul(shape ^ (masked ? MASKED : word), FNV_PRIME) : shape;
}
