import { type TextKernel, withTextKernel } from '../../kernels/texts';
import { type TextColumn, type Utf8 } from '../../logs/logTable';
import { grow } from '../../logs/take';
import { textColumn } from '../../logs/textColumn';
import { type PooledTexts, type TextPool } from '../../logs/textPool';
import { CLASS_OF } from './templates/characters';

/**
 * The kernel is given texts in batches of at most so many, of at most so many bytes, or one longer one's first bytes.
 */
const BATCH_TEXTS = 16_384;
const BATCH_BYTES = 1_048_576;

/** What follows in a longer line says nothing. */
const MAX_LENGTH = 4096;
/** That many characters as UTF-8, at most. */
const MAX_BYTES = 3 * MAX_LENGTH;

/** TextGroups of texts, numbered from 0 in the order in which they are first seen. */
export interface TextGroups {
  /** Of each text its group. */
  readonly ofText: Int32Array;
  readonly count: number;
}

/** What is known of the texts of tables that slide on. */
const ROUGHLY = new WeakMap<TextPool, NumberedPool>();
const BY_SHAPE = new WeakMap<TextPool, NumberedPool>();

/**
 * TextGroups of lines that differ in values alone: in parts with two digits or more. Lines of one group are of one
 * template.
 */
export function numberRoughly(texts: TextColumn): TextGroups {
  return numberTexts(texts, (kernel, count) => kernel.numberByRoughKey(count, MAX_LENGTH), ROUGHLY);
}

/** TextGroups of lines that begin with the same words. */
export function numberByShape(texts: TextColumn): TextGroups {
  return numberTexts(texts, (kernel, count) => kernel.numberByShape(count), BY_SHAPE);
}

type Numbering = (kernel: TextKernel, count: number) => void;

/** What was numbered of a pool of texts, as far as it has been. */
interface NumberedPool {
  /** The group of each text, by its number in the pool. */
  groupOf: Int32Array;
  /** Of each group one text, by its number in the pool. */
  readonly example: number[];
}

function numberTexts(texts: TextColumn, number: Numbering, known: WeakMap<TextPool, NumberedPool>): TextGroups {
  return texts.pooled ? numberPooled(texts.pooled, number, known) : numberAll(texts, number);
}

function numberAll(texts: TextColumn, number: Numbering): TextGroups {
  return withTextKernel((kernel) => numberBatches(texts, kernel, number));
}

/** Those that are new to the pool are numbered beside one text of each group that there is. */
function numberPooled(
  { pool, numbers }: PooledTexts,
  number: Numbering,
  known: WeakMap<TextPool, NumberedPool>
): TextGroups {
  const { groupOf, example } = known.get(pool) ?? { groupOf: new Int32Array(), example: [] };
  const before = groupOf.length;
  const all = grow(groupOf, new Int32Array(pool.texts.length));
  if (before < all.length) {
    const groups = example.length;
    const examples = example.map((text) => pool.texts[text]);
    const { ofText } = numberAll(textColumn(examples.concat(pool.texts.slice(before))), number);
    all.set(ofText.subarray(groups), before);
    for (let text = before; text < all.length; text++) {
      if (all[text] === example.length) {
        example.push(text);
      }
    }
    known.set(pool, { groupOf: all, example });
  }
  return numberedAnew(numbers, all, example.length);
}

/** The groups of a part of the texts, in the order in which they are first seen there. */
function numberedAnew(texts: Uint32Array, groupOf: Int32Array, groups: number): TextGroups {
  const newNumber = new Int32Array(groups).fill(-1);
  const ofText = new Int32Array(texts.length);
  let count = 0;
  for (let i = 0; i < texts.length; i++) {
    const group = groupOf[texts[i]];
    if (newNumber[group] < 0) {
      newNumber[group] = count++;
    }
    ofText[i] = newNumber[group];
  }
  return { ofText, count };
}

function numberBatches(texts: TextColumn, kernel: TextKernel, number: Numbering): TextGroups {
  kernel.start(BATCH_BYTES, BATCH_TEXTS);
  new Uint8Array(kernel.memory.buffer, kernel.classesAt(), CLASS_OF.length).set(CLASS_OF);
  const ofText = new Int32Array(texts.length);
  for (let first = 0; first < texts.length;) {
    const count = texts.utf8 ? copyBytes(texts.utf8, first, kernel) : encode(texts, first, kernel);
    number(kernel, count);
    ofText.set(new Int32Array(kernel.memory.buffer, kernel.numbersAt(), count), first);
    first += count;
  }
  return { ofText, count: kernel.countOfKinds() };
}

/** Gives the kernel the next texts, as many as there is room for. @returns how many */
function copyBytes({ bytes, offsets }: Utf8, first: number, kernel: TextKernel): number {
  const from = offsets[first];
  const into = new Uint32Array(kernel.memory.buffer, kernel.offsetsAt(), BATCH_TEXTS + 1);
  const most = Math.min(BATCH_TEXTS, offsets.length - 1 - first);
  let count = 0;
  while (count < most && offsets[first + count + 1] - from <= BATCH_BYTES) {
    into[count + 1] = offsets[first + ++count] - from;
  }
  if (count === 0) {
    into[++count] = BATCH_BYTES; // of a longer one its beginning
  }
  new Uint8Array(kernel.memory.buffer, kernel.textsAt()).set(bytes.subarray(from, from + into[count]));
  return count;
}

/** As copyBytes, of texts that are strings. */
function encode(texts: TextColumn, first: number, kernel: TextKernel): number {
  const into = new Uint32Array(kernel.memory.buffer, kernel.offsetsAt(), BATCH_TEXTS + 1);
  const bytes = Buffer.from(kernel.memory.buffer, kernel.textsAt(), BATCH_BYTES);
  const most = Math.min(BATCH_TEXTS, texts.length - first);
  let count = 0;
  let at = 0;
  while (count < most && at + MAX_BYTES <= BATCH_BYTES) {
    const text = texts.at(first + count);
    at += bytes.write(text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text, at, 'utf8');
    into[++count] = at;
  }
  return count;
}
