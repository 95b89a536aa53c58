import { type LineForm } from '../../logs/form/lineForm';
import { type FieldMapping } from '../../query/settings';
import { type FileInput } from './fileInput';
import { type FileLogs } from './fileLogs';
import { endOfObject, startOfObject } from './jsonSpans';
import { LineLogs, PROGRESS_MASK, WHY_LEFT_OUT } from './lineLogs';
import { type Problems } from './problems';

/**
 * Reads a JSON array of objects, or objects one behind the other over any lines. Each object is parsed on its own, so
 * that a broken one doesn't take the others with it, and no tree of the whole file is made.
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
  for (let start = startOfObject(bytes, 0); start >= 0;) {
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
    start = startOfObject(bytes, end);
  }
  return logs.finish(bytes);
}
