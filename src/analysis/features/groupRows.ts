/** Rows by group, each group's in ascending order: those of group g are `rows[starts[g]]` to `rows[starts[g + 1] - 1]`. */
export interface RowGroups {
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
}

/**
 * Rows by group: a counting sort.
 *
 * @param codes each row's group, below `groups`
 */
export function groupRows(codes: Uint32Array, groups: number): RowGroups {
  const starts = new Uint32Array(groups + 1);
  for (let row = 0; row < codes.length; row++) {
    starts[codes[row] + 1]++;
  }
  for (let group = 0; group < groups; group++) {
    starts[group + 1] += starts[group];
  }
  const next = starts.slice();
  const rows = new Uint32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    rows[next[codes[row]]++] = row;
  }
  return { rows, starts };
}
