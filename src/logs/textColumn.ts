import { type DictionaryColumn, type LazyDictionaryColumn, type TextColumn, type Utf8 } from './logTable';
import { type PooledTexts } from './textPool';

/** A text column over strings that are already there. */
export function textColumn(values: readonly string[]): TextColumn {
  return { length: values.length, at: (row) => values[row] ?? '', strings: () => values };
}

/** A text column over texts of a pool. */
export function pooledColumn(pooled: PooledTexts): TextColumn {
  const { pool, numbers } = pooled;
  return { length: numbers.length, at: (row) => pool.texts[numbers[row]] ?? '', pooled };
}

/** A dictionary whose strings are already there, as one that may decode them when asked. */
export function textDictionary({ values, codes }: DictionaryColumn): LazyDictionaryColumn {
  return { values: textColumn(values), codes };
}

/**
 * A text column over the bytes of a file: row i is the UTF-8 text from `starts[i]` up to `ends[i]`, decoded only when
 * asked for: a million lines cost 8 bytes each, not a string each. Up to 4 GiB.
 */
export function byteTextColumn(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array): TextColumn {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    length: starts.length,
    at: (row) => decoder.decode(bytes.subarray(starts[row], ends[row])),
  };
}

/** A text column over UTF-8, decoded only when asked for. */
export function utf8Column(utf8: Utf8): TextColumn {
  const { bytes, offsets } = utf8;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { length: offsets.length - 1, at: (row) => text.toString('utf8', offsets[row], offsets[row + 1]), utf8 };
}

/** The rows from `from`, inclusive, to `to`, exclusive. */
export function sliceText(column: TextColumn, from: number, to: number): TextColumn {
  const { strings } = column;
  return {
    length: to - from,
    at: (row) => column.at(from + row),
    ...(strings && { strings: () => strings().slice(from, to) }),
  };
}

/** The rows named, in that order. */
export function selectText(column: TextColumn, rows: Uint32Array): TextColumn {
  return { length: rows.length, at: (row) => column.at(rows[row]) };
}

/** One column after the other. Holds the strings, not the columns, so that what was cut from them can be freed. */
export function concatText(columns: readonly TextColumn[]): TextColumn {
  const none: string[] = [];
  return textColumn(none.concat(...columns.map(stringsOf)));
}

function stringsOf({ length, at, strings }: TextColumn): readonly string[] {
  return strings?.() ?? Array.from({ length }, (_, row) => at(row));
}

/** One column after the other; each keeps its strings, which may be decoded only when asked for. */
export function joinText(columns: readonly TextColumn[]): TextColumn {
  const starts: number[] = [];
  let length = 0;
  for (const column of columns) {
    starts.push(length);
    length += column.length;
  }
  const at = (row: number): string => {
    const column = starts.findLastIndex((start) => start <= row);
    return column < 0 ? '' : columns[column].at(row - starts[column]);
  };
  return { length, at };
}
