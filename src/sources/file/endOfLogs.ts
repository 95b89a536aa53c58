import { emptyRecord, createLineParser } from '../../logs/lineParser';
import { type FileForm } from './describeForm';
import { criOfDocker } from '../../logs/frames/docker';
import { endOfObject, startOfObject } from './jsonSpans';

const NEWLINE = 10;
const QUOTE = 34;

/** Lines of one log, such as those of a stack trace, that are looked through for its first one. */
const MAX_LINES = 10_000;

/** Says where a part of a file can be cut so that no log is cut in two: behind its last whole log; 0: nowhere. */
export function endOfLogs(file: FileForm): (bytes: Uint8Array) => number {
  switch (file.blocks ? 'blocks' : file.format) {
    case 'json':
      return behindLastObject;
    case 'csv':
      return behindLastRow;
    case 'ndjson':
      return file.isDocker ? lastLineThat(beginsLog(file)) : behindLastLine;
    default:
      return lastLineThat(beginsLog(file));
  }
}

function behindLastLine(bytes: Uint8Array): number {
  return bytes.lastIndexOf(NEWLINE) + 1;
}

/** A line end within quotes is none of a row. */
function behindLastRow(bytes: Uint8Array): number {
  let isQuoted = false;
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) {
    isQuoted = !isQuoted;
  }
  const last = bytes.lastIndexOf(NEWLINE);
  let newline = last;
  for (let count = 0, end = bytes.length; newline > 0 && count < MAX_LINES; count++) {
    for (let at = newline; at < end; at++) {
      isQuoted = bytes[at] === QUOTE ? !isQuoted : isQuoted;
    }
    if (!isQuoted) {
      return newline + 1;
    }
    end = newline;
    newline = bytes.lastIndexOf(NEWLINE, newline - 1);
  }
  return last + 1;
}

function behindLastObject(bytes: Uint8Array): number {
  let last = 0;
  for (let start = startOfObject(bytes, 0); start >= 0; start = startOfObject(bytes, last)) {
    const end = endOfObject(bytes, start);
    if (end < 0) {
      break;
    }
    last = end;
  }
  return last;
}

/** Where the last line begins that begins a log; where none of many does, behind the last line. */
function lastLineThat(begins: (line: string, before: string) => boolean): (bytes: Uint8Array) => number {
  return (bytes) => {
    const whole = behindLastLine(bytes);
    let end = whole - 1;
    let line = '';
    for (let count = 0; end > 0 && count < MAX_LINES; count++) {
      const start = bytes.lastIndexOf(NEWLINE, end - 1) + 1;
      const before = new TextDecoder().decode(bytes.subarray(start, end)).trimEnd();
      if (count > 0 && begins(line, before)) {
        return end + 1;
      }
      line = before;
      end = start - 1;
    }
    return whole;
  };
}

function beginsLog({ blocks, mapping, form, isDocker }: FileForm): (line: string, before: string) => boolean {
  if (blocks) {
    return (line, before) => blocks.begins(line, [before]);
  }
  const parser = createLineParser(mapping, { nearMs: 0, form });
  const record = emptyRecord();
  return (given) => {
    const line = isDocker ? (criOfDocker(given) ?? given) : given;
    record.timeMs = NaN;
    parser.parse(line, {}, record);
    return !/^\s/.test(line) && !Number.isNaN(record.timeMs) && !parser.isByLine && !parser.isPart;
  };
}
