import { type FileLogs } from './fileLogs';
import { type FileReading } from './fileReading';
import { LineLogs } from './lineLogs';
import { TextLines } from './textLines';

/** Bytes that are decoded at a time: a string of the whole file would take its size once more. */
const BLOCK = 1 << 20;
const NEWLINE = 10;
const RETURN = 13;

/** What the lines of a file are. */
export interface LineKind {
  /** Plain text: a line that is no log belongs to the one before. */
  isText: boolean;
  /** What a line stands for; undefined: itself. */
  wordsOf?: (line: string) => string | undefined;
}

/** Reads logfmt or plain text: a log a line, and the lines that go on with it. */
export function readLines(reading: FileReading, { isText, wordsOf }: LineKind): FileLogs {
  const { file, mapping, form, problems, onProgress } = reading;
  const { bytes } = file;
  const logs = new LineLogs(Math.ceil(bytes.length / 200), mapping, file, form);
  const lines = new TextLines(logs, problems, isText);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (let blockStart = 0; blockStart < bytes.length;) {
    const blockEnd = endOfBlock(bytes, blockStart);
    const text = decoder.decode(bytes.subarray(blockStart, blockEnd));
    // A character for each byte: what is found in the text need not be looked for in the bytes.
    const isAligned = text.length === blockEnd - blockStart;
    let start = blockStart;
    for (let textStart = 0; start < blockEnd;) {
      // The same line ends in the bytes and in the text, whatever characters stand between them.
      const textEnd = ends(text.indexOf('\n', textStart), text.length);
      const end = isAligned ? blockStart + textEnd : ends(bytes.indexOf(NEWLINE, start), blockEnd);
      const returns = textEnd > textStart && text.charCodeAt(textEnd - 1) === RETURN ? 1 : 0;
      const line = text.slice(textStart, textEnd - returns);
      lines.add(wordsOf?.(line) ?? line, start, end - returns);
      start = end + 1;
      textStart = textEnd + 1;
    }
    blockStart = blockEnd;
    onProgress(logs.length);
  }
  lines.finish();
  return logs.finish(bytes);
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
