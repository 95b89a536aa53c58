import { allocate, Column } from '../column';

/**
 * Looked for: of each row how surprising the most surprising is of which it is part, and that one's number; 0: of none
 * so far.
 */
@unmanaged
@final
export class Search {
  length: i32;
  surprise: Column<f32>;
  number: Column<i32>;
}

/** Found: the rows that are part of anything, ascending, of what, and how surprising that is. */
@unmanaged
@final
export class Findings {
  count: i32;
  rows: Column<i32>;
  numbers: Column<i32>;
  surprise: Column<f32>;
}

export function createSearch(length: i32): Search {
  const search = changetype<Search>(allocate(offsetof<Search>()));
  search.length = length;
  search.surprise = Column.zeros<f32>(length);
  search.number = Column.zeros<i32>(length);
  return search;
}

/** Of what is as surprising, the first counts. */
export function note(search: Search, row: i32, surprise: f64, number: i32): void {
  if (surprise > f64(search.surprise[row])) {
    search.surprise[row] = f32(surprise);
    search.number[row] = number;
  }
}

/** What was found: the search can be used for another. */
export function takeFindings(search: Search): Findings {
  let count = 0;
  for (let row = 0; row < search.length; row++) {
    count += i32(search.number[row] !== 0);
  }
  const found = changetype<Findings>(allocate(offsetof<Findings>()));
  found.count = count;
  found.rows = Column.of<i32>(count);
  found.numbers = Column.of<i32>(count);
  found.surprise = Column.of<f32>(count);
  for (let row = 0, i = 0; i < count; row++) {
    if (search.number[row] !== 0) {
      found.rows[i] = row;
      found.numbers[i] = search.number[row];
      found.surprise[i++] = search.surprise[row];
      search.number[row] = 0;
      search.surprise[row] = 0;
    }
  }
  return found;
}
