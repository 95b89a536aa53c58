import { type BlockFormat } from './blocks';
import { asBuffer } from './cells';
import { type FileLogs } from './fileLogs';
import { type FileReading, noteOutcome, noteProgress } from './fileReading';
import { LineLogs } from './lineLogs';

const NEWLINE = 10;

/** Reads a format whose logs are blocks of lines. */
export function readBlocks(reading: FileReading, format: BlockFormat): FileLogs {
  const { file, mapping, form, problems } = reading;
  const { bytes } = file;
  const text = asBuffer(bytes);
  const logs = new LineLogs(Math.ceil(bytes.length / 300), mapping, file, form);
  let lines: string[] = [];
  let blockStart = 0;
  const flush = (end: number): void => {
    const fields = lines.length > 0 ? format.fields(lines) : undefined;
    if (fields) {
      noteOutcome(reading, logs.addFields(fields, blockStart, end), blockStart);
    } else if (lines.length > 0) {
      problems.leftOut(blockStart, `begins a block that is none of ${format.name}`);
    }
    lines = [];
  };
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = text.toString('utf8', start, end).trimEnd();
    if (format.begins(line, lines)) {
      flush(start);
      blockStart = start;
    }
    if (line !== '') {
      lines.push(line);
    }
    noteProgress(reading, logs.length);
    start = end + 1;
  }
  flush(bytes.length);
  return logs.finish(bytes);
}
