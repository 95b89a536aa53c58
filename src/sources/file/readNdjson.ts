import { type LineForm } from '../../logs/form/lineForm';
import { type FieldMapping } from '../../query/settings';
import { asBuffer } from './cells';
import { type FileInput } from './fileInput';
import { type FileLogs } from './fileLogs';
import { JsonRows } from './jsonRows';
import { LineLogs, PROGRESS_MASK, WHY_LEFT_OUT } from './lineLogs';
import { type Problems } from './problems';
import { TextLines } from './textLines';

const NEWLINE = 10;
const RETURN = 13;
const OPEN_BRACE = 123;

/** Reads NDJSON: an object a line. A line that is no JSON, or says no time, is left out and counted. */
export function readNdjson(
  file: FileInput,
  mapping: FieldMapping,
  form: LineForm,
  problems: Problems,
  onProgress: (logs: number) => void
): FileLogs {
  const { bytes } = file;
  const logs = new LineLogs(Math.ceil(bytes.length / 200), mapping, file, form);
  const lines = new TextLines(logs, problems, false);
  // A pattern looks into every text: that is for the parser alone.
  const rows = mapping.pattern ? undefined : new JsonRows(logs, bytes, mapping);
  const text = asBuffer(bytes);
  const addLine = (line: string, start: number, end: number): void => {
    if (line.charCodeAt(0) !== OPEN_BRACE) {
      lines.add(line, start, end);
      return;
    }
    const outcome = logs.addObject(line, start, end);
    if (outcome !== 'added') {
      problems.leftOut(start, WHY_LEFT_OUT[outcome]);
    }
  };
  for (let start = 0, next = 0; start < bytes.length; start = next) {
    const newline = bytes.indexOf(NEWLINE, start);
    next = newline < 0 ? bytes.length : newline + 1;
    const end = trimmedEnd(bytes, start, newline < 0 ? next : newline);
    if (end > start && !rows?.add(start, end)) {
      addLine(text.toString('utf8', start, end), start, end);
    }
    if ((logs.length & PROGRESS_MASK) === 0) {
      onProgress(logs.length);
    }
  }
  const read = logs.finish(bytes);
  return { ...read, withoutLevel: read.withoutLevel + (rows?.withoutLevel ?? 0) };
}

/** Without the spaces and the line end of Windows behind a line. */
function trimmedEnd(bytes: Uint8Array, start: number, end: number): number {
  while (end > start && (bytes[end - 1] === 32 || bytes[end - 1] === RETURN || bytes[end - 1] === 9)) {
    end--;
  }
  return end;
}
