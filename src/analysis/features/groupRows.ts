import { type DictionaryColumn } from '../../logs/logTable';

/** Rows by group, each group's in ascending order: those of group g are `rows[starts[g]]` to `rows[starts[g + 1] - 1]`. */
export interface RowGroups {
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
}

/** Rows by the code of a dictionary column: a counting sort. */
export function groupRows({ values, codes }: DictionaryColumn): RowGroups {
  const starts = new Uint32Array(values.length + 1);
  for (let row = 0; row < codes.length; row++) {
    starts[codes[row] + 1]++;
  }
  for (let group = 0; group < values.length; group++) {
    starts[group + 1] += starts[group];
  }
  const next = starts.slice();
  const rows = new Uint32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    rows[next[codes[row]]++] = row;
  }
  return { rows, starts };
}
