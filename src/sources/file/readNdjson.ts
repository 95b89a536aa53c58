import { asBuffer } from './cells';
import { type FileLogs } from './fileLogs';
import { type FileReading, noteOutcome, noteProgress } from './fileReading';
import { JsonRows } from './jsonRows';
import { endOfObject } from './jsonSpans';
import { LineLogs } from './lineLogs';
import { TextLines } from './textLines';

const NEWLINE = 10;
const RETURN = 13;
const COMMA = 44;
const OPEN_BRACE = 123;

/** Reads NDJSON: an object a line. A line that is no JSON, or says no time, is left out and counted. */
export function readNdjson(reading: FileReading): FileLogs {
  const { file, mapping, form, problems } = reading;
  const { bytes } = file;
  const logs = new LineLogs(Math.ceil(bytes.length / 200), mapping, file, form);
  const lines = new TextLines(logs, problems, false);
  // A pattern looks into every text, and a namespace goes with the service: that is for the parser alone.
  const rows = mapping.pattern || form.values?.isNamespaced ? undefined : new JsonRows(logs, bytes, mapping);
  const text = asBuffer(bytes);
  const addLine = (line: string, start: number, end: number): void => {
    if (line.charCodeAt(0) !== OPEN_BRACE) {
      lines.add(line, start, end);
      return;
    }
    const outcome = logs.addObject(line, start, end);
    if (outcome !== 'not JSON' || !addEach(start, end)) {
      noteOutcome(reading, outcome, start);
    }
  };
  /** Adds the objects of a line that has several. @returns whether it has */
  const addEach = (start: number, end: number): boolean => {
    let at = start;
    let next = endOfObject(bytes, at, end);
    const second = next < 0 ? end : behindSeparators(bytes, next, end);
    if (second === end || bytes[second] !== OPEN_BRACE) {
      return false;
    }
    while (next > 0) {
      noteOutcome(reading, logs.addObject(text.toString('utf8', at, next), at, next), at);
      at = behindSeparators(bytes, next, end);
      next = at < end && bytes[at] === OPEN_BRACE ? endOfObject(bytes, at, end) : -1;
    }
    if (at < end) {
      noteOutcome(reading, 'not JSON', at);
    }
    return true;
  };
  for (let lineStart = 0, next = 0; lineStart < bytes.length; lineStart = next) {
    const newline = bytes.indexOf(NEWLINE, lineStart);
    next = newline < 0 ? bytes.length : newline + 1;
    const start = trimmedStart(bytes, lineStart, next);
    const end = trimmedEnd(bytes, start, newline < 0 ? next : newline);
    if (end > start && !rows?.add(start, end)) {
      addLine(text.toString('utf8', start, end), start, end);
    }
    noteProgress(reading, logs.length);
  }
  lines.finish();
  const read = logs.finish(bytes);
  return {
    ...read,
    withoutLevel: read.withoutLevel + (rows?.withoutLevel ?? 0),
    withoutService: read.withoutService + (rows?.withoutService ?? 0),
  };
}

/**
 * Behind what may stand before an object: the mark of a JSON sequence (RFC 7464), a byte order mark where files were
 * joined.
 */
function trimmedStart(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== OPEN_BRACE && (bytes[at] === 0x1e || bytes[at] === 0xef)) {
    at += bytes[at] === 0x1e ? 1 : bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? 3 : end;
  }
  return at < end ? at : start;
}

/** Behind the spaces and commas between objects. */
function behindSeparators(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === COMMA || bytes[at] === 0x1e)) {
    at++;
  }
  return at;
}

/** Without the spaces and the line end of Windows behind a line, and the comma behind an object. */
function trimmedEnd(bytes: Uint8Array, start: number, lineEnd: number): number {
  let end = lineEnd;
  while (end > start && (bytes[end - 1] === 32 || bytes[end - 1] === RETURN || bytes[end - 1] === 9)) {
    end--;
  }
  return end > start && bytes[start] === OPEN_BRACE && bytes[end - 1] === COMMA ? end - 1 : end;
}
