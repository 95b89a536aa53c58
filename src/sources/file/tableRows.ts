/** The cells of the rows at the beginning of a table, with quotes taken off. */
export interface Row {
  cells: string[];
  /** Where the row begins, and where the next one does, in characters of the text. */
  start: number;
  end: number;
}

/** Parts the first rows of a text: cells between separators, in double quotes where they hold one (RFC 4180). */
export function splitRows(text: string, separator: string, from: number, most: number): Row[] {
  const rows: Row[] = [];
  for (let at = from; at < text.length && rows.length < most;) {
    const row = splitRow(text, separator, at);
    if (row.cells.length > 1 || row.cells[0] !== '') {
      rows.push(row);
    }
    at = row.end;
  }
  return rows;
}

function splitRow(text: string, separator: string, start: number): Row {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let cell = '';
    if (text.charAt(at) === '"') {
      const close = closingQuote(text, at + 1);
      cell = text.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    }
    let end = at;
    while (end < text.length && text.charAt(end) !== separator && text.charAt(end) !== '\n') {
      end++;
    }
    cell += text.slice(at, end).replace(/\r$/, '');
    cells.push(cell);
    at = end + 1;
    if (text.charAt(end) !== separator) {
      return { cells, start, end: at };
    }
  }
}

/** The quote that ends a cell: doubled ones stand for themselves. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charAt(at + 1) !== '"') {
      return at;
    }
  }
  return text.length;
}

/** Makes doubled quotes of those that a backslash escapes: as many bytes, and what this reader knows. */
export function withDoubledQuotes(bytes: Uint8Array): Uint8Array {
  // Not its slice, which of a Buffer is the same bytes.
  const doubled = new Uint8Array(bytes);
  for (let at = doubled.indexOf(BACKSLASH); at >= 0; at = doubled.indexOf(BACKSLASH, at + 2)) {
    if (doubled[at + 1] === QUOTE) {
      doubled[at] = QUOTE;
    }
  }
  return doubled;
}

const QUOTE = 34;
const BACKSLASH = 92;
