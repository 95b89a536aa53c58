import { type LineForm } from '../../logs/form/lineForm';
import { type FieldMapping } from '../../query/settings';
import { type FileInput } from './fileInput';
import { type FileLogs } from './fileLogs';
import { LineLogs, PROGRESS_MASK, WHY_LEFT_OUT } from './lineLogs';
import { type Problems } from './problems';

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * Reads a JSON array of objects, or objects one behind the other over any lines. Each object is parsed on its own, so that a broken one
 * doesn't take the others with it, and no tree of the whole file is made.
 */
export function readJson(
  file: FileInput,
  mapping: FieldMapping,
  form: LineForm,
  problems: Problems,
  onProgress: (logs: number) => void
): FileLogs {
  const { bytes } = file;
  const logs = new LineLogs(Math.ceil(bytes.length / 300), mapping, file, form);
  const decoder = new TextDecoder();
  for (let start = bytes.indexOf(OPEN_BRACE); start >= 0;) {
    const end = endOfObject(bytes, start);
    if (end < 0) {
      problems.leftOut(start, 'begins an object that never ends');
      break;
    }
    const outcome = logs.addObject(decoder.decode(bytes.subarray(start, end)), start, end);
    if (outcome !== 'added') {
      problems.leftOut(start, WHY_LEFT_OUT[outcome]);
    }
    if ((logs.length & PROGRESS_MASK) === 0) {
      onProgress(logs.length);
    }
    start = bytes.indexOf(OPEN_BRACE, end);
  }
  return logs.finish(bytes);
}

/** Behind the brace that closes the object, -1 where there is none. */
function endOfObject(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === OPEN_BRACE) {
      depth++;
    } else if (byte === CLOSE_BRACE) {
      if (--depth === 0) {
        return at + 1;
      }
    } else if (byte === QUOTE) {
      at++;
      while (at < bytes.length && bytes[at] !== QUOTE) {
        at += bytes[at] === BACKSLASH ? 2 : 1;
      }
    }
  }
  return -1;
}
