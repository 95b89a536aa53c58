import { take } from './take';
import { type DictionaryColumn, type LazyDictionaryColumn, type LogTable, type TextColumn } from './logTable';
import { concatText, joinText, pooledColumn, selectText, sliceText, textColumn, textDictionary } from './textColumn';
import { poolFor, type PooledTexts } from './textPool';
import { timeOrder } from './timeOrder';
import { lowerBound } from './lowerBound';

type Codes = Pick<DictionaryColumn, 'codes'>;

/** The logs from `fromMs`, inclusive, to `toMs`, exclusive: views of the same memory, nothing is copied. */
export function sliceByTime(table: LogTable, fromMs: number, toMs: number): LogTable {
  const from = lowerBound(table.timeMs, fromMs);
  const to = Math.max(from, lowerBound(table.timeMs, toMs));
  const dropped = table.droppedAtMs?.subarray(
    lowerBound(table.droppedAtMs, fromMs),
    lowerBound(table.droppedAtMs, toMs)
  );
  const slice = <Column extends Codes>(column: Column): Column => ({
    ...column,
    codes: column.codes.subarray(from, to),
  });
  return {
    length: to - from,
    timeMs: table.timeMs.subarray(from, to),
    timeNs: table.timeNs.subarray(from, to),
    service: slice(table.service),
    level: table.level.subarray(from, to),
    message: slice(table.message),
    ...(dropped && dropped.length > 0 && { droppedAtMs: dropped }),
    responseTime: table.responseTime.subarray(from, to),
    statusCode: table.statusCode.subarray(from, to),
    traceId: slice(table.traceId),
    line: sliceText(table.line, from, to),
  };
}

/** The rows named, in that order; ascending rows give a table in order of time. */
export function selectRows(table: LogTable, rows: Uint32Array): LogTable {
  const select = <Column extends Codes>(column: Column): Column => ({
    ...column,
    codes: take(column.codes, rows, new Uint32Array(rows.length)),
  });
  return {
    length: rows.length,
    timeMs: take(table.timeMs, rows, new Float64Array(rows.length)),
    timeNs: take(table.timeNs, rows, new Uint32Array(rows.length)),
    service: select(table.service),
    level: take(table.level, rows, new Uint8Array(rows.length)),
    message: select(table.message),
    responseTime: take(table.responseTime, rows, new Float64Array(rows.length)),
    statusCode: take(table.statusCode, rows, new Uint16Array(rows.length)),
    traceId: select(table.traceId),
    line: selectText(table.line, rows),
  };
}

/**
 * All logs of several tables as one, in order of time; those of the same nanosecond in the order of the tables. Holds
 * strings, not the tables, so that what they were cut from can be freed.
 */
export function concatTables(tables: readonly LogTable[]): LogTable {
  return join(tables, { linesOf: concatText, textsOf: pooledColumn });
}

/** The same, for tables that are kept anyway: their lines stay where they are, and nothing is kept to slide on with. */
export function joinTables(tables: readonly LogTable[]): LogTable {
  return join(tables, { linesOf: joinText, textsOf: (pooled) => textColumn(stringsOf(pooled)) });
}

/** How columns of texts are kept. */
interface Joining {
  readonly linesOf: (columns: readonly TextColumn[]) => TextColumn;
  readonly textsOf: (pooled: PooledTexts) => TextColumn;
}

function join(tables: readonly LogTable[], { linesOf, textsOf }: Joining): LogTable {
  const joinTexts = (columns: readonly LazyDictionaryColumn[], first?: readonly string[]): LazyDictionaryColumn => {
    const { codes, ...pooled } = intern(columns, first);
    return { values: textsOf(pooled), codes };
  };
  if (tables.length === 1) {
    return tables[0];
  }
  const length = tables.reduce((sum, table) => sum + table.length, 0);
  const joined: LogTable = {
    length,
    timeMs: joinColumns(tables, (table) => table.timeMs, new Float64Array(length)),
    timeNs: joinColumns(tables, (table) => table.timeNs, new Uint32Array(length)),
    service: joinDictionaries(tables.map((table) => table.service)),
    level: joinColumns(tables, (table) => table.level, new Uint8Array(length)),
    message: joinTexts(tables.map((table) => table.message)),
    responseTime: joinColumns(tables, (table) => table.responseTime, new Float64Array(length)),
    statusCode: joinColumns(tables, (table) => table.statusCode, new Uint16Array(length)),
    traceId: joinTexts(
      tables.map((table) => table.traceId),
      ['']
    ),
    line: linesOf(tables.map((table) => table.line)),
  };
  const order = timeOrder(joined.timeMs, joined.timeNs);
  const dropped = Float64Array.from(tables.flatMap(({ droppedAtMs = [] }) => [...droppedAtMs])).sort();
  const sorted = order ? selectRows(joined, order) : joined;
  return dropped.length > 0 ? { ...sorted, droppedAtMs: dropped } : sorted;
}

function joinColumns<Column extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  tables: readonly LogTable[],
  columnOf: (table: LogTable) => Column,
  into: Column
): Column {
  let row = 0;
  for (const table of tables) {
    into.set(columnOf(table), row);
    row += table.length;
  }
  return into;
}

/** One dictionary of the strings that the columns use; what only their values hold is left behind. */
function joinDictionaries(columns: readonly DictionaryColumn[]): DictionaryColumn {
  const { codes, ...pooled } = intern(columns.map(textDictionary));
  return { values: stringsOf(pooled), codes };
}

function stringsOf({ pool, numbers }: PooledTexts): string[] {
  return Array.from(numbers, (number) => pool.texts[number]);
}

/**
 * Strings in the order in which they first occur. Those that are in the pool already are not looked at.
 * @param first come first, whether they occur or not
 */
function intern(columns: readonly LazyDictionaryColumn[], first: readonly string[] = []): PooledTexts & Codes {
  const most = columns.reduce((sum, { values }) => sum + values.length, first.length);
  const pool = poolFor(
    columns.map(({ values }) => values),
    most
  );
  const numbers = new Uint32Array(most);
  const codeOf = new Int32Array(pool.texts.length + most).fill(NOT_SEEN);
  let count = 0;
  const codeOfNumber = (number: number): number => {
    if (codeOf[number] === NOT_SEEN) {
      codeOf[number] = count;
      numbers[count++] = number;
    }
    return codeOf[number];
  };
  first.forEach((value) => codeOfNumber(pool.numberOf(value)));
  const codes = new Uint32Array(columns.reduce((sum, column) => sum + column.codes.length, 0));
  let row = 0;
  for (const { values, codes: own } of columns) {
    const known = values.pooled?.pool === pool ? values.pooled.numbers : undefined;
    const newCodes = new Int32Array(values.length).fill(NOT_SEEN);
    for (let i = 0; i < own.length; i++) {
      const code = own[i];
      if (newCodes[code] === NOT_SEEN) {
        newCodes[code] = codeOfNumber(known ? known[code] : pool.numberOf(values.at(code)));
      }
      codes[row++] = newCodes[code];
    }
  }
  return { pool, numbers: numbers.slice(0, count), codes };
}

const NOT_SEEN = -1;
