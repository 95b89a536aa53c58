import { Column, mark, release } from '../column';

/**
 * Rows by group, each group's in ascending order: a counting sort. Those of group g become `rows[starts[g]]` to
 * `rows[starts[g + 1] - 1]`.
 *
 * @param codes each row's group, below `groups`
 */
export function groupRows(codes: Column<i32>, length: i32, groups: i32, rows: Column<i32>, starts: Column<i32>): void {
  const free = mark();
  const next = Column.zeros<i32>(groups);
  for (let row = 0; row < length; row++) {
    next[codes[row]]++;
  }
  let start = 0;
  for (let group = 0; group < groups; group++) {
    starts[group] = start;
    start += next[group];
    next[group] = starts[group];
  }
  starts[groups] = start;
  for (let row = 0; row < length; row++) {
    const place = next[codes[row]]++;
    rows[place] = row;
  }
  release(free);
}
