import { type LineForm } from '../../logs/form/lineForm';
import { type FieldMapping } from '../../query/settings';
import { type BlockFormat } from './blocks';
import { asBuffer } from './cells';
import { type FileInput } from './fileInput';
import { type FileLogs } from './fileLogs';
import { LineLogs, PROGRESS_MASK, WHY_LEFT_OUT } from './lineLogs';
import { type Problems } from './problems';

const NEWLINE = 10;

/** Reads a format whose logs are blocks of lines. */
export function readBlocks(
  file: FileInput,
  format: BlockFormat,
  mapping: FieldMapping,
  form: LineForm,
  problems: Problems,
  onProgress: (logs: number) => void
): FileLogs {
  const { bytes } = file;
  const text = asBuffer(bytes);
  const logs = new LineLogs(Math.ceil(bytes.length / 300), mapping, file, form);
  let lines: string[] = [];
  let blockStart = 0;
  const flush = (end: number): void => {
    const fields = lines.length > 0 ? format.fields(lines) : undefined;
    const outcome = fields && logs.addFields(fields, blockStart, end);
    if (outcome && outcome !== 'added') {
      problems.leftOut(blockStart, WHY_LEFT_OUT[outcome]);
    } else if (!outcome && lines.length > 0) {
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
    if ((logs.length & PROGRESS_MASK) === 0) {
      onProgress(logs.length);
    }
    start = end + 1;
  }
  flush(bytes.length);
  return logs.finish(bytes);
}
