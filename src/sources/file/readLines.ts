import { type FieldMapping } from '../../query/settings';
import { type FileInput } from './fileInput';
import { type FileLogs } from './fileLogs';
import { LineLogs, WHY_LEFT_OUT } from './lineLogs';
import { type Problems } from './problems';

/** Bytes that are decoded at a time: a string of the whole file would take its size once more. */
const BLOCK = 1 << 20;
const NEWLINE = 10;

/**
 * Reads logfmt or plain text. In plain text a line without a time belongs to the log before it, as those of a stack trace do;
 * in logfmt it is left out and counted.
 */
export function readLines(
  file: FileInput,
  format: 'logfmt' | 'text',
  mapping: FieldMapping,
  problems: Problems,
  onProgress: (logs: number) => void
): FileLogs {
  const { bytes } = file;
  const logs = new LineLogs(Math.ceil(bytes.length / 200), mapping, file);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (let blockStart = 0; blockStart < bytes.length;) {
    const blockEnd = endOfBlock(bytes, blockStart);
    const text = decoder.decode(bytes.subarray(blockStart, blockEnd));
    let start = blockStart;
    for (let textStart = 0; start < blockEnd;) {
      // The same line ends in the bytes and in the text, whatever characters stand between them.
      const end = ends(bytes.indexOf(NEWLINE, start), blockEnd);
      const textEnd = ends(text.indexOf('\n', textStart), text.length);
      addLine(logs, text.slice(textStart, textEnd), start, end, format, problems);
      start = end + 1;
      textStart = textEnd + 1;
    }
    blockStart = blockEnd;
    onProgress(logs.length);
  }
  return logs.finish(bytes);
}

function addLine(
  logs: LineLogs,
  line: string,
  start: number,
  end: number,
  format: 'logfmt' | 'text',
  problems: Problems
): void {
  const returns = line.endsWith('\r') ? 1 : 0;
  const text = returns ? line.slice(0, -1) : line;
  if (text.trim() === '') {
    return;
  }
  const isText = format === 'text';
  if (isText && logs.length > 0 && isIndented(text)) {
    logs.extend(end - returns);
    return;
  }
  const outcome = logs.add(text, start, end - returns, false);
  if (outcome === 'without time' && isText && logs.length > 0) {
    logs.extend(end - returns);
  } else if (outcome === 'without time') {
    problems.leftOut(start, WHY_LEFT_OUT[outcome]);
  }
}

function isIndented(line: string): boolean {
  const code = line.charCodeAt(0);
  return code === 32 || code === 9;
}

function ends(found: number, otherwise: number): number {
  return found < 0 || found > otherwise ? otherwise : found;
}

/** Behind the last line end within a block, or behind the first one where a line is longer than a block. */
function endOfBlock(bytes: Uint8Array, start: number): number {
  if (start + BLOCK >= bytes.length) {
    return bytes.length;
  }
  const last = bytes.lastIndexOf(NEWLINE, start + BLOCK);
  const end = last > start ? last : bytes.indexOf(NEWLINE, start + BLOCK);
  return end < 0 ? bytes.length : end + 1;
}
