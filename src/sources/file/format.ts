import { isLogfmt } from '../../logs/logfmt';
import { readStamp } from '../../logs/time/readStamp';
import { Stamp } from '../../logs/time/stamp';
import { type FieldMapping } from '../../query/settings';
import { bestColumn, learnTable } from './tableForm';

const FILE_FORMATS = ['ndjson', 'json', 'logfmt', 'csv', 'text'] as const;

export type FileFormat = (typeof FILE_FORMATS)[number];

/** How much of a file is looked at to find its format. */
const SAMPLE = 65_536;

/** Finds the format of a file by its content; the name decides only where a header could be a line of text too. */
export function detectFormat(name: string, bytes: Uint8Array, mapping: FieldMapping): FileFormat {
  const sample = new TextDecoder().decode(bytes.subarray(0, SAMPLE));
  const start = sample.trimStart();
  if (/^\[\s*(?:\{|\]\s*$)/.test(start) || /^\{\s*\r?\n/.test(start)) {
    return 'json'; // an array, or objects over several lines
  }
  const lines = sample.split('\n').filter((line) => line.trim() !== '');
  if (bytes.length > SAMPLE && lines.length > 1) {
    lines.pop(); // cut off by the sample's end
  }
  const share = (isKind: (line: string) => boolean): number => lines.filter(isKind).length / lines.length;
  if (share((line) => line.startsWith('{')) >= 0.5) {
    return 'ndjson';
  }
  const isNamed = /\.[ct]sv(?:\.gz)?$/i.test(name);
  const table = learnTable(bytes, mapping, NaN, isNamed ? undefined : MANY_COLUMNS);
  if (isTable(table) || (isNamed && !isText(lines, table, mapping))) {
    return 'csv';
  }
  return share(isLogfmt) >= 0.5 ? 'logfmt' : 'text';
}

type Learned = ReturnType<typeof learnTable>;

/**
 * Whether a header names the columns, one of them as the time; or, as of PostgreSQL, no header does, but many rows have
 * as many columns, one of them a level, and begin with their time.
 */
function isTable(table: Learned): boolean {
  if (!table?.isEven || table.separator === BAR) {
    return !!table?.hasHeader && table.isEven && bestColumn(table, 'time') >= 0;
  }
  return table.hasHeader
    ? bestColumn(table, 'time') >= 0
    : table.columns.length >= MANY_COLUMNS && table.columns[0].field?.role === 'time' && bestColumn(table, 'level') > 0;
}

/** Whether what is called a table is none: its lines begin with their time, as text, and no column is one. */
function isText(lines: readonly string[], table: Learned, mapping: FieldMapping): boolean {
  const stamp = new Stamp();
  return (
    mapping.time === undefined &&
    (!table || bestColumn(table, 'time') < 0) &&
    lines.filter((line) => readStamp(line, 0, stamp)).length >= lines.length / 2
  );
}

/** Text parts its head by bars, too: it is read as text. */
const BAR = 124;
const MANY_COLUMNS = 8;
