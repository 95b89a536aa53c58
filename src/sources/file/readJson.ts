import { type FileLogs } from './fileLogs';
import { type FileReading, noteOutcome, noteProgress } from './fileReading';
import { endOfObject, startOfObject } from './jsonSpans';
import { LineLogs } from './lineLogs';

/**
 * Reads a JSON array of objects, or objects one behind the other over any lines. Each object is parsed on its own, so
 * that a broken one doesn't take the others with it, and no tree of the whole file is made.
 */
export function readJson(reading: FileReading): FileLogs {
  const { file, mapping, form, problems } = reading;
  const { bytes } = file;
  const logs = new LineLogs(Math.ceil(bytes.length / 300), mapping, file, form);
  const decoder = new TextDecoder();
  for (let start = startOfObject(bytes, 0); start >= 0;) {
    const end = endOfObject(bytes, start);
    if (end < 0) {
      problems.leftOut(start, 'begins an object that never ends');
      break;
    }
    noteOutcome(reading, logs.addObject(decoder.decode(bytes.subarray(start, end)), start, end), start);
    noteProgress(reading, logs.length);
    start = startOfObject(bytes, end);
  }
  return logs.finish(bytes);
}
