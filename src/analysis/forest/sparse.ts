import { type Columns } from './forest';

/** Columns that are 0 in nearly all rows. */
export interface SparseColumns {
  readonly columns: readonly number[];
  /** The rows where one of them is not 0, ascending. */
  readonly rows: Uint32Array;
}

/** @param sparse the columns that are 0 in nearly all rows */
export function findSparse(columns: Columns, sparse: readonly number[]): SparseColumns {
  const { length } = columns[0];
  const isMarked = new Uint8Array(length);
  for (const f of sparse) {
    const column = columns[f];
    for (let row = 0; row < length; row++) {
      if (column[row] !== 0) {
        isMarked[row] = 1;
      }
    }
  }
  let count = 0;
  for (let row = 0; row < length; row++) {
    count += isMarked[row];
  }
  const rows = new Uint32Array(count);
  for (let row = 0, i = 0; i < count; row++) {
    if (isMarked[row] === 1) {
      rows[i++] = row;
    }
  }
  return { columns: sparse, rows };
}

/**
 * The sparse columns at these rows, and at last a row in which they are 0, as in all others; the rest of the columns is
 * left 0. (Not by logs/take: a loop that sees one more type of array is several times slower for all.)
 */
export function sparseRows(columns: Columns, { columns: sparse, rows }: SparseColumns): Columns {
  return columns.map((column, f) => {
    const values = new Float32Array(rows.length + 1);
    if (sparse.includes(f)) {
      for (let i = 0; i < rows.length; i++) {
        values[i] = column[rows[i]];
      }
    }
    return values;
  });
}
