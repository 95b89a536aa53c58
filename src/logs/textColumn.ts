import { lowerBound } from './lowerBound';
import {
  type DictionaryColumn,
  type LazyDictionaryColumn,
  type TextColumn,
  type TextPiece,
  type Utf8,
} from './logTable';
import { type PooledTexts } from './textPool';

/** A text column over strings that are already there. */
export function textColumn(values: readonly string[]): TextColumn {
  return { length: values.length, at: (row) => values[row] ?? '', pieces: () => [pieceOf(values)] };
}

function pieceOf(strings: readonly string[]): TextPiece {
  return { strings, from: 0, to: strings.length };
}

function piecedColumn(pieces: readonly TextPiece[]): TextColumn {
  const ends = new Uint32Array(pieces.length);
  let length = 0;
  pieces.forEach(({ from, to }, index) => (ends[index] = length += to - from));
  return {
    length,
    at(row) {
      const index = lowerBound(ends, row + 1);
      return index < pieces.length ? (pieces[index].strings[pieces[index].to - ends[index] + row] ?? '') : '';
    },
    pieces: () => pieces,
  };
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
export function sliceText({ pieces, at }: TextColumn, from: number, to: number): TextColumn {
  return pieces ? piecedColumn(cut(pieces(), from, to)) : { length: to - from, at: (row) => at(from + row) };
}

function cut(pieces: readonly TextPiece[], from: number, to: number): TextPiece[] {
  let start = 0;
  return pieces.flatMap((piece) => {
    // A row of the column is so far from its place in the array.
    const offset = piece.from - start;
    const [first, end] = [Math.max(from, start), Math.min(to, start + piece.to - piece.from)];
    start += piece.to - piece.from;
    return first < end ? [{ strings: piece.strings, from: first + offset, to: end + offset }] : [];
  });
}

/** The rows named, in that order. */
export function selectText(column: TextColumn, rows: Uint32Array): TextColumn {
  return { length: rows.length, at: (row) => column.at(rows[row]) };
}

/** Pieces that a column has at most, and how much of what was cut off it they may hold: then it is one piece again. */
const MOST_PIECES = 64;
const MOST_HELD = 1.25;

/**
 * One column after the other. Holds the strings, not the columns, so that what was cut from them can be freed. What goes
 * on from what was joined before does not copy it.
 */
export function concatText(columns: readonly TextColumn[]): TextColumn {
  const pieces = columns.flatMap((column) => column.pieces?.() ?? [pieceOf(stringsOf(column))]);
  const length = columns.reduce((sum, column) => sum + column.length, 0);
  const held = pieces.reduce((sum, { strings }) => sum + strings.length, 0);
  if (pieces.length <= MOST_PIECES && held <= MOST_HELD * length) {
    return piecedColumn(pieces);
  }
  const none: string[] = [];
  return textColumn(none.concat(...pieces.map(({ strings, from, to }) => strings.slice(from, to))));
}

function stringsOf({ length, at }: TextColumn): readonly string[] {
  return Array.from({ length }, (_, row) => at(row));
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
