import { type Field, recogniseField } from '../../logs/fieldNames';
import { type FieldMapping } from '../../query/settings';

export interface CsvColumn {
  name: string;
  field: Field | undefined;
}

export interface CsvHeader {
  columns: CsvColumn[];
  /** The byte between columns. */
  separator: number;
  /** Where the first row begins. */
  end: number;
}

const SEPARATORS = [',', ';', '\t'];

/** Reads the first line of a CSV file: the names of its columns, and what each of them is. */
export function readHeader(bytes: Uint8Array, mapping: FieldMapping): CsvHeader {
  const newline = bytes.indexOf(10);
  const lineEnd = newline < 0 ? bytes.length : newline;
  const line = new TextDecoder().decode(bytes.subarray(0, Math.min(lineEnd, 65_536))).replace(/\r$/, '');
  const parts = SEPARATORS.map((separator) => line.split(separator).length);
  const separator = SEPARATORS[parts.indexOf(Math.max(...parts))];
  const names = line.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  return {
    columns: names.map((name) => ({ name, field: recogniseField(name.split('.'), mapping) })),
    separator: separator.charCodeAt(0),
    end: newline < 0 ? bytes.length : newline + 1,
  };
}
