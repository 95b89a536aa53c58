import { type TextKernel, withTextKernel } from '../../kernels/texts';
import { type TextColumn, type Utf8 } from '../../logs/logTable';
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

/**
 * TextGroups of lines that differ in values alone: in parts with two digits or more. Lines of one group are of one
 * template.
 */
export function numberRoughly(texts: TextColumn): TextGroups {
  return numberTexts(texts, (kernel, count) => kernel.numberByRoughKey(count, MAX_LENGTH));
}

/** TextGroups of lines that begin with the same words. */
export function numberByShape(texts: TextColumn): TextGroups {
  return numberTexts(texts, (kernel, count) => kernel.numberByShape(count));
}

function numberTexts(texts: TextColumn, number: (kernel: TextKernel, count: number) => void): TextGroups {
  return withTextKernel((kernel) => numberBatches(texts, kernel, number));
}

function numberBatches(
  texts: TextColumn,
  kernel: TextKernel,
  number: (kernel: TextKernel, count: number) => void
): TextGroups {
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
