type NumberColumn = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** Copies a column into a longer one. */
export function grow<Column extends NumberColumn>(column: Column, longer: Column): Column {
  longer.set(column);
  return longer;
}

/** The cells of the rows named, written into a column of that length. */
export function take<Column extends NumberColumn>(column: Column, rows: Uint32Array, into: Column): Column {
  // A plain loop: the typed arrays' own `from` with a function goes through an iterator, ten times slower.
  for (let i = 0; i < rows.length; i++) {
    into[i] = column[rows[i]];
  }
  return into;
}
